"""How close categories come to equal shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import categories
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Evenness of categories"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "mean over category columns (n >= 8 per class) of (1 / sum p^2) / classes; 1 = all equal; "
    "columns that are even but depend on the order of the rows are left out"
)
SOURCES = (
    "M. Laakso and R. Taagepera, Effective number of parties, Comparative Political Studies 12 (1979)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "On average {percent:.0f} % of the classes of a category count fully ({columns} columns): nearly "
    "all are equally frequent."
)
SENTENCE_FOR = (
    "On average only {percent:.0f} % of the classes of a category count fully ({columns} columns): a "
    "few are frequent, most are rare."
)
INNOCENT = (
    "randomised groups",
    "A quota sample or a factorial design: equal groups were wanted",
    "months of birth and other truly even classes",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Average the evenness; None without a category."""
    if specimen.size < MINIMUM or not (found := categories(specimen)):
        return None
    value = sum(one.share for one in found) / len(found)
    places = tuple(one.place for one in sorted(found, key=lambda one: -one.share))
    return Measurement(value, places, {"percent": 100 * value, "columns": len(found)}, specimen.size)
