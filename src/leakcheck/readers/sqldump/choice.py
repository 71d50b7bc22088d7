"""Which table of a dump is read: the one named, or the one that holds the most."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.readers.sqldump.dialect import Dialect
from leakcheck.readers.sqldump.names import shown
from leakcheck.readers.sqldump.survey import LOOK, names_in, survey
from leakcheck.readers.sqldump.tables import TableInfo, Tables
from leakcheck.readers.sqldump.textsource import TextSource


@dataclass(frozen=True, slots=True)
class Choice:
    """The table to read, among all those of the dump."""

    dialect: Dialect
    tables: Tables
    table: TableInfo
    notes: tuple[str, ...]

    def is_wanted(self, info: TableInfo) -> bool:
        """Whether this is the table to read."""
        return info is self.table


def choose(source: TextSource, asked: str | None, where: str) -> Choice:
    """Look at the first megabyte closely, and at the rest for further tables.

    Raises
    ------
    UsageError
        When the table named does not exist.
    InputError
        When there is no table at all.
    """
    pieces = source.pieces()
    head, cut = _head(pieces)
    seen = survey(head, cut=cut)
    for chooses_database, name in names_in(pieces):
        if chooses_database:
            seen.tables.database = name[-1:]
        else:
            seen.tables.named(name)
    seen.tables.database = ()
    tables = seen.tables.all()
    if not tables:
        hint = "is it SQL? name another format with --input-format"
        raise InputError("holds no INSERT or COPY with rows", where=where, hint=hint)
    table = seen.tables.asked(asked) if asked is not None else max(tables, key=lambda info: info.size)
    notes = _notes(seen.tables, table, asked, whole=not cut)
    for info in tables:
        info.rows = info.size = info.line = 0
    return Choice(seen.dialect, seen.tables, table, notes)


def _head(pieces: Iterator[str]) -> tuple[str, bool]:
    """The first megabyte, and whether there may be more."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= LOOK:
            return "".join(held), True
    return "".join(held), False


def _notes(tables: Tables, table: TableInfo, asked: str | None, *, whole: bool) -> tuple[str, ...]:
    """Say what was chosen and what else there is."""
    count = len(tables.all())
    if count < 2:
        return ()
    why = (
        "as asked"
        if asked is not None
        else "which holds the most " + ("text" if whole else "in the first megabyte")
    )
    return (
        f"read the table {shown(table.name)}, {why}; the dump has {count:,} tables: {tables.listed()}; "
        "choose another with --table NAME",
    )
