"""A nested JSON record to flat cells: ``{"facility": {"pin": 1}}`` becomes ``facility.pin``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leakcheck.errors import InputError

MAX_DEPTH = 64


def flatten(record: Any, where: str) -> dict[str, str | None]:
    """Cells of one record by dotted name; a name that comes twice is numbered.

    Scalars keep the text they were written with; lists of scalars are joined with ``; ``; lists
    that hold objects are numbered from 0.

    Raises
    ------
    InputError
        When it is nested deeper than 64 levels.

    >>> flatten({"a": {"b": "1"}, "c": ["x", "y"], "d": [{"e": None}]}, "doctest")
    {'a.b': '1', 'c': 'x; y', 'd.0.e': None}
    """
    cells: dict[str, str | None] = {}
    for name, value in _walk(record, "", 0, where):
        unique, number = name, 1
        while unique in cells:
            number += 1
            unique = f"{name} ({number})"
        cells[unique] = value
    return cells


def _walk(value: Any, name: str, depth: int, where: str) -> Iterator[tuple[str, str | None]]:
    if depth > MAX_DEPTH:
        raise InputError(f"is nested deeper than {MAX_DEPTH} levels", where=where, hint="flatten it first")
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _walk(inner, f"{name}.{_text(key)}" if name else str(_text(key)), depth + 1, where)
    elif isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        for position, inner in enumerate(value):
            yield from _walk(inner, f"{name}.{position}" if name else str(position), depth + 1, where)
    elif isinstance(value, list):
        texts = [text for text in map(_text, value) if text is not None]
        yield name or "value", "; ".join(texts) if texts else None
    else:
        yield name or "value", None if isinstance(value, dict) else _text(value)


def _text(value: Any) -> str | None:
    """A scalar as text; a lone surrogate from a bad escape becomes its visible form."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
