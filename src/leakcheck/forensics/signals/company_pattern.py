"""Companies put together as Faker does: Smith, Lee and Clark; Brown Group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.grammar import are_companies
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import headed, thinned
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Companies put together by a grammar"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "largest share, over columns called company or employer, of distinct values that are Name "
    "Inc/Ltd/LLC/Group/PLC/and Sons, Name-Name or Name, Name and Name with last names of a "
    "generator's English lists"
)
SOURCES = (
    "Source text of Faker (MIT), providers of the English locales",
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
)
SENTENCE = (
    "{fit} of {distinct} different companies are nothing but common surnames joined (X Group; X-Y; X, "
    "Y and Z), as Faker invents them."
)
SENTENCE_FOR = "{fit} of {distinct} different companies are mere surnames joined."
INNOCENT = ("law firms and partnerships",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of distinct companies that fit the grammar."""
    shares = []
    for column in headed(specimen, "company") if specimen.size >= MINIMUM else ():
        texts = thinned(column.values, 1000)
        if len(texts) >= 12:
            shares.append((int(are_companies(texts).sum()), len(texts), column.place))
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
