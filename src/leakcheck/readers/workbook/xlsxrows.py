"""Rows of one XLSX sheet, streamed: every row and cell that is written comes out, in whatever order it
stands.

Why not openpyxl: it silently drops rows whose number does not rise and cells that stand behind a later
column, stops at the first broken cell, and is three times slower. Its reading serves as the second opinion
in the tests. Source: ECMA-376 part 1, 18.3 (worksheets).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from leakcheck.readers.intake.budget import exceeded
from leakcheck.readers.workbook.datetext import serial_text
from leakcheck.readers.workbook.limits import Limits, refuse, too_long, too_wide
from leakcheck.readers.workbook.numbertext import number_text
from leakcheck.readers.workbook.rows import NO_CACHE, SheetRow
from leakcheck.readers.workbook.xlsxparts import Book, local, unescape
from leakcheck.readers.workbook.xmlstream import parse

_DIGITS = "0123456789"
_MAX_ROW = 1 << 31
_ERRORS = "a cell points at a shared text that does not exist"
_TWICE = "two cells for one column; the later was kept"
_UNORDERED = "its row number does not rise"


def sheet_rows(stream: IO[bytes], book: Book, where: str, limits: Limits) -> Iterator[SheetRow]:
    """Rows in the order of the file, numbered as in the sheet.

    Raises
    ------
    InputError
        When the XML is damaged, or promises or holds more cells than the budget.
    """
    sheet = _Sheet(book, where, limits)
    for _ in parse(stream, sheet, where, limits):
        if sheet.done:
            ready, sheet.done = sheet.done, []
            yield from ready


class _Sheet:
    """Hears of elements, keeps the finished rows in `done`."""

    def __init__(self, book: Book, where: str, limits: Limits) -> None:
        self.done: list[SheetRow] = []
        self._book, self._where, self._limits = book, where, limits
        self._letters: dict[str, int] = {}
        self._shapes = {str(index): shape for index, shape in enumerate(book.shapes)}
        self._shapes[""] = book.shapes[0] if book.shapes else None
        self._row = self._column = self._cells_seen = self._depth = self._length = 0
        self._cells: list[str | None] = []
        self._reason = ""
        self._cell: dict[str, str] | None = None
        self._pieces: list[str] = []
        self._take = self._aside = self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._limits.depth:
            raise refuse("holds XML nested too deeply", self._where)
        if ":" in name:
            name = local(name)
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._take = self._cell is not None and not self._aside
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._aside = True
        elif name == "dimension":
            self._check_dimension(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        self._depth -= 1
        self._take = False
        if ":" in name:
            name = local(name)
        if name == "c" and self._cell is not None:
            self._end_cell(self._cell)
        elif name == "row":
            if self._cells or self._reason:
                self.done.append(SheetRow(self._row, self._cells, self._reason))
            self._cells = []
        elif name == "rPh":
            self._aside = False

    def text(self, data: str) -> None:
        if self._take:
            self._length += len(data)
            if self._length > self._limits.field:
                raise too_long(self._limits, self._where)
            self._pieces.append(data)

    def _check_dimension(self, reference: str) -> None:
        corners = [part.replace("$", "") for part in reference.split(":")]
        if len(corners) != 2:
            return
        sizes = []
        for corner in corners:
            digits = corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")[:9]
            sizes.append(
                (int(digits) if digits.isascii() and digits.isdecimal() else 1, self._place(corner) or 0)
            )
        (top, left), (bottom, right) = sizes
        if (bottom - top + 1) * (right - left + 1) > self._limits.cells:
            raise exceeded("cells", f"promises more than {self._limits.cells:,} cells", self._where)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        number = (
            int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 12 else self._row + 1
        )
        if number > _MAX_ROW:
            raise refuse("numbers a row beyond any spreadsheet", self._where)
        self._reason = _UNORDERED if number <= self._row else ""
        self._row = max(number, self._row)
        self._column, self._cells, self._cell = 0, [], None

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cell, self._pieces, self._length, self._formula = attributes, [], 0, False
        place = self._place(attributes.get("r", ""))
        self._column = self._column + 1 if place is None else place + 1
        self._cells_seen += 1
        if self._column > self._limits.columns:
            raise too_wide(self._limits, self._where)
        if self._cells_seen > self._limits.cells:
            raise exceeded("cells", f"holds more than {self._limits.cells:,} cells", self._where)

    def _place(self, reference: str) -> int | None:
        """Column of a reference such as ``AB12``, counted from 0; None when it has none."""
        letters = reference.rstrip(_DIGITS)
        known = self._letters.get(letters)
        if known is not None:
            return known
        if not 0 < len(letters) < 4 or not letters.isascii() or not letters.isalpha():
            return None
        place = 0
        for letter in letters.upper():
            place = place * 26 + ord(letter) - 64
        self._letters[letters] = place - 1
        return place - 1

    def _end_cell(self, cell: dict[str, str]) -> None:
        value = self._value(cell, "".join(self._pieces))
        self._cell = None
        if value is None:
            return
        cells, place = self._cells, self._column - 1
        if place == len(cells):
            cells.append(value)
            return
        cells.extend([None] * (place + 1 - len(cells)))
        if cells[place] is not None:
            self._reason = _TWICE
        cells[place] = value

    def _value(self, cell: dict[str, str], raw: str) -> str | None:
        """Text of a cell as a person sees the stored value; None when it is empty."""
        kind = cell.get("t", "n")
        if not raw:
            self._reason = NO_CACHE if self._formula and kind != "str" else self._reason
            return None
        if kind == "s":
            return self._shared(raw)
        if kind == "n":
            return self._number(raw, cell.get("s", ""))
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw.strip(), raw.strip())
        return unescape(raw)

    def _shared(self, raw: str) -> str | None:
        index = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 12 else -1
        if not 0 <= index < len(self._book.strings):
            self._reason = _ERRORS
            return None
        return self._book.strings[index] or None

    def _number(self, raw: str, style: str) -> str:
        shape = self._shapes.get(style)
        text = number_text(raw)
        if shape is None:
            return text
        if shape.width:
            return text.zfill(shape.width) if text.isdecimal() else text
        try:
            serial = float(raw)
        except ValueError:
            return text
        return serial_text(serial, shape, since_1904=self._book.since_1904) or text
