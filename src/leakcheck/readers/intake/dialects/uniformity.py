"""How alike the records of a sample are in width: the pattern half of the guess.

Sources of the ideas: G. van den Burg et al. 2019 (row patterns); W. Garcia, "Table uniformity", 2024
(records that agree with their neighbours count although another table follows).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

_RUN = 3
_OTHER_TABLE = 0.8
_NEAR = 0.6
_LONE_RECORD = 0.6


class Uniformity(NamedTuple):
    """Modal width, the share of records that agree with it (0 to 1), and the records counted: `first` on."""

    width: int
    share: float
    first: int


def uniformity(rows: Sequence[Sequence[str]], least: int) -> Uniformity:
    """Judge the widths of records; those of fewer than `least` cells at either end may be text around.

    The longer such text is, the less sure the guess. A record one cell off, or cut short at its end, counts
    partly; so do runs of another width, which may be a second table.
    """
    widths = [len(row) for row in rows]
    counts = Counter(width for width in widths if width >= least)
    if not counts:
        return Uniformity(least, 0.0, 0)
    width = max(counts, key=lambda w: (counts[w] + 0.4 * counts[w + 1] * (w > 2), w))
    if counts[width] < 2 <= len(widths):
        width = max(counts, key=lambda w: (counts[w], w))
    first = widths.index(width)
    last = len(widths) - widths[::-1].index(width)
    body = widths[first:last]
    agreeing = sum(1.0 if w == width else _partly(w, width, least) for w in body)
    agreeing += sum(_OTHER_TABLE * n for n in _other_runs(body, width, least))
    outside = sum(0.8 if least < w else 1.0 for w in (*widths[:first], *widths[last:]))
    share = agreeing / len(body)
    share *= _LONE_RECORD if len(body) == 1 < len(rows) else 1.0
    return Uniformity(width, share * (len(body) / (len(body) + outside)) ** 0.5, first)


def _partly(found: int, width: int, least: int) -> float:
    """What a record of another width still counts."""
    if found < least or width <= 2:
        return 0.0
    return _NEAR * (1 - 1 / width) if abs(found - width) == 1 else 0.0


def _other_runs(widths: Sequence[int], width: int, least: int) -> list[int]:
    """Lengths of runs of one other width, three records or more."""
    runs = [(value, sum(1 for _ in run)) for value, run in groupby(widths)]
    return [count for value, count in runs if count >= _RUN and value >= least and abs(value - width) > 1]
