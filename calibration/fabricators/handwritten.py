"""Tables typed by a person, row after row, from the head.

People return to the same few names, round ages and amounts, run along the number row of the keyboard, count
telephone numbers on, copy the cell above, keep dates in order, tire (later cells stay empty) and mistype.
"""

from __future__ import annotations

import random
from datetime import timedelta

from calibration.fabricators.script import PEOPLE, way_of
from calibration.ingredients.cast import plain
from calibration.ingredients.dates import between
from calibration.ingredients.hand import Hand, hand
from calibration.ingredients.headers import headers
from calibration.ingredients.lists import options, plan
from calibration.ingredients.ranges import CODES, NUMBERS
from calibration.table import Table, from_columns

KIND = "handwritten"
NEEDS_REAL = False
SIZES = (30, 50, 100, 200)
_NAMED = {"name", "first_name", "last_name", "email", "username", "gender"}
_RUNS = (
    "9876543210",
    "1234567890",
    "9999999999",
    "9898989898",
    "5551234567",
    "8888888888",
    "9000000001",
    "7777777777",
    "0123456789",
)


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """A sheet typed by one person; 200 stands for as far as patience goes (110 to 200)."""
    rng = random.Random(seed)
    rows = rng.randint(110, 200) if rows >= 200 else rows
    who = hand(rng)
    theme, fields = plan(rng, 3, 10)
    persons = _persons(who, rows)
    columns = []
    for field in fields:
        column = [one[field] for one in persons] if field in _NAMED else _typed(who, field, rows)
        columns.append(column if field == "id" else _tired(_mistyped(column, rng), rng))
    return from_columns(headers(fields, theme, rng), columns, who.culture)


def _remembered(rng: random.Random, values: list[str], rows: int, favour: float) -> list[str]:
    """A walk through what comes to mind: something new, an old favourite, seldom the one just typed."""
    made: list[str] = []
    fresh = list(values)
    rng.shuffle(fresh)
    for _ in range(rows):
        if fresh and rng.random() > favour:
            value = fresh.pop()
        else:
            value = rng.choice(made[-30:] or values)
            if made and value == made[-1]:
                value = rng.choice(values)
        made.append(value)
    return made


def _persons(who: Hand, rows: int) -> list[dict[str, str]]:
    rng, favour = who.rng, who.rng.uniform(0.2, 0.7)
    names = _remembered(rng, who.male + who.female, rows, favour)
    last = _remembered(rng, who.last, rows, favour)
    domain, sexes, made = (
        rng.choice(["gmail.com"] * 4 + ["yahoo.com", "test.com", "abc.com", "xyz.com", "example.com"]),
        who.sexes,
        [],
    )
    habit = rng.choice(["{f}", "{f}{l}", "{f}.{l}", "{f}{n}", "{f}123", "{f}{l}@"])
    male = set(who.male)
    for number, (one, two) in enumerate(zip(names, last, strict=True)):
        local = habit.rstrip("@").format(
            f=plain(one) or "a", l=plain(two) or "b", n=rng.choice([1, 12, 123, 22, number + 1])
        )
        sex = sexes[0 if one in male else 1]
        made.append({
            "first_name": one, "last_name": two, "name": f"{one} {two}", "email": f"{local}@{domain}",
            "username": local, "gender": sex if rng.random() > 0.03 else sexes[0],
        })  # fmt: skip
    return made


def _typed(who: Hand, field: str, rows: int) -> list[str]:
    rng = who.rng
    if field == "id":
        start = rng.choice([1, 1, 1, 101, 1001])
        return [str(start + number) for number in range(rows)]
    if field in {"phone", "mobile", "aadhaar", "card_number", "account_number"}:
        return _phones(rng, rows)
    if field == "birth_date":
        return [_round_date(rng, 1955, 2005) for _ in range(rows)]
    if field.endswith(("_date", "_at", "_login")) or field in {"timestamp", "check_in", "check_out"}:
        return _in_order(who, rows)
    if field in NUMBERS:
        return _round_numbers(rng, field, rows)
    if field in {"city", "state"}:
        towns = [town[0 if field == "city" else 1] for town in who.places]
        return _ditto(rng, _remembered(rng, towns, rows, 0.9))
    if field in CODES or who.special(field) is not None or field in PEOPLE:
        way = way_of(who, field)
        return [way() for _ in range(rows)]
    try:
        chosen = options(field, rng)
    except KeyError:
        chosen = ["abc", "xyz", "test", "na", "ok", "none"]
    share = [rng.choice([1.0, 2.0, 3.0]) for _ in chosen]
    return _ditto(rng, rng.choices(chosen, share, k=rows))


def _phones(rng: random.Random, rows: int) -> list[str]:
    """Counted on from a run of the keyboard, or digits as fingers find them."""
    base, habit, made = rng.choice(_RUNS), rng.choice(["count", "count", "fingers", "fingers", "mixed"]), []
    number = int(base)
    for _ in range(rows):
        if habit == "count" or (habit == "mixed" and rng.random() < 0.5):
            number += rng.choice([1, 1, 1, 10, 11, 111]) if habit == "mixed" else 1
            made.append(str(number).zfill(10))
        else:
            made.append(_fingers(rng, base[:2]))
    return made


def _fingers(rng: random.Random, begun: str) -> str:
    """Ten digits, neighbours on the keyboard more often than chance, the same digit twice seldom."""
    digits = begun
    while len(digits) < 10:
        last = int(digits[-1])
        near = [str((last + step) % 10) for step in (-2, -1, 1, 1, 2, 3)]
        digits += rng.choice(near) if rng.random() < 0.6 else rng.choice("0123456789")
    return digits


def _round_date(rng: random.Random, first: int, last: int) -> str:
    year = rng.choice([rng.randint(first, last), rng.randrange(first, last, 5)])
    day, month = (
        rng.choice([1, 1, 5, 10, 12, 15, 15, 20, 25, rng.randint(1, 28)]),
        rng.choice([1, 1, 2, 3, 5, 6, 8, 10, 12, rng.randint(1, 12)]),
    )
    return f"{day:02d}/{month:02d}/{year}"


def _in_order(who: Hand, rows: int) -> list[str]:
    rng, day, made = who.rng, between(who.rng, who.span), []
    for _ in range(rows):
        made.append(day.strftime(who.calendar.day))
        day += timedelta(days=rng.choice([0, 0, 1, 1, 1, 2, 3, 5]))
    return made


def _round_numbers(rng: random.Random, field: str, rows: int) -> list[str]:
    low, high = rng.choice(NUMBERS[field])
    step = max(1, (high - low) // 20)
    for nice in (10000, 5000, 1000, 500, 100, 50, 10, 5):
        if step >= nice:
            step = nice
            break
    loose = rng.uniform(0.1, 0.6) if field not in {"salary", "amount"} else 0.15
    made = []
    for _ in range(rows):
        value = rng.triangular(low, high, (2 * low + high) / 3)
        made.append(str(int(value) if rng.random() < loose else round(value / step) * step))
    return made


def _ditto(rng: random.Random, column: list[str]) -> list[str]:
    """Runs of the cell above, as typing with completion gives."""
    run = rng.choice([0.0, 0.1, 0.3, 0.5])
    for row in range(1, len(column)):
        if rng.random() < run:
            column[row] = column[row - 1]
    return column


def _mistyped(column: list[str], rng: random.Random) -> list[str]:
    """Some typists slip: case, a blank at the end, two letters swapped."""
    rate = rng.choice([0.0, 0.0, 0.01, 0.03])
    for row, text in enumerate(column):
        if len(text) > 3 and rng.random() < rate:
            place = rng.randrange(1, len(text) - 1)
            swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            column[row] = rng.choice([text.lower(), text + " ", swapped, text.upper()])
    return column


def _tired(column: list[str], rng: random.Random) -> list[str]:
    """Some columns are given up, or filled now and then only."""
    if rng.random() < 0.1:
        until = round(len(column) * rng.uniform(0.3, 0.9))
        return column[:until] + [""] * (len(column) - until)
    if rng.random() < 0.12:
        return ["" if rng.random() < 0.2 else text for text in column]
    return column
