"""Lines below a table that are no rows: totals, sources, remarks of the program that wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leakcheck.folding import fold_label
from leakcheck.pattern import pattern
from leakcheck.readers.intake.cells import kind
from leakcheck.readers.intake.item import Item

_SENTENCE = 5
_WORDS = ("total", "grand total", "sub total", "subtotal", "sum", "totals")
_HINDI = ("कुल", "कुल योग", "योग")
_WRITTEN = {case(word) for word in _WORDS for case in (str.lower, str.title, str.upper, str.capitalize)}
TOTALS = frozenset((*_WRITTEN, *(f"{word}:" for word in _WRITTEN), *_HINDI))
_FOLDED = frozenset(map(fold_label, (*_WORDS, *_HINDI)))
_FOOTER = pattern(
    r"\W{0,3}(total|count|source|notes?|end of|generated|exported|printed|report|page \d|"
    r"\d{1,9} rows?\b|rows?\b|records?\b|©|copyright|disclaimer|कुल|स्रोत|--)",
    re.I,
)


def is_weak(item: Item, width: int) -> bool:
    """Whether an item below the data may be footer text rather than a row."""
    filled = [cell for cell in item.cells if cell]
    if not filled or item.kind not in ("repaired", "parsed", "rejected"):
        return False
    if fold_label(filled[0][:20]) in _FOLDED:
        return True
    if width < 2:
        return False
    lone = len(filled) == 1 and width > 2
    if item.kind == "parsed":
        return lone and bool(item.cells[0]) and kind(filled[0]) in ("text", "other")
    return bool(_FOOTER.match(filled[0][:60])) or lone or _is_sentence(filled, item.found, width)


def _is_sentence(cells: Sequence[str], found: int, width: int) -> bool:
    """Whether a line of another width is prose with delimiters in it: a footnote that nobody quoted."""
    if found == width or not all(cell[:1] == " " for cell in cells[1:]):
        return False
    words = sum(len(cell.split()) for cell in cells)
    return words >= _SENTENCE and all(kind(cell) in ("text", "other") for cell in cells)


def is_cut_row(item: Item) -> bool:
    """Whether a weak item at the very end is a row cut short rather than text."""
    text = next((cell for cell in item.cells if cell), "")
    return (
        bool(item.cells[0])
        and item.kind != "rejected"
        and kind(text) in ("number", "code", "date", "email")
        and not _FOOTER.match(text[:60])
    )
