"""Dates on the first of a month: people round, and systems default; programs do neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns, days_of_month
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Dates heaped on the first of a month"
FAMILY = "calendar"
TOWARDS = -1
MINIMUM = 50
FORMULA = (
    "share of dates on the first of a month less 12 / 365.25; the largest over the columns of dates, "
    "births included"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "{first} per cent of {records} dates fall on the first of a month, no more than chance (3 per cent)."
)
SENTENCE_FOR = (
    "{first} per cent of {records} dates fall on the first of a month, where chance gives 3: people "
    "round dates and offices start on the first."
)
INNOCENT = ("dates set by a clock",)


_CHANCE = 12 / 365.2425


def measure(specimen: Specimen) -> Measurement | None:
    """Largest excess of first days over the columns of dates."""
    if specimen.size < MINIMUM:
        return None
    columns = date_columns(specimen, births=True)
    found = [(float((days_of_month(days) == 1).mean()), -column.place, len(days)) for column, days in columns]
    if not found:
        return None
    share, place, records = max(found)
    facts = {"first": round(100 * share, 1), "records": records}
    return Measurement(share - _CHANCE, (-place,), facts, records)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
