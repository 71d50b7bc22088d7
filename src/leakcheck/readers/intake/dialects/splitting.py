"""A sample to records under one delimiter and quote: quick, tolerant, and aware of what stood in quotes.

Nothing here reads a file: the row engine does, strictly. A guess needs only to see most records as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from leakcheck.readers.intake.linesplit import split_plain

_MAX_JOINED = 40
_MAX_CHARS = 20_000
_MAX_REWINDS = 4


class Quoted(str):
    """A cell that stood in quotes which obey the rules."""

    __slots__ = ()


@lru_cache(maxsize=256)
def _cells(delimiter: str, quote: str, escape: str) -> re.Pattern[str]:
    """Pattern of one cell and what ends it. Possessive: nothing is gone through twice."""
    d, q = re.escape(delimiter), re.escape(quote)
    blank = "" if delimiter == " " else " {0,8}+"
    inside = rf"(?:[^{q}\\]|{q}{q}|\\.)*+" if escape else rf"(?:[^{q}]|{q}{q})*+"
    plain = rf"[^{d}]*+" if len(delimiter) == 1 else rf"(?:(?!{d}).)*+"
    if escape and len(delimiter) == 1:
        plain = rf"(?:[^{d}\\]|\\.?)*+"
    return re.compile(rf"(?:{blank}({q}{inside}{q}){blank}(?={d}|\Z)|({plain}))({d}|\Z)", re.DOTALL)


def cells_of(text: str, delimiter: str, quote: str, escape: str = "") -> list[str]:
    """Cells of one record; those in quotes come as `Quoted`, without their quotes."""
    is_plain = not (quote and quote in text) and not (escape and escape in text)
    if not delimiter or is_plain:
        return split_plain(text, delimiter)
    found: list[str] = []
    for inner, plain, end in _cells(delimiter, quote or "\x00", escape).findall(text):
        found.append(Quoted(inner[1:-1]) if inner else plain)
        if not end:
            break
    return found


def records(lines: Sequence[str], delimiter: str, quote: str, escape: str = "") -> list[list[str]]:
    """Records of a sample; quoted cells may run over line ends, an unclosed quote is rewound."""
    return list(_records(lines, delimiter, quote, escape))


def _records(lines: Sequence[str], delimiter: str, quote: str, escape: str) -> Iterator[list[str]]:
    at, rewinds = 0, 0
    while at < len(lines):
        cells = cells_of(lines[at], delimiter, quote, escape)
        step = 1
        if quote and rewinds < _MAX_REWINDS and _is_open(cells, quote):
            joined = _joined(lines[at : at + _MAX_JOINED], delimiter, quote, escape)
            rewinds += joined is None
            cells, step = joined or (cells, 1)
        yield cells
        at += step


def _is_open(cells: Sequence[str], quote: str) -> bool:
    """Whether some cell begins with a quote that does not close."""
    return any(cell[:9].lstrip(" ").startswith(quote) and type(cell) is str for cell in cells)


def _joined(lines: Sequence[str], delimiter: str, quote: str, escape: str) -> tuple[list[str], int] | None:
    """Cells of the record that begins in the first line and the lines it takes, if its quote closes."""
    text = lines[0]
    for count, line in enumerate(lines[1:], 2):
        text = f"{text}\n{line}"
        if len(text) > _MAX_CHARS:
            return None
        if quote not in line:
            continue
        cells = cells_of(text, delimiter, quote, escape)
        if not _is_open(cells, quote):
            return cells, count
    return None
