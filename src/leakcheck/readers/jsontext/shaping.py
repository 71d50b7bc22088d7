"""Records with names of their own to one table: columns are the union of the names, as they appear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leakcheck.model import Block
from leakcheck.readers.intake.blocks import BLOCK_ROWS, Row, column_blocks, refuse_too_wide
from leakcheck.readers.intake.budget import Budget
from leakcheck.readers.jsontext.flatten import as_text, number_repeated, visible
from leakcheck.readers.jsontext.run import Names, Run

_REMEMBERED = 4_096
_MOST_CELLS = 2_000_000
_PLAIN = frozenset({str, type(None)})


class Shaper:
    """Learns the columns in one pass over the records and makes blocks in another."""

    def __init__(self, where: str, budget: Budget | None = None) -> None:
        self.repeated = 0
        self.rows = 0
        self._where, self._budget = where, budget
        self._columns: dict[str, int] = {}
        self._plans: dict[Names, tuple[tuple[int, ...], int]] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns met so far."""
        return tuple(self._columns)

    def learn(self, runs: Iterable[Run]) -> None:
        """Meet the names of these records.

        Raises
        ------
        InputError
            When there are more than 16,384 columns.
        """
        for run in runs:
            self.rows += len(run.lines)
            self.repeated += len(run.lines) * self._plan(run.names)[1]

    def _plan(self, names: Names) -> tuple[tuple[int, ...], int]:
        """Column of each name, and how many names came twice."""
        known = self._plans.get(names)
        if known is not None:
            return known
        if len(self._plans) >= _REMEMBERED:
            self._plans.clear()
        unique, repeated = number_repeated(names)
        places = tuple(self._columns.setdefault(name, len(self._columns)) for name in unique)
        refuse_too_wide(len(self._columns), self._where, self._budget)
        self._plans[names] = places, repeated
        return places, repeated

    def blocks(self, batches: Iterable[list[Run]]) -> Iterator[Block]:
        """Blocks of at most 8,192 records, in order."""
        width = len(self._columns)
        limit = max(1, min(BLOCK_ROWS, _MOST_CELLS // width))
        for runs in _regrouped(batches, limit):
            if len(runs) == 1:
                yield self._even(runs[0], width)
            else:
                yield from column_blocks(self._rows(runs), width)

    def _even(self, run: Run, width: int) -> Block:
        """Records that all have the same names: whole columns at once."""
        places, _ = self._plan(run.names)
        columns: list[Sequence[str | None]] = [[None] * len(run.lines)] * width
        for place, cells in zip(places, zip(*run.cells, strict=True), strict=True):
            columns[place] = _texts(cells)
        return Block(run.lines, tuple(columns))

    def _rows(self, runs: Iterable[Run]) -> Iterator[Row]:
        width = len(self._columns)
        for run in runs:
            places, _ = self._plan(run.names)
            for line, cells in zip(run.lines, run.cells, strict=True):
                row: list[str | None] = [None] * width
                for place, cell in zip(places, cells, strict=True):
                    row[place] = cell if type(cell) is str and cell.isascii() else visible(as_text(cell))
                yield line, row


def _texts(cells: Sequence[str | bool | None]) -> list[str | None]:
    kinds = set(map(type, cells))
    if kinds <= _PLAIN and "".join(filter(None, cells)).isascii():  # type: ignore[arg-type]
        return list(cells)  # type: ignore[arg-type]
    return [visible(as_text(cell)) for cell in cells]


def _regrouped(batches: Iterable[list[Run]], limit: int) -> Iterator[list[Run]]:
    """Runs that together hold `limit` records, neighbours of the same names joined."""
    held: list[Run] = []
    size = 0
    for run in (run for batch in batches for run in batch):
        start = 0
        while start < len(run.lines):
            part = Run(
                run.names, run.lines[start : start + limit - size], run.cells[start : start + limit - size]
            )
            start += len(part.lines)
            size += len(part.lines)
            _join(held, part)
            if size == limit:
                yield held
                held, size = [], 0
    if held:
        yield held


def _join(held: list[Run], part: Run) -> None:
    if held and (held[-1].names is part.names or held[-1].names == part.names):
        held[-1].lines.extend(part.lines)
        held[-1].cells.extend(part.cells)
    else:
        held.append(part)
