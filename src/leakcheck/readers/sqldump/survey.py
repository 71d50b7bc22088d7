"""A first look at a dump: its dialect, its tables, and which of them holds the most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern
from leakcheck.readers.sqldump.dialect import Dialect, likely_dialect, other_reading
from leakcheck.readers.sqldump.names import Name, read_qualified
from leakcheck.readers.sqldump.scanner import Scanner
from leakcheck.readers.sqldump.tables import Tables

LOOK = 1 << 20
_HEAD = pattern(
    r"\n(?:CREATE TABLE (?:IF NOT EXISTS )?|INSERT (?:IGNORE )?(?:INTO )?|REPLACE INTO |COPY |(USE ))"
    r"([^\s(;]{1,300})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first megabyte holds. `plain` and `foreign` count characters of SQL and of other text."""

    dialect: Dialect
    tables: Tables
    rows: int
    rejected: int
    plain: int
    foreign: int


def survey(head: str, *, cut: bool) -> Survey:
    """Scan the first text; where backslashes occur, in both meanings, and keep the better one.

    `cut` says that the text goes on: what stands behind its last line or row then counts for nothing.
    """
    first = _scan(head, likely_dialect(head), cut=cut)
    if "\\" not in head or not first.rejected:
        return first
    other = _scan(head, other_reading(first.dialect), cut=cut)
    return other if (other.rejected, -other.rows) < (first.rejected, -first.rows) else first


def _scan(head: str, dialect: Dialect, *, cut: bool) -> Survey:
    tables = Tables()
    rows = rejected = plain = foreign = 0
    for step in Scanner(iter([head]), dialect, tables, lambda _: True).steps():
        size = len(step.text.strip())
        if step.kind == "rejected":
            last = cut and step.column + len(step.text) > 0 and not step.text[-1:].isspace()
            rejected += not last
            foreign += 0 if last else size
            continue
        plain += size
        rows += step.rows
        if step.info is not None and step.kind == "parsed":
            step.info.size += size
            step.info.rows += step.rows
            step.info.line = step.info.line or step.line
    return Survey(dialect, tables, rows, rejected, plain, foreign)


def names_in(pieces: Iterator[str]) -> Iterator[tuple[bool, Name]]:
    """Names that begin statements about tables (False) or choose a database (True), each head once."""
    known: set[str] = set()
    for piece in pieces:
        text = piece if piece.startswith("\n") else "\n" + piece
        for found in _HEAD.finditer(text):
            spelt = found[2]
            if spelt in known and not found[1]:
                continue
            named = read_qualified(text, found.start(2))
            if named is not None:
                if len(known) < 10_000:
                    known.add(spelt)
                yield bool(found[1]), named[0]
