"""Lines to vote on: the first, and some from everywhere behind them to the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

HEAD_LINES = 600
SPREAD_LINES = 1_200
_BATCH = 4_096
_LONGEST = 8_192


def sample(lines: Iterable[str]) -> list[str]:
    """First 600 lines and up to 1,200 more, evenly over the rest of the file, the last lines included.

    One pass in bounded memory: when the spread is full, every second line of it is dropped and
    only half as many are taken from then on.
    """
    rest = iter(lines)
    head = [line[:_LONGEST] for line in islice(rest, HEAD_LINES)]
    spread: list[str] = []
    last: list[str] = []
    take = 64
    for batch in _batches(rest):
        spread.extend(line[:_LONGEST] for line in batch[:: max(1, _BATCH // take)])
        last = batch
        if len(spread) > SPREAD_LINES:
            spread, take = spread[::2], max(1, take // 2)
    return [*head, *spread, *(line[:_LONGEST] for line in last[-100:])]


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch
