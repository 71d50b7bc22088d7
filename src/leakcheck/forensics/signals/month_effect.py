"""How unequal the months of the year are: a rhythm that generators do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns, largest_effect, months
from leakcheck.forensics.statistics.registers import drawn, register

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Rhythm of the year"
FAMILY = "calendar"
TOWARDS = -1
MINIMUM = 100
FORMULA = (
    "(X^2 - 11) / n with Pearson's X^2 of the months of the year against equal shares: 0 when all are "
    "equally frequent, whatever n; the largest over the columns of dates that are not births"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "The {records} dates hardly differ by month: the commonest has {most} per cent where equal shares "
    "would give {equal}. Work and life leave a rhythm."
)
SENTENCE_FOR = (
    "The {records} dates have a rhythm: the commonest month has {most} per cent where equal shares "
    "would give {equal}."
)
INNOCENT = (
    "whole years of a business without seasons",
    "dates over many years",
)

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Largest effect over the columns of dates."""
    if specimen.size < MINIMUM:
        return None
    return largest_effect((column.place, months(days)) for column, days in date_columns(specimen))
