"""A short script over hand-made lists: ``random.choice``, ``randint``, f-strings; no library.

Authors differ in lists (which country, how long), in e-mail and telephone patterns, in ranges and steps, in
formats and in how much they let hang together.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from calibration.ingredients.dates import between
from calibration.ingredients.finishing import finish
from calibration.ingredients.hand import Hand, hand
from calibration.ingredients.ledger import STARTS
from calibration.ingredients.lists import options, plan
from calibration.ingredients.ranges import CODES, DECIMALS, NUMBERS
from calibration.table import Table

KIND = "script"
NEEDS_REAL = False
_MOMENTS = {"created_at", "updated_at", "last_login", "timestamp", "closed_at"}
PEOPLE = {"father_name", "guardian", "agent", "doctor", "manager", "owner", "trainer", "vaccinated_by"}


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """A table as one author's script prints it."""
    rng = random.Random(seed)
    who = hand(rng)
    theme, fields = plan(rng)
    persons = [who.person() for _ in range(rows)]
    agrees = rng.random() < 0.55
    columns = {}
    for field in fields:
        if field in {"first_name", "last_name", "name", "gender", "email", "username"}:
            source = persons if agrees or field != "gender" else [who.person() for _ in range(rows)]
            columns[field] = [person[field] for person in source]
        else:
            columns[field] = _column(who, field, rows)
    return finish(theme, columns, rng, who.culture, tidy=0.8)


def _column(who: Hand, field: str, rows: int) -> list[str]:
    if field == "id":
        return _ids(who.rng, rows)
    if field in STARTS and who.rng.random() < 0.25:
        return _stepped(who, field, rows)
    way = way_of(who, field)
    return [way() for _ in range(rows)]


def _ids(rng: random.Random, rows: int) -> list[str]:
    form = rng.choice(
        ["{0}"] * 5 + ["{0:03d}", "{0:04d}", "EMP{0:03d}", "P{0:04d}", "STU{0}", "CUST{0:05d}", "U{0}"]
    )
    start = rng.choice([1, 1, 1, 0, 100, 101, 1000, 1001])
    if rng.random() < 0.1:
        return [str(rng.randint(1000, 99999)) for _ in range(rows)]
    return [form.format(start + number) for number in range(rows)]


def _stepped(who: Hand, field: str, rows: int) -> list[str]:
    """``start + timedelta(days=i)``: one step a row, or a few days drawn."""
    day, step = between(who.rng, who.span), who.rng.choice([0, 1, 1, 2, 3])
    made, shown = [], who.calendar.moment if field in _MOMENTS else who.calendar.day
    for _ in range(rows):
        made.append(day.strftime(shown))
        day += timedelta(days=step or who.rng.randint(0, 3))
    return made


def way_of(who: Hand, field: str) -> Callable[[], str]:
    """How this author makes a field without a library."""
    rng = who.rng
    if field in PEOPLE:
        return lambda: ("Dr. " if field in {"doctor", "vaccinated_by"} else "") + who.person()["name"]
    special = who.special(field)
    if special is not None:
        return special
    if field in NUMBERS:
        return _number(rng, field)
    if field in CODES:
        return _code(rng, field)
    if field == "birth_date":
        return _birth(who)
    if (
        field in STARTS
        or field.endswith(("_date", "_at", "_login"))
        or field in _MOMENTS
        or field.startswith("check_")
    ):
        return _day(who, field)
    try:
        chosen = options(field, rng)
    except KeyError:
        chosen = [f"{field.replace('_', ' ').title()} {number}" for number in range(1, rng.randint(3, 11))]
    weights = _weights(rng, len(chosen))
    return lambda: rng.choices(chosen, weights)[0] if weights else rng.choice(chosen)


def _weights(rng: random.Random, count: int) -> list[float] | None:
    return [float(rng.choice([1, 2, 3, 5, 7])) for _ in range(count)] if rng.random() < 0.15 else None


def _number(rng: random.Random, field: str) -> Callable[[], str]:
    low, high = rng.choice(NUMBERS[field])
    if field in DECIMALS and rng.random() < 0.7:
        places = rng.choice([1, 2, 2, 2, 4]) if field not in {"latitude", "longitude"} else rng.choice([4, 6])
        return lambda: str(round(rng.uniform(low, high), places))
    if high - low > 5000 and rng.random() < 0.5:
        step = rng.choice([100, 500, 1000, 5000])
        return lambda: str(rng.randrange(low, high, step))
    if rng.random() < 0.12:
        middle, spread = (low + high) / 2, (high - low) / 6
        return lambda: str(int(rng.gauss(middle, spread)))
    return lambda: str(rng.randint(low, high))


def _code(rng: random.Random, field: str) -> Callable[[], str]:
    if field == "ip":
        first = rng.choice(["192.168.{}.{}", "10.0.{}.{}", None, None])
        if first:
            return lambda: first.format(rng.randint(0, 255), rng.randint(1, 254))
        return lambda: ".".join(str(rng.randint(0, 255)) for _ in range(4))
    if field == "uuid":
        return lambda: f"{rng.getrandbits(128):032x}"
    pattern = CODES[field]
    return lambda: "".join(
        rng.choice("0123456789") if c == "#" else rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") if c == "@" else c
        for c in pattern
    )


def _birth(who: Hand) -> Callable[[], str]:
    rng, first = who.rng, who.rng.choice([1940, 1950, 1960, 1970, 1975, 1980, 1990])
    last, clipped = first + rng.choice([20, 25, 30, 40, 50]), rng.random() < 0.6
    shown = who.calendar.day.replace("%y", "%Y")
    template = shown.replace("%Y", "{y}").replace("%m", "{m:02d}").replace("%d", "{d:02d}")
    if clipped and "%" not in template:
        return lambda: template.format(
            y=rng.randint(first, min(last, 2010)), m=rng.randint(1, 12), d=rng.randint(1, 28)
        )
    span = (
        between(rng, who.span).replace(year=first),
        between(rng, who.span).replace(year=min(last, 2010), month=6, day=15),
    )
    return lambda: between(rng, span).strftime(shown)


def _day(who: Hand, field: str) -> Callable[[], str]:
    shown = who.calendar.moment if field in _MOMENTS else who.calendar.day
    span = who.span
    return lambda: between(who.rng, span, clock=field in _MOMENTS).strftime(shown)
