"""Is the first line of a single column its name? Only its build and its values can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leakcheck.readers.intake.cells import kind

_LEAST = 5
_LONGEST = 60
_ALIKE = 9
_FEATURES: tuple[Callable[[str], bool], ...] = (
    lambda text: " " in text,
    lambda text: any(char.isdecimal() for char in text),
    lambda text: any(char.isupper() for char in text),
    lambda text: "@" in text or "/" in text or "." in text,
    lambda text: len(text) > _LONGEST,
)


def heads_list(name: str, rows: Sequence[Sequence[str | None]]) -> bool:
    """Whether a first line names the lines below.

    It does when it is short and never comes again while most values do, or when nine in ten values are built
    alike and it is not: blanks, digits, capitals, signs. A list of words without a name shows neither.
    """
    values = [row[0].strip() for row in rows if row[0] and row[0].strip()]
    name = name.strip()
    if len(values) < _LEAST or len(name) > _LONGEST or kind(name) not in ("text", "code") or name in values:
        return False
    if any(value.startswith(name) for value in values):
        return False
    if not any(char.isalpha() for char in name) or name[-1] in ".!?":
        return False
    return len(set(values)) * 2 <= len(values) or any(_sets_apart(name, values, has) for has in _FEATURES)


def _sets_apart(name: str, values: Sequence[str], has: Callable[[str], bool]) -> bool:
    """Whether nine in ten values have what the name lacks."""
    return not has(name) and sum(map(has, values)) * 10 >= _ALIKE * len(values)
