"""Text that obeys RFC 4180 from the first line on, with cells over line ends: then its quotes are trusted.

Why apart from the scores: a sample cut from the middle of long cells is prose, and tells nothing. And where a
file shows that it obeys, a line inside a cell that looks like a record of its own is still part of the cell.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

LINES = 600
_DELIMITERS = (",", ";", "\t", "|")
_LEAST = 3
_CUT = 120
_MOST = 2 << 20


class WellFormed(NamedTuple):
    """Delimiter, modal width, and the share (0 to 1) of records that have it."""

    delimiter: str
    width: int
    share: float


def well_formed(lines: Sequence[str]) -> WellFormed | None:
    """Judge the first lines; None unless some record runs over a line end, or each is one quoted cell.

    Nothing but signs in every second cell means half of a longer delimiter: ``||``, ``|~|``.
    """
    head = [line + "\n" for line in lines[:LINES]]
    if not any('"' in line for line in head) or sum(map(len, head)) > _MOST:
        return None
    found = [judged for sign in _DELIMITERS if (judged := _judged(head, sign)) is not None]
    wide = [one for one in found if one.width > 1]
    return max(wide or found, key=lambda one: (one.share, one.width), default=None)


def _judged(head: Sequence[str], delimiter: str) -> WellFormed | None:
    rows, used = _records(head, delimiter)
    filled = [row for row in rows if any(row)]
    if len(filled) < _LEAST or len(head) - used > min(_CUT, len(head) // 2):
        return None
    width, count = Counter(map(len, filled)).most_common(1)[0]
    if count * 10 < 9 * len(filled):
        return None
    over = sum("\n" in cell for row in filled if len(row) == width for cell in row)
    if width > 1:
        between = any(char.isalnum() for row in filled for cell in row[1::2] for char in cell)
        return WellFormed(delimiter, width, count / len(filled)) if over and between else None
    quoted = sum(line.startswith('"') for line in head) >= len(filled) - 1
    named = all(line.count('"') for line in head[1:]) or over
    return WellFormed(delimiter, 1, count / len(filled)) if quoted and named else None


def _records(head: Sequence[str], delimiter: str) -> tuple[list[list[str]], int]:
    """Records up to the first that breaks the rules, and the lines they take."""
    rows: list[list[str]] = []
    used = 0
    reader = csv.reader(head, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(row)
            used = reader.line_num
    except csv.Error:
        if reader.line_num < len(head):
            return [], 0
    return rows, used
