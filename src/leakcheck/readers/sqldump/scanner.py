"""A dump in steps: rows, heads, statements passed over and stretches rejected, in order, nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leakcheck.readers.sqldump.buffer import TextBuffer
from leakcheck.readers.sqldump.copyscan import CopyScan
from leakcheck.readers.sqldump.dialect import Dialect
from leakcheck.readers.sqldump.insertscan import InsertScan
from leakcheck.readers.sqldump.names import read_qualified, skip_blank
from leakcheck.readers.sqldump.skipping import (
    DELIMITER,
    DELIMITER_BACK,
    FRESH,
    STATEMENT,
    line_end,
    statement_end,
)
from leakcheck.readers.sqldump.statements import (
    InsertHead,
    insert_target,
    read_copy,
    read_definition,
    read_insert,
)
from leakcheck.readers.sqldump.step import CUT_OFF, NO_SQL, NO_VALUES, Step, step
from leakcheck.readers.sqldump.tables import TableInfo, Tables

_SIGHT = 1 << 16
_LONGEST_DEFINITION = 1 << 20
_LONGEST_STATEMENT = 16 << 20


class Scanner:
    """Walks through the text once.

    Parameters
    ----------
    pieces : iterator of str
        The text.
    dialect : Dialect
        How literals and names are written.
    tables : Tables
        Filled with every table met.
    wants : callable
        Whether the values of a table are to be read, or its rows only counted.
    """

    def __init__(
        self, pieces: Iterator[str], dialect: Dialect, tables: Tables, wants: Callable[[TableInfo], bool]
    ) -> None:
        self._buffer = TextBuffer(pieces)
        self._dialect = dialect
        self._tables = tables
        self._wants = wants
        self._inserts = InsertScan(self._buffer, dialect)
        self._copies = CopyScan(self._buffer)
        self._fuel = _LONGEST_STATEMENT
        self._last: tuple[str, InsertHead] | None = None

    def steps(self) -> Iterator[Step]:
        """Yield every stretch of the text, in order."""
        while self._buffer.reach(_SIGHT) or self._buffer.ahead:
            yield from self._blank()
            if self._buffer.ahead:
                yield from self._statement()

    def _blank(self) -> Iterator[Step]:
        """Blanks and comments; a hash begins a comment too, where a statement could begin."""
        buffer = self._buffer
        while buffer.ahead:
            end = skip_blank(buffer.text, buffer.place)
            if buffer.text.startswith("#", end):
                end = line_end(buffer.text, end)
            elif buffer.text.startswith("/*", end):
                closing = buffer.text.find("*/", end + 2)
                end = closing + 2 if closing >= 0 else -1
            if (end < 0 or end == len(buffer.text)) and buffer.grow(_LONGEST_STATEMENT):
                continue
            if end < 0:
                yield step(buffer, self._next_statement(), "rejected", reason=CUT_OFF)
            elif end > buffer.place:
                yield step(buffer, end, "comment")
            else:
                return
            buffer.reach(_SIGHT)

    def _statement(self) -> Iterator[Step]:
        buffer = self._buffer
        start = buffer.text[buffer.place : buffer.place + 9].upper()
        if start.startswith(("INSERT", "REPLACE")):
            yield from self._insert()
        elif start.startswith("COPY"):
            yield from self._copy()
        elif start.startswith("CREATE"):
            yield from self._create()
        elif start == "DELIMITER" and (told := DELIMITER.match(buffer.text, buffer.place)):
            yield from self._delimiter(told[1], told.end())
        else:
            yield from self._other()

    def _insert(self) -> Iterator[Step]:
        head = self._insert_head()
        if head is None:
            name = insert_target(self._buffer.text, self._buffer.place)
            wanted = name is None or self._wants(self._tables.named(name))
            yield from self._pass_over("rejected" if wanted else "comment", NO_VALUES)
            return
        info = self._tables.named(head.name)
        wanted = self._wants(info)
        raw = self._buffer.text[self._buffer.place : head.end]
        self._last = (raw, head)
        yield step(self._buffer, head.end, "header" if wanted else "comment", info)
        yield from self._inserts.rows(info, head.columns, raw, wanted=wanted)

    def _insert_head(self) -> InsertHead | None:
        """Read the head, or know it again: single inserts repeat theirs in every line."""
        buffer = self._buffer
        if self._last is not None and buffer.text.startswith(self._last[0] + "(", buffer.place):
            raw, known = self._last
            return InsertHead(known.name, known.columns, buffer.place + len(raw))
        head = read_insert(buffer.text, buffer.place)
        if head is None and buffer.ahead >= _SIGHT and buffer.grow(1 << 21):
            head = read_insert(buffer.text, buffer.place)
        return head

    def _copy(self) -> Iterator[Step]:
        head = read_copy(self._buffer.text, self._buffer.place)
        if head is None:
            yield from self._pass_over("comment", CUT_OFF)
            return
        info = self._tables.named(head.name)
        wanted = self._wants(info)
        yield step(self._buffer, head.end, "header" if wanted else "comment", info)
        yield from self._copies.rows(info, head, wanted=wanted)

    def _create(self) -> Iterator[Step]:
        buffer = self._buffer
        found = read_definition(buffer.text, buffer.place, self._dialect)
        is_table = "TABLE" in buffer.text[buffer.place : buffer.place + 60].upper()
        while found is None and is_table and buffer.grow(_LONGEST_DEFINITION):
            found = read_definition(buffer.text, buffer.place, self._dialect)
        if found is None or not found.columns:
            yield from self._pass_over("comment", CUT_OFF)
            return
        info = self._tables.named(found.name)
        if not info.columns:
            info.columns, info.stored = found.columns, found.stored
        yield step(buffer, found.end, "header" if self._wants(info) else "comment", info)
        yield from self._pass_over("comment", CUT_OFF)

    def _delimiter(self, told: str, end: int) -> Iterator[Step]:
        """Between DELIMITER lines stand routines, whose statements are no data."""
        buffer = self._buffer
        yield step(buffer, end, "comment")
        while told != ";" and buffer.ahead:
            found = DELIMITER_BACK.search(buffer.text, buffer.place)
            if found:
                yield step(buffer, found.end(), "comment")
                return
            cut = buffer.text.rfind("\n", buffer.place) + 1
            end = cut if cut > buffer.place and not buffer.ended else len(buffer.text)
            yield step(buffer, end, "comment")
            buffer.reach(buffer.ahead + _SIGHT)

    def _other(self) -> Iterator[Step]:
        buffer = self._buffer
        if buffer.text.startswith(";", buffer.place):
            yield step(buffer, buffer.place + 1, "comment")
        elif STATEMENT.match(buffer.text, buffer.place):
            self._note_database()
            yield from self._pass_over("comment", CUT_OFF)
        else:
            yield step(buffer, line_end(buffer.text, buffer.place), "rejected", reason=NO_SQL)

    def _note_database(self) -> None:
        buffer = self._buffer
        if buffer.text[buffer.place : buffer.place + 4].upper() == "USE ":
            named = read_qualified(buffer.text, skip_blank(buffer.text, buffer.place + 4))
            self._tables.database = named[0] if named and len(named[0]) == 1 else ()

    def _pass_over(self, kind: str, reason: str) -> Iterator[Step]:
        """Go to the end of the statement; one that does not end stands where the dump was cut."""
        buffer = self._buffer
        end = statement_end(buffer.text, buffer.place, self._dialect)
        while end is None and buffer.grow(_LONGEST_STATEMENT):
            end = statement_end(buffer.text, buffer.place, self._dialect)
        if end is not None:
            yield step(buffer, end, kind, reason=reason)
        elif self._is_whole():
            yield step(buffer, len(buffer.text), kind, reason=reason)
        else:
            yield step(buffer, self._next_statement(), "rejected", reason=CUT_OFF)

    def _next_statement(self) -> int:
        """Where a statement that has no end is given up. Searching costs fuel, so no input can stall it."""
        buffer = self._buffer
        self._fuel -= buffer.ahead
        found = FRESH.search(buffer.text, buffer.place + 1) if self._fuel > -8 * buffer.passed else None
        return found.end() if found else len(buffer.text)

    def _is_whole(self) -> bool:
        """Whether the last statement only lacks its semicolon: no literal or parenthesis is open."""
        buffer = self._buffer
        rest = buffer.text[buffer.place :]
        closed = statement_end(rest + ";", 0, self._dialect) == len(rest) + 1
        return buffer.ended and closed and rest.count("(") == rest.count(")")
