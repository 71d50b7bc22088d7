"""Weekdays equally frequent: a generator knows no Sunday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns, flatness, weekdays
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "All weekdays equally frequent"
FAMILY = "calendar"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "log10 of the p-value of Pearson's X^2 over the seven days of the week (6 degrees of freedom); "
    "the smallest over the columns of dates that are not births"
)
SOURCES = (
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
    (
        "Closed form of the chi-square tail: Abramowitz and Stegun, Handbook of Mathematical "
        "Functions, 26.4.21"
    ),
)
SENTENCE = (
    "{records} dates fall evenly on all seven weekdays, {weekend} per cent of them on Saturdays and "
    "Sundays; offices leave a trace of the working week."
)
SENTENCE_FOR = (
    "Dates follow the working week: {weekend} per cent of {records} fall on Saturdays and Sundays, "
    "the commonest day has {most} per cent."
)
INNOCENT = (
    "a service used every day of the week",
    "births, deaths or historical dates",
    "few dates",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Smallest p over the columns of dates."""
    if specimen.size < MINIMUM:
        return None
    found = [(weekdays(days), column.place) for column, days in date_columns(specimen)]
    if not found:
        return None
    told = sorted(((flatness(counts), place, counts) for counts, place in found), key=lambda one: one[:2])
    value, place, counts = told[0]
    records = int(counts.sum())
    facts = {
        "records": records,
        "weekend": round(100 * int(counts[5:].sum()) / records),
        "most": round(100 * int(counts.max()) / records),
    }
    return Measurement(value, (place,), facts, records)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
