"""Dates that fill exactly so many years: the window a program was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.calendar import DAYS_OF_YEAR, date_columns
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Dates that fill a round number of years"
FAMILY = "calendar"
TOWARDS = +1
MINIMUM = 100
FORMULA = (
    "share of the columns of dates whose span falls short of 1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 62, "
    "72, 97 or 115 years by at most 4 times the mean gap between n dates spread evenly (4 span / n), "
    "or overshoots it by at most 2 days"
)
SOURCES = (
    ("Faker, date providers: date_of_birth (0 to 115 years), date_between (30 years), date_this_decade"),
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "In {windows} of {columns} columns the dates fill a round number of years almost to the day "
    "({years} years), the window that a program was given."
)
SENTENCE_FOR = "The dates fill no round number of years ({columns} columns)."
INNOCENT = (
    "an extract for whole calendar years",
    "a retention period of a round number of years",
)


_WINDOWS = (1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 62, 72, 97, 115)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of columns of dates with a round window, births included."""
    found = []
    for column, days in date_columns(specimen, births=True):
        if len(days) >= MINIMUM:
            found.append((_window(float(days.max() - days.min()), len(days)), column.place))
    if not found:
        return None
    hits = [(years, place) for years, place in found if years]
    facts = {"windows": len(hits), "columns": len(found), "years": hits[0][0] if hits else 0}
    places = tuple(place for _, place in hits) or tuple(place for _, place in found)
    return Measurement(len(hits) / len(found), places, facts, specimen.size)


def _window(span: float, dates: int) -> int:
    """The round number of years that a span fills; 0 for none."""
    for years in _WINDOWS:
        short = years * DAYS_OF_YEAR - span
        if -2 <= short <= max(2.0, 4 * span / dates):
            return years
    return 0


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
