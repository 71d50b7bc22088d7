"""The statements a scanner must understand: INSERT, COPY and CREATE TABLE; how the others end."""

from __future__ import annotations

import re

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern
from leakcheck.readers.sqldump.dialect import Dialect
from leakcheck.readers.sqldump.names import Name, read_list, read_name, read_qualified, skip_blank
from leakcheck.readers.sqldump.skipping import FRESH
from leakcheck.readers.sqldump.tokens import row_token

_INSERT = pattern(
    r"(?:INSERT|REPLACE)\b(?:\s++(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OVERWRITE"
    r"|OR\s++(?:REPLACE|IGNORE|ABORT|FAIL|ROLLBACK)))*+(?:\s++INTO\b)?+(?:\s++TABLE\b)?+",
    re.I,
)
_VALUES = pattern(r"(?:OVERRIDING\s++(?:SYSTEM|USER)\s++VALUE\s++)?+VALUES?\s*+(?=\()", re.I)
_CREATE = pattern(
    r"CREATE\s++(?:OR\s++REPLACE\s++)?+(?:(?:GLOBAL|LOCAL|TEMPORARY|TEMP|UNLOGGED|FOREIGN|EXTERNAL)\s++)*+"
    r"TABLE\s++(?:IF\s++NOT\s++EXISTS\s++)?+",
    re.I,
)
_COPY = pattern(r"COPY\s++", re.I)
_FROM_STDIN = pattern(r"FROM\s++stdin\b((?:[^;']|'[^']{0,20}+'){0,500}+);[ \t]{0,20}+\r?\n", re.I)
_CONSTRAINT = pattern(
    r"(?:CONSTRAINT|PRIMARY\s++KEY|FOREIGN\s++KEY|UNIQUE|CHECK|EXCLUDE|LIKE|PERIOD|FULLTEXT|SPATIAL)\b"
    r"|(?:KEY|INDEX)\s++[^\s(,]{1,300}+\s*+(?:USING\s++\w{1,9}+\s*+)?+\(",
    re.I,
)
_COMPUTED = pattern(r"\bAS\s*+\(", re.I)


@dataclass(frozen=True, slots=True)
class InsertHead:
    """``INSERT INTO name (columns) VALUES`` up to the first row, which begins at `end`."""

    name: Name
    columns: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class CopyHead:
    """``COPY name (columns) FROM stdin options;`` up to the first line of data."""

    name: Name
    columns: tuple[str, ...]
    options: str
    end: int


@dataclass(frozen=True, slots=True)
class Definition:
    """``CREATE TABLE name (...)``: all columns, those not computed, and the place behind it."""

    name: Name
    columns: tuple[str, ...]
    stored: tuple[str, ...]
    end: int


def read_insert(text: str, place: int) -> InsertHead | None:
    """Head of an INSERT with VALUES; None when it is none, or is not all there."""
    found = _INSERT.match(text, place)
    named = read_qualified(text, skip_blank(text, found.end())) if found else None
    if named is None:
        return None
    name, place = named
    columns, place = _columns(text, skip_blank(text, place))
    values = _VALUES.match(text, skip_blank(text, place))
    return InsertHead(name, columns, values.end()) if values else None


def insert_target(text: str, place: int) -> Name | None:
    """Table of an INSERT of any form."""
    found = _INSERT.match(text, place)
    named = read_qualified(text, skip_blank(text, found.end())) if found else None
    return named[0] if named else None


def read_copy(text: str, place: int) -> CopyHead | None:
    """Head of a COPY from standard input; None when it is another COPY, or is not all there."""
    found = _COPY.match(text, place)
    named = read_qualified(text, found.end()) if found else None
    if named is None:
        return None
    columns, place = _columns(text, skip_blank(text, named[1]))
    source = _FROM_STDIN.match(text, skip_blank(text, place))
    return CopyHead(named[0], columns, source[1], source.end()) if source else None


def _columns(text: str, place: int) -> tuple[tuple[str, ...], int]:
    listed = read_list(text, place) if text.startswith("(", place) else None
    return listed or ((), place)


def read_definition(text: str, place: int, dialect: Dialect) -> Definition | None:
    """Columns of a CREATE TABLE; None when it defines none, or is not all there."""
    found = _CREATE.match(text, place)
    named = read_qualified(text, skip_blank(text, found.end())) if found else None
    if named is None:
        return None
    place = skip_blank(text, named[1])
    if not text.startswith("(", place):
        return None
    items = _items(text, place, dialect)
    if items is None:
        return None
    columns: list[str] = []
    stored: list[str] = []
    for start, end in items:
        name = _column(text, start)
        if name is not None:
            columns.append(name)
            stored += [] if _COMPUTED.search(text, start, end) else [name]
    return Definition(named[0], tuple(columns), tuple(stored), items[-1][1] + 1)


def _column(text: str, place: int) -> str | None:
    """Name a definition begins with, unless it is a constraint or a key."""
    named = read_name(text, place)
    if named is None or (not named[2] and _CONSTRAINT.match(text, place)):
        return None
    return named[0]


def _items(text: str, place: int, dialect: Dialect) -> list[tuple[int, int]] | None:
    """Spans between the commas of a parenthesis, `place` on the opening one."""
    match = row_token(dialect).match
    items: list[tuple[int, int]] = []
    depth, place = 0, place + 1
    start = skip_blank(text, place)
    # A definition that is never closed ends where the next statement begins: no text is looked at twice.
    fresh = FRESH.search(text, place)
    stop = fresh.start() if fresh else len(text)
    while found := match(text, place, stop):
        kind, begin, place = found.lastgroup, place, found.end()
        if kind == "end":
            return None
        if depth == 0 and kind in ("comma", "close"):
            items.append((start, begin))
            if kind == "close":
                return items
            start = skip_blank(text, place)
        depth += (kind == "open") - (kind == "close")
    return None
