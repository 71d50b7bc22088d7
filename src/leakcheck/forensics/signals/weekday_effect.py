"""How unequal the weekdays are: a rhythm that generators do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns, largest_effect, weekdays
from leakcheck.forensics.statistics.registers import drawn, register

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Rhythm of the week"
FAMILY = "calendar"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "(X^2 - 6) / n with Pearson's X^2 of the weekdays against equal shares: 0 when all are equally "
    "frequent, whatever n; the largest over the columns of dates that are not births"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "The {records} dates hardly differ by weekday: the commonest has {most} per cent where equal "
    "shares would give {equal}. Work and life leave a rhythm."
)
SENTENCE_FOR = (
    "The {records} dates have a rhythm: the commonest weekday has {most} per cent where equal shares "
    "would give {equal}."
)
INNOCENT = (
    "a service used every day of the week",
    "births, deaths or historical dates",
)

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Largest effect over the columns of dates."""
    if specimen.size < MINIMUM:
        return None
    return largest_effect((column.place, weekdays(days)) for column, days in date_columns(specimen))
