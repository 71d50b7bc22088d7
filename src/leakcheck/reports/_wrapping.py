"""Wrapping a paragraph into terminal cells, as `rich.text.Text.wrap` does, without loading rich for it.

Why: rich takes longer to load than a pasted record to judge, and a report without colour needs no more of
it than the width of characters outside ASCII. A property test holds both to the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from leakcheck.pattern import pattern

_WORD = pattern(r"\s*\S+\s*")


def cells(text: str) -> int:
    """Terminal cells a text takes; `text` holds no control character."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken between words, or inside one that is longer than a line.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    places = [0, *_breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(places)]


def _breaks(text: str, width: int) -> Iterator[int]:
    """Offsets at which a new line begins."""
    used = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        length = cells(word.rstrip())
        if length <= width - used:
            used += cells(word)
        elif length > width:
            pieces = _pieces(word, width)
            for piece in pieces[:-1]:
                yield from [start] if start else []
                start += len(piece)
            yield from [start] if start else []
            used = cells(pieces[-1])
        elif used and start:
            yield start
            used = cells(word)


def _pieces(word: str, width: int) -> list[str]:
    if word.isascii():
        return [word[place : place + width] for place in range(0, len(word), width)]
    from rich.cells import chop_cells

    return chop_cells(word, width)
