"""Rows to blocks of columns: the one place that decides how many records travel together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leakcheck.model import Block
from leakcheck.readers.intake.budget import Budget, exceeded
from leakcheck.readers.intake.weaving import woven

BLOCK_ROWS = 8_192
_BLOCK_CELLS = 2_000_000

Row = tuple[int, Sequence[str | None]]
Part = tuple[Sequence[int], Sequence[Sequence[str | None]]]


def column_blocks(rows: Iterable[Row], width: int) -> Iterator[Block]:
    """Turn (line, cells) pairs, all `width` cells wide, into blocks; see `blocks_of`."""
    return blocks_of((((line,), [(cell,) for cell in row]) for line, row in rows), width)


def blocks_of(parts: Iterable[Part], width: int) -> Iterator[Block]:
    """Turn columns that come in parts, all `width` of them, into blocks of at most 8,192 records.

    Very wide tables travel in shorter blocks, so that a block's memory stays bounded. Columns that are Arrow
    arrays already become a block of their own, as long as they are; slices of the same arrays become one
    again, with the rows between them.
    """
    limit = max(1, min(BLOCK_ROWS, _BLOCK_CELLS // max(1, width)))
    lines: list[int] = []
    columns: list[list[str | None]] = [[] for _ in range(width)]
    for more_lines, more in woven(parts):
        if more and not isinstance(more[0], list | tuple):
            if lines:
                yield Block(lines, tuple(columns))
                lines, columns = [], [[] for _ in range(width)]
            yield Block(more_lines, tuple(more))
            continue
        lines.extend(more_lines)
        for column, cells in zip(columns, more, strict=True):
            column.extend(cells)
        if len(lines) < limit:
            continue
        whole = len(lines) - len(lines) % limit
        for start in range(0, whole, limit):
            stop = start + limit
            yield Block(lines[start:stop], tuple(column[start:stop] for column in columns))
        lines = lines[whole:]
        columns = [column[whole:] for column in columns]
    if lines:
        yield Block(lines, tuple(columns))


def refuse_too_wide(width: int, where: str, budget: Budget | None = None) -> None:
    """Raise `BudgetError` beyond the budget's columns: no table of people has more, an attack may."""
    most = (budget or Budget()).columns
    if width > most:
        raise exceeded("columns", f"has more than {most:,} columns", where)
