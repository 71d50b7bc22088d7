"""How far the largest numbers lie from the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.shapes import number_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Reach of the largest numbers"
FAMILY = "shape"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "median over number columns of log10((q99 - q01) / (q75 - q25)), at most 2; even spread: 0.29, bell "
    "curve: 0.54"
)
SOURCES = (
    "Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",
    "Quantile measure of tail weight after D. Hogg, JASA 69 (1974)",
)
SENTENCE = "The span of a usual number column is {times:.1f} times its middle half: an even spread gives 2."
SENTENCE_FOR = (
    "The span of a usual number column is {times:.1f} times its middle half: long tails, as real "
    "amounts have."
)
INNOCENT = (
    "scores on a bounded scale",
    "ages and years",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Take the usual reach; None without a number column whose middle half is spread."""
    import numpy as np

    if specimen.size < MINIMUM:
        return None
    reaches, places = [], []
    for one in number_columns(specimen):
        low, quarter, three, high = np.quantile(one.values, (0.01, 0.25, 0.75, 0.99)).tolist()
        if three > quarter:
            reaches.append(min(2.0, float(np.log10((high - low) / (three - quarter)))))
            places.append(one.place)
    if not reaches:
        return None
    value = float(np.median(reaches))
    return Measurement(value, tuple(places), {"times": 10**value, "columns": len(places)}, specimen.size)
