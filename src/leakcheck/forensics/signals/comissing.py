"""Whether blanks of different columns fall on the same records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.blanks import blanks
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Blanks that fall together"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "mean absolute Pearson correlation of the missing indicators of two columns with at least 5 blanks "
    "and 5 values each"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "Blanks of {columns} columns fall on different records: correlation {mean:.2f}, as if struck out "
    "one by one."
)
SENTENCE_FOR = (
    "Blanks of {columns} columns fall on the same records (correlation {mean:.2f}), as where a whole "
    "step was not taken."
)
INNOCENT = (
    "cells blanked at random to protect persons",
    "optional fields that have nothing to do with each other",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Correlate blanks; None with fewer than two columns that have blanks and values."""
    import numpy as np

    places, missing = blanks(specimen)
    if specimen.size < MINIMUM or len(places) < 2:
        return None
    correlations = np.atleast_2d(np.corrcoef(missing))
    mean = float(np.abs(correlations[np.triu_indices(len(places), 1)]).mean())
    return Measurement(mean, places, {"mean": mean, "columns": len(places)}, specimen.size)
