"""What a spreadsheet makes of a selection that is dragged down."""

from __future__ import annotations

import random
import re

from calibration.ingredients.profile import date_pattern, days, written

_TRAILING = re.compile(r"(.*?)(\d{1,15})(\D{0,12})", re.DOTALL)


def continued(seen: list[str], rows: int, rng: random.Random) -> list[str]:
    """The typed cells and what follows: a series, the last cell again, or all repeated."""
    missing = rows - len(seen)
    if missing <= 0 or not seen:
        return seen[:rows]
    way = rng.choice(["series", "series", "series", "copy", "repeat"])
    last = next((text for text in reversed(seen) if text), "")
    if way == "copy":
        return seen + [last] * missing
    if way == "series":
        pattern = date_pattern([text for text in seen if text])
        if pattern:
            return seen + _dates(seen, last, pattern, missing)
        read = _TRAILING.fullmatch(last)
        if read is not None:
            return seen + _numbers(read, missing, rng)
    block = seen[-min(len(seen), rng.choice([2, 3, 5, 10, 20, 50])) :]
    return seen + (block * (missing // len(block) + 1))[:missing]


def continued_together(seen: list[str], rows: int, unit: str) -> list[str]:
    """One selection of several rows dragged down: texts come round, numbers at their ends count on.

    `unit` is what cells without a word around the number do: ``turn`` (one more each turn) or ``trend``
    (straight on through the selection, as spreadsheets continue a selection of plain numbers).
    """
    typed = len(seen)
    reads = [_TRAILING.fullmatch(text) for text in seen]
    if unit == "trend" and all(text.isdecimal() and len(text) < 12 for text in seen):
        step = (int(seen[-1]) - int(seen[0])) // max(1, typed - 1)
        return seen + [str(int(seen[-1]) + step * n) for n in range(1, rows - typed + 1)]
    pattern = date_pattern([text for text in seen if text])
    return [_turned(seen[n % typed], reads[n % typed], n // typed, pattern) for n in range(rows)]


def _turned(text: str, read: re.Match[str] | None, turn: int, pattern: str | None) -> str:
    day = days(text, pattern) if pattern else None
    if pattern and day is not None:
        return written(min(day + turn, 3_600_000.0), pattern)
    if read is None:
        return text
    before, number, after = read.groups()
    return f"{before}{str(int(number) + turn).zfill(len(number) if number.startswith('0') else 0)}{after}"


def _dates(seen: list[str], last: str, pattern: str, missing: int) -> list[str]:
    known = [day for day in (days(text, pattern) for text in seen[-2:]) if day is not None]
    step = known[-1] - known[0] if len(known) == 2 and abs(known[-1] - known[0]) <= 31 else 1
    start = days(last, pattern) or 700_000.0
    most = max(1, int((3_600_000 - start) / max(abs(step), 1)))
    return [written(max(start + step * min(n, most), 1.0), pattern) for n in range(1, missing + 1)]


def _numbers(read: re.Match[str], missing: int, rng: random.Random) -> list[str]:
    before, number, after = read.groups()
    step, width = rng.choice([1, 1, 1, 1, 2, 5, 10]), len(number) if number.startswith("0") else 0
    return [f"{before}{str(int(number) + step * n).zfill(width)}{after}" for n in range(1, missing + 1)]
