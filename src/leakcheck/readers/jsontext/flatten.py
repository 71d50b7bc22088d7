"""A nested JSON record to flat cells: ``{"facility": {"pin": 1}}`` becomes ``facility.pin``.

Objects are tuples of pairs, as `grammar` makes them. Lists of scalars are joined with ``; ``; lists that hold
objects are numbered from 0. The names of a record follow from its skeleton, which most records share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from leakcheck.readers.jsontext.grammar import MAX_DEPTH

_SCALARS = frozenset({str, type(None), bool})
_NESTED = frozenset({tuple, list})
_REMEMBERED = 4_096
_LARGEST = 1_000


class TooDeepError(Exception):
    """The record is nested deeper than 64 levels."""


class Flattener:
    """Flattens records; the names of equal skeletons are one and the same tuple."""

    def __init__(self) -> None:
        self._names: dict[Any, tuple[str, ...]] = {}

    def __call__(self, content: Any) -> tuple[tuple[str, ...], Sequence[str | bool | None]]:
        """Names and cells of one record that is not empty; names may repeat (see `number_repeated`).

        Raises
        ------
        TooDeepError
            When it is nested deeper than 64 levels.

        >>> Flattener()((("a", (("b", "1"),)), ("c", ["x", "y"]), ("d", [(("e", None),)])))
        (('a.b', 'c', 'd.0.e'), ['1', 'x; y', None])
        """
        if type(content) is list:
            return _walked(content)
        keys, values = zip(*content, strict=True)
        if _SCALARS.issuperset(map(type, values)):
            return self._known(keys) or self._remember(keys, tuple(key or "value" for key in keys)), values
        skeleton: list[Any] = [keys]
        cells: list[str | bool | None] = []
        _gather_values(values, 1, skeleton, cells)
        known = self._known(whole := tuple(skeleton))
        return known or self._remember(whole, _walked(content)[0]), cells

    def _known(self, skeleton: tuple[Any, ...]) -> tuple[str, ...] | None:
        return self._names.get(skeleton)

    def _remember(self, skeleton: tuple[Any, ...], names: tuple[str, ...]) -> tuple[str, ...]:
        if len(self._names) >= _REMEMBERED:
            self._names.clear()
        if len(names) <= _LARGEST:
            self._names[skeleton] = names
        return names


def _gather_values(values: Any, depth: int, skeleton: list[Any], cells: list[str | bool | None]) -> None:
    """Cells of an object or a list in order; what is nested leaves its place, its keys and its own skeleton.

    An object of scalars only, the usual case, has no skeleton but its keys; others are closed by None.
    """
    for place, value in enumerate(values):
        kind = type(value)
        if kind is str or value is None or kind is bool:
            cells.append(value)
        elif kind is tuple and value:
            if depth >= MAX_DEPTH:
                raise TooDeepError
            keys, inner = zip(*value, strict=True)
            skeleton += (place, keys)
            if _SCALARS.issuperset(map(type, inner)):
                cells += inner
            else:
                _gather_values(inner, depth + 1, skeleton, cells)
        elif kind is tuple or _NESTED.isdisjoint(map(type, value)):
            cells.append(_leaf(value))
        elif depth >= MAX_DEPTH:
            raise TooDeepError
        else:
            skeleton.append((place, len(value)))
            _gather_values(value, depth + 1, skeleton, cells)
    skeleton.append(None)


def _leaf(value: Any) -> str | bool | None:
    """A scalar as it is; scalars of a list joined; None for what is empty."""
    if type(value) is list:
        return "; ".join(texts) if (texts := [t for t in map(as_text, value) if t is not None]) else None
    return None if type(value) is tuple else value


def _walked(record: Any) -> tuple[tuple[str, ...], list[str | bool | None]]:
    names: list[str] = []
    cells: list[str | bool | None] = []
    _walk(record, "", 0, names, cells)
    return tuple(names), cells


def _walk(value: Any, name: str, depth: int, names: list[str], cells: list[str | bool | None]) -> None:
    if depth > MAX_DEPTH:
        raise TooDeepError
    members: Iterable[tuple[Any, Any]] = value if type(value) is tuple else enumerate(value)
    prefix = f"{name}." if name else ""
    for key, inner in members:
        is_list = type(inner) is list and not _NESTED.isdisjoint(map(type, inner))
        if is_list or (type(inner) is tuple and inner):
            _walk(inner, f"{prefix}{key}" or "value", depth + 1, names, cells)
        else:
            names.append(f"{prefix}{key}" or "value")
            cells.append(_leaf(inner))


def as_text(value: Any) -> str | None:
    """A scalar as text."""
    return ("true" if value else "false") if isinstance(value, bool) else value


def visible(text: str | None) -> str | None:
    r"""Make a lone surrogate from an escape visible: ``\ud800``.

    >>> visible(chr(0xD800))
    '\\ud800'
    """
    if text is None or text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def number_repeated(names: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Names made visible and unique, and how many had to be numbered.

    >>> number_repeated(["a", "b", "a", ""])
    (('a', 'b', 'a (2)', 'value'), 1)
    """
    unique: dict[str, None] = {}
    repeated = 0
    following: dict[str, int] = {}
    for name in names:
        new = plain = visible(name) or "value"
        number = following.get(plain, 1)
        while new in unique:
            number += 1
            new = f"{plain} ({number})"
        following[plain] = number
        repeated += new != plain
        unique[new] = None
    return tuple(unique), repeated
