"""Cells as amounts: days, seconds or plain numbers; None where a column is none of these."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%m-%d-%Y", "%Y%m%d",
"%d %b %Y",
          "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y")  # fmt: skip
_TIMES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f",
          "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M:%SZ")  # fmt: skip
_EPOCH = datetime.datetime(1970, 1, 1)
_LONGEST = 40


def moments(cells: Sequence[str | None]) -> tuple[str, list[float | None]] | None:
    """Format of a column of dates or times, and its cells in days (dates) or seconds (times)."""
    shown = [cell for cell in cells if cell is not None]
    if not shown or any(len(cell) > _LONGEST for cell in shown):
        return None
    for form in (*_DATES, *_TIMES):
        if _reads(shown[0], form) is None:
            continue
        read = [None if cell is None else _reads(cell, form) for cell in cells]
        if sum(value is not None for value in read) == len(shown):
            return form, read
    return None


def _reads(cell: str, form: str) -> float | None:
    try:
        moment = datetime.datetime.strptime(cell.strip(), form)
    except ValueError:
        return None
    passed = moment - _EPOCH
    return float(passed.days) if form in _DATES else passed.total_seconds()


def is_day(form: str) -> bool:
    """Whether a format has no time of day."""
    return form in _DATES


def whole_numbers(cells: Sequence[str | None]) -> list[int] | None:
    """Cells as whole numbers; None when one is something else, or starts with a zero."""
    read = []
    for cell in cells:
        if cell is None:
            continue
        digits = cell.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal()) or len(digits) > 18 or (digits[0] == "0" != digits):
            return None
        read.append(int(cell))
    return read or None


def is_counter(cells: Sequence[str | None]) -> bool:
    """Whether the figures of a column go up by one from record to record."""
    figures = ["".join(c for c in cell if "0" <= c <= "9")[-18:] for cell in cells if cell is not None]
    if len(figures) < 3 or not all(figures):
        return False
    numbers = [int(text) for text in figures]
    return all(b - a == 1 for a, b in pairwise(numbers))


def ranges(numbers: Sequence[int]) -> list[tuple[int, int, int]]:
    """Likely arguments of ``random_int`` (lowest, highest, step): what is seen, and round numbers around
    it.
    """
    low, high = min(numbers), max(numbers)
    step = math.gcd(*(n - low for n in numbers))
    step = step if step in {5, 10, 50, 100, 250, 500, 1000, 5000, 10000} and low % step == 0 else 1
    lows, highs = [low], [high]
    size = 10 ** max(len(str(abs(high))) - 1, 0)
    for unit in (1, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 50_000, 100_000, 10**6, size):
        if unit > max(size, 10):
            continue
        lows += [low // unit * unit, low // unit * unit + 1]
        highs += [-(-high // unit) * unit, -(-high // unit) * unit - 1]
    lows += [n for n in (0, 1, 16, 17, 18, 20, 21) if low - 20 <= n <= low] + [10 ** (len(str(low)) - 1)] * (
        low > 0
    )
    highs += [n for n in (59, 60, 65, 67, 70, 75, 79, 80, 85, 89, 90, 99, 100) if high <= n <= high + 20]
    highs += [10 ** len(str(high)) - 1] if high > 0 else []
    room = max(high - low, 1)
    pairs = {(a, b) for a in lows for b in highs if low - room <= a <= low and high <= b <= high + room}
    pairs.add((low, high))
    ranked = sorted(
        pairs,
        key=lambda pair: (_unlikely(pair[0], pair[1], len(numbers)), low - pair[0] + pair[1] - high, pair),
    )
    return [(a, b, step) for a, b in ranked[:120]]


def _unlikely(low: int, high: int, count: int) -> float:
    """Minus the logarithm of the likelihood of so many numbers, less a prize for round bounds."""
    return count * math.log(high - low + 1) - 1.5 * _roundness(low, high)


def _roundness(low: int, high: int) -> float:
    """Zeros at the ends of two bounds, as people choose them; 9999 is nearly as round as 10000."""
    nines = high > 0 and str(high).endswith("9")
    zeros = [
        len(end) - len(end.rstrip("0")) for end in (str(abs(low)), str(high + 1 if nines else abs(high)))
    ]
    return sum(zeros) - (0.5 if nines and str(abs(low)).strip("0") not in {"", "1"} else -0.25 * nines)


def decimals(cells: Sequence[str | None]) -> list[float | None] | None:
    """Cells as numbers with a decimal point; None when one is something else."""
    read: list[float | None] = []
    for cell in cells:
        whole, point, rest = (cell or "0.0").removeprefix("-").partition(".")
        if not (point and (whole + rest).isascii() and (whole + rest).isdecimal()) or len(cell or "") > 18:
            return None
        read.append(None if cell is None else float(cell))
    return read


def line_through(pairs: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Start and width with which ``floor(start + width * draw)`` gives every amount; None when none does.

    Parameters
    ----------
    pairs : sequence of (float, float)
        Draws in [0, 1) and whole amounts.

    Notes
    -----
    The room for the start is a concave function of the width; its peak is looked for by thirds.
    """
    import numpy as np

    draws, amounts = np.array(pairs, dtype=float).reshape(-1, 2).T
    if len(draws) < 3 or (amounts % 1).any():
        return None
    low, high = 0.0, 4.0 * float(np.ptp(amounts)) + 8
    for _ in range(120):
        one, two = low + (high - low) / 3, high - (high - low) / 3
        rises = _room(draws, amounts, one)[1] < _room(draws, amounts, two)[1]
        low, high = (one, high) if rises else (low, two)
    width = (low + high) / 2
    start, room = _room(draws, amounts, width)
    start += room / 2
    fits = room > 0 and bool((np.floor(start + width * draws) == amounts).all())
    return (start, width) if fits else None


def _room(draws: Any, amounts: Any, width: float) -> tuple[float, float]:
    """Lowest start for a width, and how far it can rise."""
    start = float((amounts - width * draws).max())
    return start, float((amounts + 1 - width * draws).min()) - start
