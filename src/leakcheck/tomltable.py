"""Typed access to a table of a TOML file; a refusal names the place and the key.

Why: data files come from strangers, so no key is taken on trust and none is ignored.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from leakcheck.errors import PackError
from leakcheck.frozen import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Period:
    """Closed interval of dates; an open end is None."""

    start: datetime.date | None = None
    end: datetime.date | None = None


class Later(Sequence[T]):
    """Items that are made when somebody asks for them; they stand for the tuple of them.

    Why: the examples of shipped rules are the larger part of a pack, and judging a record needs none.
    """

    def __init__(self, make: Callable[[], tuple[T, ...]]) -> None:
        self._make = make

    @cached_property
    def items(self) -> tuple[T, ...]:
        """All of them."""
        return self._make()

    def __getitem__(self, place: Any) -> Any:
        return self.items[place]

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.items == tuple(other)

    def __hash__(self) -> int:
        return hash(self.items)

    def __repr__(self) -> str:
        return repr(self.items)

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        return tuple, (self.items,)


@dataclass(frozen=True, slots=True)
class TomlTable:
    """Typed access to one TOML table; errors name the place."""

    table: Mapping[str, Any]
    where: str

    def refuse(self, key: str, why: str, hint: str = "") -> PackError:
        """The error for a key, naming the place."""
        return PackError(f"key {key!r} {why}", where=self.where, hint=hint)

    def get(
        self, key: str, kind: type | tuple[type, ...], default: Any = None, *, required: bool = False
    ) -> Any:
        """A value of the given kind, or the default."""
        if key not in self.table:
            if required:
                raise self.refuse(key, "is missing")
            return default
        value = self.table[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refuse(key, f"must be {_name(kind)}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text."""
        return str(self.get(key, str, default, required=default is None))

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One of some words."""
        value = self.text(key, default)
        if value not in choices:
            raise self.refuse(key, f"must be one of: {', '.join(choices)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.get(key, list, [])
        if not all(isinstance(v, str) for v in value):
            raise self.refuse(key, "must be a list of texts")
        return tuple(value)

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        """A list of tables."""
        value = self.get(key, list, [])
        if not all(isinstance(v, dict) for v in value):
            raise self.refuse(key, "must be tables")
        return list(value)

    def date(self, key: str) -> datetime.date | None:
        """A date; a time of day is dropped."""
        value = self.get(key, datetime.date)
        return value.date() if isinstance(value, datetime.datetime) else value

    def period(self, key: str) -> Period:
        """A table with `from` and `to`, in order."""
        inner = TomlTable(self.get(key, dict, {}), f"{self.where}, {key}")
        inner.only("from", "to")
        period = Period(inner.date("from"), inner.date("to"))
        if period.start and period.end and period.start > period.end:
            raise self.refuse(key, "ends before it starts")
        return period

    def only(self, *known: str) -> None:
        """Refuse any key but these."""
        for key in self.table:
            if key not in known:
                raise self.refuse(key, "is not known here", hint=f"known keys: {', '.join(sorted(known))}")

    def matching(self, key: str, pattern: re.Pattern[str], example: str) -> str:
        """A text of a given form."""
        value = self.text(key)
        if not pattern.fullmatch(value):
            raise self.refuse(key, f"must look like {example!r}")
        return value


def _name(kind: type | tuple[type, ...]) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    words = {
        str: "text",
        list: "a list",
        dict: "a table",
        bool: "true or false",
        float: "a number",
        int: "a number",
    }
    return " or ".join(dict.fromkeys(words.get(k, k.__name__) for k in kinds))
