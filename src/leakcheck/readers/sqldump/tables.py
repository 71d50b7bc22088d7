"""The tables of a dump, as statements name them, and the one to read."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from leakcheck.errors import UsageError
from leakcheck.readers.sqldump.names import Name, shown


@dataclass(slots=True)
class TableInfo:
    """What is known of one table: `stored` are the columns not computed, `size` counts characters."""

    name: Name
    columns: tuple[str, ...] = ()
    stored: tuple[str, ...] = ()
    width: int = 0
    line: int = 0
    rows: int = 0
    size: int = 0
    fixed: bool = False

    def settle(self, width: int) -> tuple[str, ...]:
        """Columns for rows of `width` values without a list of names; computed columns hold none."""
        if width == len(self.columns):
            return self.columns
        if width == len(self.stored):
            return self.stored
        return (*self.columns[:width], *[""] * (width - len(self.columns)))

    def places(self, names: tuple[str, ...]) -> tuple[int, ...] | None:
        """Where the named columns stand in the table; None when one is unknown and the table is fixed."""
        known = {name.casefold(): place for place, name in reversed(list(enumerate(self.columns)))}
        fresh = [name for name in dict.fromkeys(names) if name.casefold() not in known]
        if fresh and self.fixed:
            return None
        for name in fresh:
            known[name.casefold()] = len(self.columns)
            self.columns = (*self.columns, name)
        places = tuple(known[name.casefold()] for name in names)
        return places if len(set(places)) == len(places) else None


class Tables:
    """All tables seen so far. A name without its schema means the table that has one."""

    def __init__(self) -> None:
        self.database: Name = ()
        self._known: dict[Name, TableInfo] = {}

    def all(self) -> list[TableInfo]:
        """Every table, in the order of the dump."""
        return list(self._known.values())

    def named(self, name: Name) -> TableInfo:
        """The table of that name, new or known."""
        full = (*self.database, *name) if len(name) == 1 else name
        key = _key(full)
        if key in self._known:
            return self._known[key]
        for other, info in self._known.items():
            if _ends_alike(key, other):
                return info
        self._known[key] = TableInfo(full)
        return self._known[key]

    def asked(self, text: str) -> TableInfo:
        """The table the user named, with or without its schema, whatever the case.

        Raises
        ------
        UsageError
            When there is none of that name, or several.
        """
        wanted = _key(tuple(part.strip('`"[] ') for part in text.split(".")))
        whole = text.strip().casefold()
        found = [i for k, i in self._known.items() if k[-len(wanted) :] == wanted or k[-1] == whole]
        exact = [info for info in found if info.name == tuple(text.split("."))]
        if len(found) == 1 or exact:
            return (exact or found)[0]
        if found:
            several = ", ".join(shown(info.name) for info in found[:10])
            raise UsageError("several tables have that name", where="--table", hint=f"name one of: {several}")
        raise UsageError("the dump has no such table", where="--table", hint=self._hint(whole))

    def _hint(self, wanted: str) -> str:
        listed = self.listed()
        close = difflib.get_close_matches(wanted, [key[-1] for key in self._known], n=1)
        meant = next((shown(i.name) for k, i in self._known.items() if close and k[-1] == close[0]), "")
        return f"did you mean {meant!r}? tables: {listed}" if meant else f"tables: {listed}"

    def listed(self, most: int = 40) -> str:
        """Names of the tables, for people."""
        names = [shown(info.name) for info in self._known.values()]
        more = f" and {len(names) - most:,} more" if len(names) > most else ""
        return ", ".join(names[:most]) + more


def _key(name: Name) -> Name:
    return tuple(part.casefold() for part in name)


def _ends_alike(one: Name, other: Name) -> bool:
    length = min(len(one), len(other))
    return len(one) != len(other) and one[-length:] == other[-length:]
