"""Second walk over a page: the rows of the chosen tables, each line into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leakcheck.errors import InputError
from leakcheck.model import Block
from leakcheck.readers.intake.blocks import Row, column_blocks
from leakcheck.readers.markup.grid import MAX_CELL, GridRow
from leakcheck.readers.markup.heads import Heads
from leakcheck.readers.markup.linecover import LineCover

_TOTALS = frozenset({"total", "grand total", "sub total", "subtotal", "totals", "sum", "कुल", "कुल योग", "योग"})
NO_RECORD = "holds no table with a record"
HINT = "paste the table itself, or name another format with --input-format"


class PageTable:
    """Rows of one table, or of several that look alike, in the order of the page.

    Parameters
    ----------
    rows : callable
        Yields the rows of the chosen tables, afresh at each call.
    lines : int
        Physical lines of the page.
    """

    def __init__(
        self, rows: Callable[[], Iterator[GridRow]], heads: Heads, cover: LineCover, lines: int, where: str
    ) -> None:
        self._rows, self._heads, self._cover = rows, heads, cover
        self._width = len(heads.names)
        self._lines, self._where = lines, where
        self._firsts = heads.firsts
        self._records = 0

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; at the end the ledger is closed.

        Raises
        ------
        InputError
            When no row was a record.
        """
        yield from column_blocks(self._records_of(), self._width)
        self._cover.close(self._lines)
        if not self._records:
            raise InputError(NO_RECORD, where=self._where, hint=HINT)

    def _records_of(self) -> Iterator[Row]:
        for row in self._rows():
            kind, reason = self._judge(row)
            self._cover.row(row.line, row.last, kind, reason)
            if kind in ("parsed", "repaired"):
                self._records += 1
                yield row.line, _fitted(row.cells, self._width)

    def _judge(self, row: GridRow) -> tuple[str, str]:
        """Ledger class of a row, with the reason where it is no plain record."""
        if row.nested:
            return "comment", "a row that holds another table"
        if not any(row.cells):
            return "blank", ""
        first = (row.cells[0] or "").casefold()
        if first in self._firsts and self._heads.has(row.cells):
            return ("header" if row.line in self._heads.lines else "repeated_header"), ""
        if row.own == 1 and row.spanned > 1:
            return "comment", "a title across the table"
        if row.part == "foot" or first.rstrip(" :") in _TOTALS:
            return "comment", "a total or other foot of the table"
        return _fit(row.cells, self._width)


def _fit(cells: list[str | None], width: int) -> tuple[str, str]:
    """Class of a record by the number and size of its cells."""
    missing = width - len(cells)
    if missing < 0 and any(cells[width:]):
        return "rejected", f"{len(cells)} cells where {width} were expected"
    if missing:
        words = "missing at the end" if missing > 0 else "too many, empty, cut off"
        return "repaired", f"{abs(missing)} cell(s) {words}"
    if any(cell and len(cell) > MAX_CELL for cell in cells):
        return "repaired", f"a cell longer than {MAX_CELL:,} characters was cut"
    return "parsed", ""


def _fitted(cells: list[str | None], width: int) -> list[str | None]:
    fitted = [*cells[:width], *[None] * (width - len(cells))]
    return [cell and cell[:MAX_CELL] for cell in fitted]
