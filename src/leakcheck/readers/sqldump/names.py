"""Names of tables and columns: bare, or in backticks, double quotes or brackets; with their schema."""

from __future__ import annotations

from leakcheck.pattern import pattern
from leakcheck.safe import show

# Possessive and bounded: a comment that does not end is given up at once and near, never retried.
BLANK = pattern(r"(?:\s++|/\*[^*]{0,2000}+(?:\*(?!/)[^*]{0,2000}+){0,50}+\*/|--[^\r\n]*+)*+")
_NAME = pattern(
    r"`((?:[^`]|``){1,300}+)`"
    r'|"((?:[^"]|""){1,300}+)"'
    r"|\[((?:[^\]]|\]\]){1,300}+)\]"
    r"|([^\W\d][\w$@#]{0,300}+)"
)
_QUOTES = ("``", '""', "]]", "")
Name = tuple[str, ...]


def skip_blank(text: str, place: int) -> int:
    """Place behind blanks and comments."""
    found = BLANK.match(text, place)
    return found.end() if found else place


def read_name(text: str, place: int) -> tuple[str, int, bool] | None:
    """One name at `place`: what it says, where it ends, whether it was quoted."""
    found = _NAME.match(text, place)
    if found is None or found.lastindex is None:
        return None
    doubled = _QUOTES[found.lastindex - 1]
    name = found[found.lastindex]
    return (name.replace(doubled, doubled[0]) if doubled else name), found.end(), bool(doubled)


def read_qualified(text: str, place: int) -> tuple[Name, int] | None:
    """Up to four names joined by dots: ``[db].[dbo].[t]``."""
    parts: list[str] = []
    while len(parts) < 4:
        found = read_name(text, place)
        if found is None:
            return None
        parts.append(found[0])
        place = found[1]
        after = skip_blank(text, place)
        if not text.startswith(".", after):
            break
        place = skip_blank(text, after + 1)
    return tuple(parts), place


def read_list(text: str, place: int) -> tuple[tuple[str, ...], int] | None:
    """Names between parentheses, `place` on the opening one; None when it is no such list."""
    names: list[str] = []
    while True:
        found = read_name(text, skip_blank(text, place + 1))
        if found is None:
            return None
        names.append(found[0])
        place = skip_blank(text, found[1])
        if text.startswith(")", place):
            return tuple(names), place + 1
        if not text.startswith(",", place):
            return None


def shown(name: Name) -> str:
    """A table's name, safe to print."""
    return show(".".join(name), 80)
