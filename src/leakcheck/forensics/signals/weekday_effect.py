"""How unequal the weekdays are: a rhythm that generators do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import date_columns, effect, weekdays
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
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


def measure(specimen: Specimen) -> Measurement | None:
    """Largest effect over the columns of dates."""
    if specimen.size < MINIMUM:
        return None
    columns = [(weekdays(days), column.place) for column, days in date_columns(specimen)]
    found = [(effect(counts), place, counts) for counts, place in columns]
    if not found:
        return None
    value, place, counts = max(found, key=lambda one: (one[0], -one[1]))
    records = int(counts.sum())
    facts = {
        "records": records,
        "most": round(100 * int(counts.max()) / records),
        "equal": round(100 / len(counts)),
    }
    return Measurement(value, (place,), facts, records)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
