"""Street addresses put together as Faker does: 123 Kevin Ports Apt. 456."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.grammar import are_streets
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import headed, thinned
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Streets put together by a grammar"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "largest share, over columns of addresses, of distinct addresses that are a number, one name of a "
    "generator's English lists and one street word, with or without Apt. or Suite"
)
SOURCES = (
    "Source text of Faker (MIT), providers of the English locales",
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
)
SENTENCE = (
    "{fit} of {distinct} different addresses are a number, a personal name and one street word (123 "
    "Kevin Ports), as Faker invents them."
)
SENTENCE_FOR = "{fit} of {distinct} different addresses fit the grammar by which Faker invents streets."
INNOCENT = ("a place whose streets are all named after people",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of distinct addresses that fit the grammar."""
    shares = []
    for column in (*specimen.of("address"), *headed(specimen, "street")) if specimen.size >= MINIMUM else ():
        texts = thinned(column.values, 1000)
        if len(texts) >= 12:
            shares.append((int(are_streets(texts).sum()), len(texts), column.place))
    if not shares:
        return None
    fit, distinct, place = max(shares, key=lambda one: one[0] / one[1])
    return Measurement(fit / distinct, (place,), {"fit": fit, "distinct": distinct}, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
