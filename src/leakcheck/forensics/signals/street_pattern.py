"""Street addresses put together as Faker does: 123 Kevin Ports Apt. 456."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.grammar import are_streets, largest_fit
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import headed

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
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

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of distinct addresses that fit the grammar."""
    if specimen.size < MINIMUM:
        return None
    addresses = *specimen.of("address"), *headed(specimen, "street")
    return largest_fit(specimen, addresses, are_streets)
