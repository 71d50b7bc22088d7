"""Whether first digits of amounts that span orders of magnitude follow the known law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.shapes import number_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "First digits"
FAMILY = "digits"
TOWARDS = 1
MINIMUM = 100
FORMULA = (
    "mean over number columns with q99 / q01 > 30 of mean |share of first digit d - log10(1 + 1/d)|, d = 1..9"
)
SOURCES = (
    "F. Benford, The law of anomalous numbers (1938)",
    "M. Nigrini, Benford (2012): mean absolute deviation",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "First digits of {columns} columns of amounts deviate by {deviation:.1f} points from what growing "
    "quantities show."
)
SENTENCE_FOR = (
    "First digits of {columns} columns of amounts are close to what growing quantities show (deviation "
    "{deviation:.1f} points)."
)
INNOCENT = (
    "prices set by hand",
    "amounts with a minimum or a maximum",
    "scores and codes",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Compare first digits; None without positive amounts that span a factor of 30."""
    import numpy as np

    if specimen.size < MINIMUM:
        return None
    law, found, places = np.log10(1 + 1 / np.arange(1, 10)), [], []
    for one in number_columns(specimen):
        positive = one.values[one.values > 0]
        if len(positive) < MINIMUM:
            continue
        low, high = np.quantile(positive, (0.01, 0.99)).tolist()
        if high > 30 * low:
            logs = np.log10(positive)
            first = np.floor(10 ** (logs - np.floor(logs)) + 1e-9).clip(1, 9).astype(int)
            shares = np.bincount(first, minlength=10)[1:] / len(positive)
            found.append(float(np.abs(shares - law).mean()))
            places.append(one.place)
    if not found:
        return None
    value = sum(found) / len(found)
    return Measurement(value, tuple(places), {"columns": len(found), "deviation": 100 * value}, specimen.size)
