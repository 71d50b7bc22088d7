"""Rows of one table of an OpenDocument spreadsheet, streamed; what is repeated is bounded, not believed.

A row or cell may say that it stands for a million more: empty ones cost nothing here, filled ones are counted
against a budget before they are written out. Source: OASIS OpenDocument 1.3 part 3, 9.1 (tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from leakcheck.readers.intake.budget import exceeded
from leakcheck.readers.workbook.limits import Limits, refuse, too_long, too_wide
from leakcheck.readers.workbook.odsvalues import OFFICE, value_text
from leakcheck.readers.workbook.rows import NO_CACHE, SheetRow
from leakcheck.readers.workbook.sheets import Sheet
from leakcheck.readers.workbook.xmlstream import parse

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_NAME, _FORMULA = _TABLE + "name", _TABLE + "formula"
_ROWS, _COLUMNS = _TABLE + "number-rows-repeated", _TABLE + "number-columns-repeated"
_CELLS = frozenset({_TABLE + "table-cell", _TABLE + "covered-table-cell"})
_ASIDE = frozenset(
    {OFFICE + "annotation", _TEXT + "ruby-text", _TABLE + "tracked-changes", _TABLE + "shapes"}
)
_BREAKS = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_MAX_ROW = 1 << 31


def sheet_rows(stream: IO[bytes], wanted: int, where: str, limits: Limits) -> Iterator[SheetRow]:
    """Rows of the table at position `wanted` (from 0), numbered as in the sheet.

    Raises
    ------
    InputError
        When the XML is damaged, or there are more cells, or more repeated cells, than the budget.
    """
    tables = _Tables(wanted, where, limits)
    for _ in parse(stream, tables, where, limits, namespaces=True):
        yield from tables.take()


def survey(stream: IO[bytes], where: str, limits: Limits) -> list[Sheet]:
    """All tables with their names and numbers of filled cells; `part` is the position.

    Raises
    ------
    InputError
        When the XML is damaged.
    """
    found = _Survey(where, limits)
    for _ in parse(stream, found, where, limits, namespaces=True):
        pass
    return [Sheet(name, str(position), found.cells[position]) for position, name in enumerate(found.names)]


class _Survey:
    """Names and sizes of the tables directly under the spreadsheet."""

    def __init__(self, where: str, limits: Limits) -> None:
        self.names: list[str] = []
        self.cells: list[int] = []
        self._where, self._limits = where, limits
        self._path: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin of an element: count what is filled, as often as it says, within reason."""
        if len(self._path) >= self._limits.depth:
            raise refuse("holds XML nested too deeply", self._where)
        if name == _TABLE + "table" and self._path[-1:] == [OFFICE + "spreadsheet"]:
            self.names.append(attributes.get(_NAME, f"sheet {len(self.names) + 1}"))
            self.cells.append(0)
        elif name in _CELLS and self.cells and OFFICE + "value-type" in attributes:
            self.cells[-1] += min(_repeat(attributes, _COLUMNS), self._limits.columns)
        self._path.append(name)

    def end(self, name: str) -> None:
        """End of an element."""
        self._path.pop()

    def text(self, data: str) -> None:
        """Text says nothing here."""


class _Tables:
    """Hears of elements, keeps the finished rows of the wanted table until they are taken."""

    def __init__(self, wanted: int, where: str, limits: Limits) -> None:
        self._wanted, self._where, self._limits = wanted, where, limits
        self._done: list[tuple[int, int, list[str | None], str]] = []
        self._path: list[str] = []
        self._table, self._inside, self._aside = -1, False, 0
        self._row, self._times = 0, 1
        self._cells: list[str | None] = []
        self._reason = ""
        self._column = self._length = self._seen = self._repeated = 0
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._paragraphs = 0

    def take(self) -> Iterator[SheetRow]:
        """Hand out the finished rows, each as often as it says."""
        ready, self._done = self._done, []
        for number, times, cells, reason in ready:
            for copy in range(times):
                yield SheetRow(number + copy, list(cells), reason)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin of an element."""
        if len(self._path) >= self._limits.depth:
            raise refuse("holds XML nested too deeply", self._where)
        if name in _ASIDE:
            self._aside += 1
        elif name == _TABLE + "table" and self._path[-1:] == [OFFICE + "spreadsheet"]:
            self._table += 1
            self._inside = self._table == self._wanted
        elif self._inside and not self._aside:
            self._start_inside(name, attributes)
        self._path.append(name)

    def _start_inside(self, name: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._start_text(name, attributes)
        elif name == _TABLE + "table-row":
            self._times = _repeat(attributes, _ROWS)
            self._cells, self._column, self._reason = [], 0, ""
        elif name in _CELLS:
            self._cell, self._pieces, self._length, self._paragraphs = attributes, [], 0, 0

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TEXT + "p":
            if self._paragraphs:
                self._add("\n")
            self._paragraphs += 1
        elif name == _TEXT + "s":
            self._add(" " * min(_repeat(attributes, _TEXT + "c"), self._limits.field + 1))
        elif name in _BREAKS:
            self._add(_BREAKS[name])

    def end(self, name: str) -> None:
        """End of an element."""
        self._path.pop()
        if name in _ASIDE:
            self._aside -= 1
        elif self._aside or not self._inside:
            return
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
        elif name == _TABLE + "table-row":
            self._end_row()
        elif name == _TABLE + "table" and self._path[-1:] == [OFFICE + "spreadsheet"]:
            self._inside = False

    def text(self, data: str) -> None:
        """Text counts only within a paragraph of a cell."""
        if (
            self._paragraphs
            and self._cell is not None
            and not self._aside
            and self._path[-1].startswith(_TEXT)
        ):
            self._add(data)

    def _add(self, data: str) -> None:
        self._length += len(data)
        if self._length > self._limits.field:
            raise too_long(self._limits, self._where)
        self._pieces.append(data)

    def _end_cell(self, attributes: dict[str, str]) -> None:
        times = _repeat(attributes, _COLUMNS)
        value = value_text(attributes, "".join(self._pieces))
        self._cell, self._paragraphs = None, 0
        if value is None:
            self._reason = NO_CACHE if _FORMULA in attributes else self._reason
            self._column += times
            return
        if self._column + times > self._limits.columns:
            raise too_wide(self._limits, self._where)
        self._spend(0, times)
        self._cells.extend([None] * (self._column - len(self._cells)))
        self._cells.extend([value] * times)
        self._column += times

    def _end_row(self) -> None:
        if self._cells or self._reason:
            self._spend(max(1, len(self._cells)) * (self._times - 1), 0)
            self._done.append((self._row + 1, self._times, self._cells, self._reason))
        self._cells, self._reason = [], ""
        self._row += self._times
        if self._row > _MAX_ROW:
            raise refuse("numbers a row beyond any spreadsheet", self._where)

    def _spend(self, repeated: int, written: int) -> None:
        """Count cells against the budgets: those a repeat makes are the cheap way to a bomb."""
        self._seen += repeated + written
        self._repeated += repeated + max(0, written - 1)
        if self._repeated > self._limits.repeated:
            raise refuse(f"repeats a few cells to more than {self._limits.repeated:,}", self._where)
        if self._seen > self._limits.cells:
            raise exceeded("cells", f"holds more than {self._limits.cells:,} cells", self._where)


def _repeat(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 10 else 1
