"""Whether the least and the largest age look like limits somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import ages
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Ages between round limits"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "half a point each: least age in {0, 1, 16, 18, 20, 21, 22, 25}; largest from 59 to 100 and a "
    "multiple of 5 or ending in 9"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = "Ages run from {least:.0f} to {most:.0f}: limits as given to a random generator."
SENTENCE_FOR = "Ages run from {least:.0f} to {most:.0f}; such limits are rarely typed."
INNOCENT = (
    "A legal minimum age",
    "top-coded ages, such as 90 and above",
)

genuine = makers.coherent
fabricated = makers.independent


_LEAST = (0, 1, 16, 18, 20, 21, 22, 25)


def measure(specimen: Specimen) -> Measurement | None:
    """Look at the limits; None without a column of ages."""
    if specimen.size < MINIMUM:
        return None
    found = [(_typed(values.min(), values.max()), -place, values) for place, values in ages(specimen)]
    if not found:
        return None
    value, place, values = max(found, key=lambda one: one[:2])
    facts = {"least": float(values.min()), "most": float(values.max())}
    return Measurement(value, (-place,), facts, len(values))


def _typed(least: float, most: float) -> float:
    is_round = 59 <= most <= 100 and (most % 5 == 0 or most % 10 == 9)
    return float(least in _LEAST) / 2 + float(is_round) / 2
