"""Job titles that all stand in one list of a data generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import best, headed, words_of
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
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


def measure(specimen: Specimen) -> Measurement | None:
    """Best coverage of the distinct job titles by one list."""
    if specimen.size < MINIMUM:
        return None
    asked = [words for words in map(words_of, headed(specimen, "job")) if len(words.spelt) >= 10]
    found = [one for words in asked if (one := best(specimen, words, "job", longest=1200))]
    if not found:
        return None
    top = max(found, key=lambda one: one.share)
    return Measurement(top.share, (top.place,), top.facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
