"""Two columns of dates that end together: the day an export was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Columns of dates that end on the same day"
FAMILY = "calendar"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "log10(1 + days) between the latest dates of the two columns, not births, whose latest dates lie "
    "closest together"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "No two of the {columns} columns of dates end on the same day: the closest ends lie {days} days "
    "apart. In an export the columns usually end on the day it was taken."
)
SENTENCE_FOR = "Two columns of dates end within {days} days of each other, as in an export taken on one day."
INNOCENT = (
    "an extract cut by one date only",
    "columns of which one holds future dates",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Smallest distance between the ends of two columns of dates."""
    import math
    from itertools import pairwise

    if specimen.size < MINIMUM:
        return None
    ends = sorted((math.floor(days.max()), column.place) for column, days in date_columns(specimen))
    if len(ends) < 2:
        return None
    apart, first, second = min((b[0] - a[0], a[1], b[1]) for a, b in pairwise(ends))
    facts = {"columns": len(ends), "days": int(apart)}
    return Measurement(math.log10(1 + apart), (first, second), facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
