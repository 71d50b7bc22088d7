"""Whether two dates of a record go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.ranks import date_pairs
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Dates of one record that go together"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "largest Spearman rank correlation between two date columns, over records that have both (at least 30)"
)
SOURCES = (
    "C. Spearman, The proof and measurement of association between two things (1904)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "The dates of a record have little to do with each other: rank correlation {correlation:.2f} at "
    "best, over {pairs} pairs of date columns."
)
SENTENCE_FOR = (
    "Two dates of a record go together (rank correlation {correlation:.2f}), as successive steps of one "
    "event do."
)
INNOCENT = (
    "dates of unrelated things, such as birth and last login",
    "dates that were shifted at random to protect persons",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Take the closest pair of dates; None with fewer than two date columns."""
    if specimen.size < MINIMUM or not (pairs := date_pairs(specimen)):
        return None
    best = max(pairs, key=lambda pair: pair.correlation)
    facts = {"correlation": best.correlation, "pairs": len(pairs)}
    return Measurement(best.correlation, (best.first, best.second), facts, best.records)
