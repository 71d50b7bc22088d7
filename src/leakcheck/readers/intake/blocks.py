"""Rows to blocks of columns: the one place that decides how many records travel together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leakcheck.errors import InputError
from leakcheck.model import Block

BLOCK_ROWS = 8_192
MAX_COLUMNS = 16_384
_BLOCK_CELLS = 2_000_000

Row = tuple[int, Sequence[str | None]]


def column_blocks(rows: Iterable[Row], width: int) -> Iterator[Block]:
    """Turn (line, cells) pairs, all `width` cells wide, into blocks of at most 8,192 records.

    Very wide tables travel in shorter blocks, so that a block's memory stays bounded.
    """
    limit = max(1, min(BLOCK_ROWS, _BLOCK_CELLS // max(1, width)))
    lines: list[int] = []
    cells: list[Sequence[str | None]] = []
    for line, row in rows:
        lines.append(line)
        cells.append(row)
        if len(lines) == limit:
            yield _block(lines, cells)
            lines, cells = [], []
    if lines:
        yield _block(lines, cells)


def _block(lines: list[int], cells: list[Sequence[str | None]]) -> Block:
    return Block(lines, tuple(list(column) for column in zip(*cells, strict=True)))


def refuse_too_wide(width: int, where: str) -> None:
    """Raise `InputError` beyond 16,384 columns: no table of people has them, an attack may."""
    if width > MAX_COLUMNS:
        raise InputError(
            f"has more than {MAX_COLUMNS:,} columns",
            where=where,
            hint="name the delimiter with --delimiter, or the format with --input-format",
        )
