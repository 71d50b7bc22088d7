"""Rows that are not plain: not ASCII, with control characters, or with blanks but single ones inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakcheck.rules.kernels.plaintext import Places, PlainText

BLANK = 0x20


def odd_rows(plain: PlainText) -> Places:
    """Rows for which the answers of kernels mean nothing, ascending."""
    import numpy as np

    data = plain.data
    if not len(data):
        return np.zeros(0, np.intp)
    blanks = blank_rows(plain)
    if plain.span[1] < 128 and plain.span[0] >= BLANK:
        return blanks
    wrong = plain.holding((data - np.uint8(BLANK)) >= 128 - BLANK)
    wrong[blanks] = True
    return np.flatnonzero(wrong)


def blank_rows(plain: PlainText) -> Places:
    """Rows with blanks at an end, or two together."""
    import numpy as np

    if not plain.span[0] <= BLANK <= plain.span[1]:
        return np.zeros(0, np.intp)
    blank = plain.data == BLANK
    if not blank.any():
        return np.zeros(0, np.intp)
    at_end = plain.heads == BLANK
    at_end |= plain.bytes_at(plain.ends - 1) == BLANK
    if plain.has_empty:
        at_end &= plain.lengths > 0
    pairs = blank[:-1] & blank[1:]
    if pairs.any():
        at_end[plain.row_of(np.flatnonzero(pairs))] = True
    return np.flatnonzero(at_end)
