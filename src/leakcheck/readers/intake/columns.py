"""Column names: made unique in a way a reader can see, never silently."""

from __future__ import annotations

from collections.abc import Iterable


def unique_names(raw: Iterable[str]) -> tuple[str, ...]:
    """Strip names, name the nameless by position, number the repeated.

    >>> unique_names(["id", "", "id", "column 2"])
    ('id', 'column 2', 'id (2)', 'column 2 (2)')
    """
    used: set[str] = set()
    last: dict[str, int] = {}
    names = []
    for position, text in enumerate(raw, 1):
        base = " ".join(text.split()) or f"column {position}"
        name, number = base, last.get(base, 1)
        while name in used:
            number += 1
            name = f"{base} ({number})"
        last[base] = number
        used.add(name)
        names.append(name)
    return tuple(names)
