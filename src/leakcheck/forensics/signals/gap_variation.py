"""Gaps between dates that stand in order: people arrive in bursts, a generator evenly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.registers import register, sorted_draw
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Gaps between successive dates"
FAMILY = "calendar"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "standard deviation of the steps between neighbouring records over their mean, for columns of "
    "dates of which 98 per cent of the steps go one way; 1 for evenly random arrivals (Poisson); the "
    "largest over the columns"
)
SOURCES = (
    "D. R. Cox, P. A. W. Lewis, The Statistical Analysis of Series of Events (1966)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "The records stand in order of a date, and the pauses between one and the next vary by "
    "{variation} times their mean: evenly random arrivals give 1.0, genuine registers 2 to 6, because "
    "people come in bursts."
)
SENTENCE_FOR = (
    "The records stand in order of a date, and come in bursts and pauses: the gaps vary by "
    "{variation} times their mean, where random dates give 1.0."
)
INNOCENT = (
    "readings taken at fixed intervals",
    "a list with one record a day or week",
    "dates sorted after the records had been drawn by lot",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Largest variation of gaps over the columns of dates that stand in order."""
    import numpy as np

    if specimen.size < MINIMUM:
        return None
    found = []
    for column in specimen.columns:
        if column.days is None or column.is_birth:
            continue
        steps = column.days[specimen.pairs + 1] - column.days[specimen.pairs]
        steps = steps[~np.isnan(steps)]
        rising, falling = int((steps >= 0).sum()), int((steps <= 0).sum())
        if len(steps) < MINIMUM - 1 or max(rising, falling) < 0.98 * len(steps) or np.ptp(steps) == 0:
            continue
        ordered = np.abs(steps[steps >= 0] if rising >= falling else steps[steps <= 0])
        found.append((float(ordered.std() / ordered.mean()), column.place, len(steps)))
    if not found:
        return None
    value, place, support = max(found, key=lambda one: (one[0], -one[1]))
    return Measurement(value, (place,), {"variation": round(value, 1)}, support)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Dates drawn evenly, then sorted."""
    return sorted_draw(seed, rows)
