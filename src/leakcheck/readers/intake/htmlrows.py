"""Rows of HTML tables by their tags alone, in one pass.

Why not html.parser: it raises on some malformed declarations and grows quadratic on others, and
evidence is hostile. Only row, cell and line break tags matter here; the rest is layout.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from leakcheck.readers.intake.rowengine import Item

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,5000}>")
_CELLS = ("td", "th")


def html_rows(lines: Sequence[str]) -> Iterator[Item]:
    """Every row that has a filled cell, with the lines it stands on; `lines` counts them all."""
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for begin, end, cells in _rows("\n".join(lines)):
        if any(cells):
            first = bisect_right(starts, begin)
            yield Item(first, bisect_right(starts, end - 1) - first + 1, "parsed", cells)


def _rows(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Begin, end and cells of each row; a tag left open is closed by the next of its kind."""
    cells: list[str] = []
    pieces: list[str] | None = None
    begin = behind = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if pieces is not None:
            pieces.append(text[behind : tag.start()] + (" " if name in ("br", "p", "div", "li") else ""))
        behind = tag.end()
        if name in (*_CELLS, "tr", "table") and pieces is not None:
            cells.append(_cell(pieces))
            pieces = None
        if name in _CELLS and not tag[1]:
            pieces = []
        elif name in ("tr", "table"):
            yield begin, tag.end(), cells
            cells, begin = [], tag.start()
    if pieces is not None:
        cells.append(_cell([*pieces, text[behind:]]))
    yield begin, len(text), cells


def _cell(pieces: Sequence[str]) -> str:
    return " ".join(html.unescape("".join(pieces)).split())
