"""Whether neighbouring values differ in frequency more than chance makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.shapes import number_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Roughness of numbers"
FAMILY = "shape"
TOWARDS = -1
MINIMUM = 150
FORMULA = (
    "mean over number columns (>= 20 distinct, >= 2 records each) of log10 mean (o - e)^2 / e, o: "
    "records of a value, e: mean of its 8 neighbours"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "Neighbouring numbers are about equally frequent (roughness {roughness:.1f}, chance gives 1.1): no "
    "usual amounts."
)
SENTENCE_FOR = (
    "Some numbers are far more frequent than their neighbours (roughness {roughness:.1f}, chance gives "
    "1.1): usual amounts."
)
INNOCENT = ("measured quantities recorded with even precision",)


def measure(specimen: Specimen) -> Measurement | None:
    """Average the roughness; None without repeated numbers."""
    import numpy as np

    if specimen.size < MINIMUM:
        return None
    found, places = [], []
    for one in number_columns(specimen):
        counts = one.counts.astype(float)
        if len(counts) < 20 or len(one.values) < 2 * len(counts):
            continue
        window = np.lib.stride_tricks.sliding_window_view(counts, 9)
        expected = (window.sum(1) - counts[4:-4]) / 8
        found.append(float(np.log10(max(1e-3, np.mean((counts[4:-4] - expected) ** 2 / expected)))))
        places.append(one.place)
    if not found:
        return None
    value = sum(found) / len(found)
    return Measurement(value, tuple(places), {"roughness": 10**value}, specimen.size)


def genuine(seed: int, rows: int) -> makers.Table:
    """Ages and distances, of which multiples of five are told more often."""
    return _numbers(seed, rows, heaped=True)


def fabricated(seed: int, rows: int) -> makers.Table:
    """The same without usual values."""
    return _numbers(seed, rows, heaped=False)


def _numbers(seed: int, rows: int, heaped: bool) -> makers.Table:
    import random

    rng = random.Random(seed)  # noqa: S311 - nothing secret
    cells = [(rng.gauss(60, 14), rng.gauss(40, 11), rng.random() < 0.35 and heaped) for _ in range(rows)]
    told = [[int(round(x / 5) * 5 if near else x) for x in (a, b)] for a, b, near in cells]
    return ("weight", "distance"), [[str(a), str(b)] for a, b in told]
