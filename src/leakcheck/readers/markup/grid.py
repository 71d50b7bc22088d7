"""Tags to the rows of their tables: nesting, spans and forgotten end tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leakcheck.errors import InputError
from leakcheck.pattern import pattern
from leakcheck.readers.markup.tags import SIMPLE, Tag

MAX_DEPTH = 64
MAX_CELL = 4_000_000  # a guard of memory; the budget's field is kept behind the readers
MAX_SPANNED = 20_000_000
_MAX_SPAN = 1_000
_MAX_WIDTH = 1_000_000
_SPAN = pattern(r"\b(col|row)span\s{0,5}=\s{0,5}[\"']?\s{0,5}(\d{1,9})", re.I)
_LONG_NUMBER = pattern(r"&(?=#[xX]?[0-9a-fA-F]{9})")  # int() refuses more than 4,300 digits
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BREAKS = frozenset({"br", "p", "div", "li", "hr", "/p", "/div", "/li", "dt", "dd", *_HEADINGS})

_ROW_ENDS = frozenset({"tr", "/tr", "thead", "tbody", "tfoot", "/thead", "/tbody", "/tfoot"})


class GridRow(NamedTuple):
    """One row: its table, first and last line, and cells.

    `heads` says for each cell whether it is a ``<th>`` (or stands in ``<thead>``); `part` is the part of
    the table; `spanned` is the number of columns of the widest cell, `own` the cells written in the row;
    `nested` whether one holds a table. A cell that spans columns fills the others with None.
    """

    table: int
    line: int
    last: int
    cells: list[str | None]
    heads: list[bool]
    part: str = ""
    spanned: int = 1
    own: int = 0
    nested: bool = False


class _Open:
    """A table that is not closed yet, with the row and cell being read."""

    __slots__ = ("above", "cells", "heads", "last", "line", "nested", "own", "part", "pieces", "size", "span",
                 "spanned", "table")  # fmt: skip

    def __init__(self, table: int) -> None:
        self.table, self.part = table, ""
        self.above: dict[int, tuple[int, str, bool]] = {}
        self.pieces: list[str] | None = None
        self.span, self.size = (1, 1), 0
        self.start(0)

    def start(self, line: int) -> None:
        """Begin a row; line 0 says that none is open."""
        self.line = self.last = line
        self.cells: list[str | None] = []
        self.heads: list[bool] = []
        self.spanned, self.own, self.nested = 1, 0, False

    def text(self, text: str) -> None:
        """Add to the cell being read."""
        if self.pieces is not None and self.size < MAX_CELL:
            self.pieces.append(text)
            self.size += len(text)

    def row(self) -> GridRow:
        """The row as it stands."""
        return GridRow(self.table, self.line, self.last, self.cells, self.heads, self.part, self.spanned,
                       self.own, self.nested)  # fmt: skip


def grid_rows(found: Iterable[Tag], where: str) -> Iterator[GridRow]:
    """Rows of all tables, inner ones before the row that holds them; rows without any cell are left out.

    Tables are numbered from 1 as they open; rows outside any table belong to table 0.

    Raises
    ------
    InputError
        When spanning cells make a small page into a huge table.
    """
    builder = _Builder(where)
    line = 1
    for tag in found:
        line = tag.line
        if tag.name == "row":
            yield from builder.take_row(tag)
            continue
        row = builder.take(tag)
        if row is not None:
            yield row
    yield from builder.close_all(line)


class _Builder:
    def __init__(self, where: str) -> None:
        self._where = where
        self._here = _Open(0)
        self._outer: list[_Open] = []
        self._spans = self._count = self._deeper = 0

    def take(self, tag: Tag) -> GridRow | None:
        """Read one token; the row that it closes, if any."""
        name, here = tag.name, self._here
        if not name or name in _BREAKS:
            here.text("\n" if name else tag.text)
        elif name in ("td", "th"):
            self._open_cell(here, tag)
        elif name in ("/td", "/th"):
            self._close_cell(here)
            here.last = max(here.last, tag.line) if here.line else 0
        elif name in ("table", "/table"):
            return self._close_table(tag.line) if name == "/table" else self._open_table(here)
        elif name in _ROW_ENDS:
            row = self._close_row(here, tag.line if name == "/tr" else 0)
            if name == "tr":
                here.start(tag.line)
            elif name != "/tr":
                here.part = name[1:] if name[0] == "t" else ""
            return row
        return None

    def take_row(self, tag: Tag) -> Iterator[GridRow]:
        """Read a row of plain cells that came in one piece."""
        here = self._here
        before = self._close_row(here, 0)
        if before is not None:
            yield before
        here.start(tag.line)
        found = SIMPLE.findall(tag.text)
        if here.above or self._outer or "span" in tag.text.lower():
            for name, attributes, inner in found:
                self._open_cell(here, Tag(tag.line, name.lower(), attributes, inner, tag.last))
        else:
            here.cells = [cell_text((inner,)) for _, _, inner in found]
            here.heads = [name in ("th", "TH") or here.part == "head" for name, _, _ in found]
            here.own = len(found)
        row = self._close_row(here, tag.last)
        if row is not None:
            yield row

    def close_all(self, line: int) -> Iterator[GridRow]:
        """Close whatever the end of the text leaves open."""
        self._deeper = 0
        while self._outer:
            row = self._close_table(line)
            if row is not None:
                yield row
        row = self._close_row(self._here, line)
        if row is not None:
            yield row

    def _open_table(self, here: _Open) -> GridRow | None:
        if len(self._outer) >= MAX_DEPTH:
            self._deeper += 1
            return None
        self._count += 1
        here.nested = True
        self._outer.append(here)
        self._here = _Open(self._count)
        return None

    def _close_table(self, line: int) -> GridRow | None:
        if self._deeper:
            self._deeper -= 1
            return None
        row = self._close_row(self._here, line)
        if self._outer:
            self._here = self._outer.pop()
        return row

    def _open_cell(self, here: _Open, tag: Tag) -> None:
        self._close_cell(here)
        if not here.line:
            here.start(tag.line)
        if here.above:
            self._fill_from_above(here)
        if len(here.cells) < _MAX_WIDTH:
            here.heads.append(tag.name == "th" or here.part == "head")
        here.span = _spans(tag.text) if "span" in tag.text.lower() else (1, 1)
        here.pieces, here.size = [], 0
        if tag.inner is not None:
            here.text(tag.inner)
            self._close_cell(here)
            here.last = max(here.last, tag.last)

    def _close_cell(self, here: _Open) -> None:
        if here.pieces is None:
            return
        text = cell_text(here.pieces)
        here.pieces = None
        here.own += 1
        columns = min(here.span[0], _MAX_WIDTH - len(here.cells))
        if columns > 0:
            if here.span[1] > 1:
                here.above[len(here.cells)] = (here.span[1] - 1, text, here.heads[-1])
            here.cells.append(text)
        if columns > 1:
            self._count_spans(columns - 1)
            here.cells.extend([None] * (columns - 1))
            here.heads.extend([here.heads[-1]] * (columns - 1))
            here.spanned = max(here.spanned, columns)
        if self._outer:
            self._outer[-1].text(f" {text} ")

    def _count_spans(self, cells: int) -> None:
        self._spans += cells
        if self._spans > MAX_SPANNED:
            hint = "is it made to be too large? cut the table out and check it alone"
            raise InputError(
                f"has more than {MAX_SPANNED:,} cells made by spans", where=self._where, hint=hint
            )

    def _fill_from_above(self, here: _Open) -> None:
        """Cells that span rows from above come before the next cell of this one."""
        place = len(here.cells)
        while place in here.above and place < _MAX_WIDTH:
            self._count_spans(1)
            left, text, head = here.above.pop(place)
            if left > 1:
                here.above[place] = (left - 1, text, head)
            here.cells.append(text)
            here.heads.append(head)
            place += 1

    def _close_row(self, here: _Open, line: int) -> GridRow | None:
        self._close_cell(here)
        if not here.line:
            return None
        row = None
        if here.cells:
            if here.above:
                self._fill_from_above(here)
                here.above = {at: held for at, held in here.above.items() if at < len(here.cells)}
            here.last = max(here.last, line)
            row = here.row()
        here.start(0)
        return row


def _spans(attributes: str) -> tuple[int, int]:
    """Columns and rows that a cell spans, within bounds."""
    spans = {found[1].lower(): int(found[2]) for found in _SPAN.finditer(attributes)}
    return min(max(spans.get("col", 1), 1), _MAX_SPAN), min(max(spans.get("row", 1), 1), 65_534)


def cell_text(pieces: Iterable[str]) -> str:
    """Text as a browser shows it: entities decoded once, white space made single blanks."""
    text = "".join(pieces)[: MAX_CELL + 1]
    if not text or (text.isalnum() and text.isascii()):
        return text
    if "&" in text:
        text = html.unescape(_LONG_NUMBER.sub("&amp;", text))
    text = " ".join(text.split())
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
