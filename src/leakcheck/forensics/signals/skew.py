"""Whether numbers have a long tail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.shapes import number_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Numbers with a long tail"
FAMILY = "shape"
TOWARDS = -1
MINIMUM = 40
FORMULA = "mean over number columns of min(10, |m3 / m2^1.5|)"
SOURCES = (
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
    "Moment coefficient of skewness: R. A. Fisher (1930)",
)
SENTENCE = "Number columns are symmetric (skewness {skewness:.2f} on average): no long tail of large amounts."
SENTENCE_FOR = "Number columns have a long tail (skewness {skewness:.2f} on average), as real amounts do."
INNOCENT = ("test scores, body sizes and other bell-shaped measurements",)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Average the skewness; None without numbers."""
    import numpy as np

    if specimen.size < MINIMUM or not (found := number_columns(specimen)):
        return None
    skews = []
    for one in found:
        scaled = (one.values - one.values.mean()) / one.values.std()
        skews.append(min(10.0, abs(float(np.mean(scaled**3)))))
    value = sum(skews) / len(skews)
    facts = {"skewness": value, "columns": len(found)}
    return Measurement(value, tuple(one.place for one in found), facts, specimen.size)
