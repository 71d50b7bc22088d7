"""How unequal the hours of the day are: a rhythm that generators do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns, hours, largest_effect
from leakcheck.forensics.statistics.registers import drawn, register

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Rhythm of the day"
FAMILY = "calendar"
TOWARDS = -1
MINIMUM = 50
FORMULA = (
    "(X^2 - 23) / n with Pearson's X^2 of the hours of the day against equal shares: 0 when all are "
    "equally frequent, whatever n; the largest over the columns of dates with a time of day"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "The {records} times hardly differ by hour: the commonest has {most} per cent where equal shares "
    "would give {equal}. Work and life leave a rhythm."
)
SENTENCE_FOR = (
    "The {records} times have a rhythm: the commonest hour has {most} per cent where equal shares "
    "would give {equal}."
)
INNOCENT = (
    "machines that work around the clock",
    "times stored in many time zones",
)

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Largest effect over the columns of dates."""
    if specimen.size < MINIMUM:
        return None
    dated = date_columns(specimen)
    return largest_effect((column.place, hours(days)) for column, days in dated if column.has_clock)
