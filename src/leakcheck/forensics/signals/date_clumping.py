"""Days with many records and days with none: events cluster, drawn dates do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns
from leakcheck.forensics.statistics.collisions import coincidence, pairs
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Dates that cluster on days"
FAMILY = "calendar"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "log10 of p2 W: p2 = sum c(c-1) / n(n-1) over the counts c of the days, W = days between the 2nd "
    "and the 98th percentile / 0.96; 0 for dates drawn evenly from a window; the largest over the "
    "columns of dates that are not births with at least 8 coinciding pairs seen or expected"
)
SOURCES = (
    "R. A. Fisher, Statistical Methods for Research Workers (1925): index of dispersion",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{records} dates are strewn evenly over {days} days: two of them coincide {times} times as often "
    "as random dates would. Genuine events cluster."
)
SENTENCE_FOR = (
    "Dates cluster: two of {records} coincide {times} times as often as dates drawn evenly from the "
    "same {days} days would."
)
INNOCENT = (
    "appointments of a fixed number a day",
    "one record a day",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Largest clumping over the columns of dates."""
    import math

    import numpy as np

    if specimen.size < MINIMUM:
        return None
    found = []
    for column, days in date_columns(specimen):
        _, counts = np.unique(np.floor(days), return_counts=True)
        low, high = np.percentile(days, (2, 98))
        window, n = float(high - low) / 0.96 + 1, len(days)
        if max(pairs(counts), n * (n - 1) / 2 / window) < 8:
            continue
        clumping = (coincidence(counts) * n * (n - 1) + 2) / (n * (n - 1) / window + 2)
        found.append((math.log10(clumping), -column.place, n, round(window)))
    if not found:
        return None
    value, place, records, window = max(found)
    facts = {"records": records, "days": window, "times": round(10.0**value, 1)}
    return Measurement(value, (-place,), facts, records)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
