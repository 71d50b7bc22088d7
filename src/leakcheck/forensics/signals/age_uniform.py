"""Whether all ages are equally frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import EVEN, ages, ordered, window_log10_p
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Ages that are equally likely"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "largest log10 p over age columns of the Kolmogorov-Smirnov test against uniform(min, max), inner "
    "values; years as intervals; "
    "columns that are even but depend on the order of the rows are left out"
)
SOURCES = (
    "M. A. Stephens, Use of the Kolmogorov-Smirnov ... statistics, J. Royal Stat. Soc. B 32 (1970)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Ages are spread evenly from {least:.0f} to {most:.0f}; real groups of people have a hump and a tail."
)
SENTENCE_FOR = "Ages from {least:.0f} to {most:.0f} are not spread evenly, as in real groups of people."
INNOCENT = ("A survey that wanted all ages equally",)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Test the ages; None without a column of them."""
    if specimen.size < MINIMUM:
        return None
    tested = [(window_log10_p(values), place, values) for place, values in ages(specimen)]
    known = [
        (log10_p, place, values)
        for log10_p, place, values in tested
        if log10_p is not None and (log10_p <= EVEN or place not in ordered(specimen))
    ]
    if not known:
        return None
    log10_p, place, values = max(known, key=lambda one: one[0])
    facts = {"least": float(values.min()), "most": float(values.max())}
    return Measurement(log10_p, (place,), facts, len(values))
