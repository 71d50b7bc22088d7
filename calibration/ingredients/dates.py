"""Dates as invented tables carry them: a window, a format, never the clock of the machine."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

_DAYS = (
    ["%Y-%m-%d"] * 10
    + ["%m/%d/%Y"] * 4
    + ["%d/%m/%Y"] * 4
    + ["%d-%m-%Y"] * 3
    + ["%d.%m.%Y"] * 2
    + ["%d %b %Y", "%b %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%m/%d/%y", "%Y/%m/%d", "%B %d, %Y", "%Y%m%d"]
)
_MOMENTS = (
    ["%Y-%m-%d %H:%M:%S"] * 8
    + ["%Y-%m-%dT%H:%M:%S"] * 3
    + ["%Y-%m-%dT%H:%M:%SZ"] * 3
    + ["%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%Y-%m-%d %H:%M:%S.%f"]
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one author writes dates: the day the table was made, formats of days and of moments."""

    today: datetime
    day: str
    moment: str

    def ago(self, years: float) -> datetime:
        """The day so many years back."""
        return self.today - timedelta(days=365.25 * years)

    def born(self, age: float) -> str:
        """Date of birth of somebody of an age (years, with fraction)."""
        return self.ago(age).strftime(self.day)


def calendar(rng: random.Random) -> Calendar:
    """An author's calendar; tables are made between 2016 and 2026."""
    today = datetime(2016, 1, 1) + timedelta(days=rng.randrange(3900), seconds=rng.randrange(86400))
    return Calendar(today, rng.choice(_DAYS), rng.choice(_MOMENTS))


def window(rng: random.Random, calendar: Calendar) -> tuple[datetime, datetime]:
    """A window people choose for random dates: whole years, a decade, the last month or year."""
    year = calendar.today.year
    kind = rng.choice(["years", "years", "this year", "last", "last", "free"])
    if kind == "years":
        first = year - rng.choice([1, 2, 3, 4, 5, 5, 10, 20])
        return datetime(first, 1, 1), datetime(year - 1, 12, 31)
    if kind == "this year":
        return datetime(year - 1, 1, 1), datetime(year - 1, 12, rng.choice([28, 31]))
    span = rng.choice([30, 60, 90, 180, 365, 365, 730, 1095, 1825, 3650])
    if kind == "last":
        return calendar.today - timedelta(days=span), calendar.today
    start = calendar.today - timedelta(days=rng.randrange(400, 6000))
    return start, start + timedelta(days=span)


def between(rng: random.Random, span: tuple[datetime, datetime], clock: bool = False) -> datetime:
    """A moment in a window, every day equally likely; midnight unless `clock`."""
    start, end = span
    if clock:
        return start + timedelta(seconds=rng.randrange(max(1, int((end - start).total_seconds()))))
    return start + timedelta(days=rng.randint(0, max(0, (end - start).days)))
