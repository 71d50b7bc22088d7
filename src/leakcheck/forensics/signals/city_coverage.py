"""Cities that all stand in one list of a data generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.coverage import largest_coverage
from leakcheck.forensics.statistics.invented import collected, listed
from leakcheck.forensics.statistics.vocabulary import values

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Cities out of one generator's list"
FAMILY = "vocabulary"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "largest share, over columns with at least 12 distinct cities, of distinct cities that stand in "
    "one list of at most 1,800 cities of one library and locale, over their number and two"
)
SOURCES = (
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{inside} of {distinct} different cities stand in one built-in list of the data generator "
    "{library} ({locale}). Lists of generators hold big cities, or cities that are not real."
)
SENTENCE_FOR = (
    "Only {inside} of {distinct} different cities stand in any one list of a data generator, as in "
    "tables that were collected."
)
INNOCENT = (
    "a short extract of very common values of one country",
    "names replaced by a generator to protect people: an anonymised table is not an invented one",
)

genuine = collected
fabricated = listed


def measure(specimen: Specimen) -> Measurement | None:
    """Best coverage of the distinct cities by one list."""
    if specimen.size < MINIMUM:
        return None
    asked = values(specimen, "city")
    return largest_coverage(specimen, asked, "city", fewest=12, longest=1800)
