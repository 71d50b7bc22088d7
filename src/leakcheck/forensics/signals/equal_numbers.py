"""Whether numbers that come back do so as equal chances would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import mean_repetition

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Numbers that come back by equal chances"
FAMILY = "uniformity"
TOWARDS = +1
MINIMUM = 40
FORMULA = (
    "-|ln E|, E = 1 / (p2 (d + f1(f1-1) / (2(f2+1)))), p2 = sum c(c-1) / n(n-1) over the counts c of the "
    "values; 0 when all are equally likely; mean over the number columns with at least 8 coinciding pairs; "
    "columns that are even but depend on the order of the rows are left out"
)
SOURCES = (
    "A. Chao, Scand. J. Statistics 11 (1984) 265-270: length of a list with what was not seen",
    "Measured for this project on 498 genuine tables of 391 sources (2026), unpublished",
)
SENTENCE = (
    "In {columns} number columns values repeat as in a draw of equal chances (off by a factor of {factor}); "
    "real quantities have common values and rare ones."
)
SENTENCE_FOR = (
    "In {columns} number columns values do not repeat as in a draw with equal chances (off by a factor of "
    "{factor}): some are common, many are rare."
)
INNOCENT = (
    "codes or numbers given out evenly",
    "a design in which every value was wanted equally often",
    "rounded measurements over a narrow range",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Mean distance of the number columns from equal chances; None where hardly a value comes back."""
    if specimen.size < MINIMUM:
        return None
    return mean_repetition(specimen, "number")
