"""First names that all stand in one list of a data generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.coverage import largest_coverage
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import names

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "First names out of one generator's list"
FAMILY = "vocabulary"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "largest share, over columns with at least 12 distinct first names, of distinct first names that "
    "stand in one list of at most 2,000 first names of one library and locale, over their number and "
    "two"
)
SOURCES = (
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{inside} of {distinct} different first names stand in one built-in list of the data generator "
    "{library} ({locale}). In genuine tables rare names fall outside."
)
SENTENCE_FOR = (
    "Only {inside} of {distinct} different first names stand in any one list of a data generator, as "
    "in tables that were collected."
)
INNOCENT = (
    "a short extract of very common values of one country",
    "names replaced by a generator to protect people: an anonymised table is not an invented one",
)

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Best coverage of the distinct first names by one list."""
    if specimen.size < MINIMUM:
        return None
    asked = names(specimen, "first_name")
    return largest_coverage(specimen, asked, "first_name", fewest=12, longest=2000)
