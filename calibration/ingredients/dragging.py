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
