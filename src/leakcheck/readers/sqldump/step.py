"""One stretch of a dump and what it is."""

from __future__ import annotations

from dataclasses import dataclass

from leakcheck.readers.sqldump.batch import Columns
from leakcheck.readers.sqldump.buffer import TextBuffer
from leakcheck.readers.sqldump.tables import TableInfo

CUT_OFF = "a statement is cut off"
STILL = "still nothing that can be read"
NO_SQL = "the line is no SQL"
NO_VALUES = "an INSERT without VALUES that can be read"
OTHER_COLUMNS = "the row's column list does not fit the table"


@dataclass(slots=True)
class Step:
    """A stretch of text: ``parsed`` (rows), ``header``, ``comment`` or ``rejected`` with its reason.

    `lines` are the physical lines of its rows, `columns` their values by column, standing at `places`
    of the table (None: all of them, in order). Rows that were only counted have no `columns`.
    """

    text: str
    kind: str
    line: int
    column: int
    info: TableInfo | None = None
    reason: str = ""
    rows: int = 0
    lines: list[int] | None = None
    columns: Columns | None = None
    places: tuple[int, ...] | None = None


def step(buffer: TextBuffer, end: int, kind: str, info: TableInfo | None = None, *, reason: str = "") -> Step:
    """Take the text up to `end` as one stretch."""
    line, column = buffer.line, buffer.column
    return Step(buffer.take(end), kind, line, column, info, reason if kind == "rejected" else "")
