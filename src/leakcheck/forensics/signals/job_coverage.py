"""Job titles that all stand in one list of a data generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.coverage import largest_coverage
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import headed, words_of

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Job titles out of one generator's list"
FAMILY = "vocabulary"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "largest share, over columns with at least 10 distinct job titles, of distinct job titles that "
    "stand in one list of at most 1,200 job titles of one library and locale, over their number and "
    "two"
)
SOURCES = (
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{inside} of {distinct} different job titles stand in one built-in list of the data generator "
    "{library} ({locale}). Written by people, titles vary far more."
)
SENTENCE_FOR = (
    "Only {inside} of {distinct} different job titles stand in any one list of a data generator, as "
    "in tables that were collected."
)
INNOCENT = (
    "a short extract of very common values of one country",
    "names replaced by a generator to protect people: an anonymised table is not an invented one",
)

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Best coverage of the distinct job titles by one list."""
    if specimen.size < MINIMUM:
        return None
    asked = map(words_of, headed(specimen, "job"))
    return largest_coverage(specimen, asked, "job", fewest=10, longest=1200)
