"""What people call on a Faker object for each field: several habits a field, one drawn for a table.

Why no ``date_of_birth()`` and the like: they look at the clock, and a table must be the same every day. Their
windows are kept (0 to 115 years back, 30 years back, this decade, the last month).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calibration.ingredients.dates import Calendar, between, calendar, window
from calibration.ingredients.faker_calls import CALLS, CODES, DATES, DECIMAL, MOMENTS, WHOLE
from calibration.ingredients.lists import options

Maker = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Author:
    """One author of a Faker script: the Faker object, own dice, own calendar."""

    fake: Any
    rng: random.Random
    calendar: Calendar

    def days(self) -> Maker:
        """Dates of a window drawn now."""
        span = window(self.rng, self.calendar)
        return lambda: between(self.rng, span).strftime(self.calendar.day)

    def moments(self) -> Maker:
        """Moments of a window drawn now."""
        span = window(self.rng, self.calendar)
        return lambda: between(self.rng, span, clock=True).strftime(self.calendar.moment)

    def births(self) -> Maker:
        """Dates of birth in the windows of ``date_of_birth`` and of ``date_between('-60y', '-18y')``."""
        low, high = self.rng.choice(
            [(0, 115), (18, 90), (18, 65), (18, 80), (21, 60), (20, 70), (0, 56), (1, 100)]
        )
        span = self.calendar.ago(high), self.calendar.ago(low)
        return lambda: between(self.rng, span).strftime(self.calendar.day)

    def option(self, field: str) -> Maker:
        """``random_element`` of a list typed for the field."""
        chosen = options(field, self.rng)
        return lambda: self.rng.choice(chosen)

    def whole(self, *ranges: tuple[int, int]) -> Maker:
        """``random_int`` in one of the ranges; sometimes in steps of 100 or 1,000 where they are wide."""
        low, high = self.rng.choice(ranges)
        step = self.rng.choice([1, 1, 1, 100, 1000]) if high - low > 20_000 else 1
        return lambda: self.rng.randrange(low, high + 1, step)

    def decimal(self, *ranges: tuple[float, float]) -> Maker:
        """``round(random.uniform(low, high), 2)``, now and then one decimal or a currency sign."""
        low, high = self.rng.choice(ranges)
        places, sign = self.rng.choice([2, 2, 2, 1]), self.rng.choice(["", "", "", "", "", "$"])
        return lambda: f"{sign}{self.rng.uniform(low, high):.{places}f}"

    def digits(self, *patterns: str) -> Maker:
        """``bothify`` of one of the patterns."""
        pattern = self.rng.choice(patterns)
        return lambda: self.fake.bothify(pattern, letters="ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def author(fake: Any, rng: random.Random) -> Author:
    """An author with habits of their own."""
    return Author(fake, rng, calendar(rng))


def maker(who: Author, field: str) -> Maker:
    """How this author makes a field, drawn once for a table.

    Raises
    ------
    KeyError
        When nobody would make that field with Faker.
    """
    ways: list[Maker] = []
    if field in CALLS:
        ways += [_call(who, who.rng.choice(CALLS[field]))] * (1 if field in CODES else 3)
    if field in CODES:
        ways.append(who.digits(*CODES[field]))
    if field in DATES:
        ways.append(who.days())
    if field in MOMENTS:
        ways.append(who.moments() if who.rng.random() < 0.6 else who.days())
    if field == "birth_date":
        ways.append(who.births())
    if field in WHOLE:
        ways += [who.whole(*WHOLE[field])] * 2
    if field in DECIMAL:
        ways += [who.decimal(*DECIMAL[field])] * 2
    if not ways or who.rng.random() < 0.3:
        ways += _options(who, field)
    if not ways:
        raise KeyError(field)
    return who.rng.choice(ways)


def _options(who: Author, field: str) -> list[Maker]:
    try:
        return [who.option(field)]
    except KeyError:
        return []


def _call(who: Author, name: str) -> Maker:
    """A call of a Faker method; a locale without it takes the field's nearest usual one, the word."""
    method: Any = getattr(who.fake, name, None) if "." not in name else None
    if method is None:
        place = name.startswith(("s", "c", "d", "a", "p", "r"))
        method = who.fake.user_name if "user" in name else who.fake.city if place else who.fake.word
    if name in {"address", "text", "paragraph"}:
        glue = who.rng.choice([", ", ", ", " "])
        return lambda: str(method()).replace("\n", glue)
    called: Maker = method
    return called
