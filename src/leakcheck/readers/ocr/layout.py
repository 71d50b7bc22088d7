"""Lines as an engine gives them to lines of text as a person would type them.

Pieces on one height become one line, wide gaps become two blanks (the text reader then sees columns), and
a wide space between two lines becomes a blank line: bubbles of a chat stand apart.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from leakcheck.readers.ocr.words import Line, Word

_SAME_LINE = 0.55
_COLUMN_GAP = 2.2
_NO_GAP, _NO_GAP_IN_NUMBER = 0.15, 0.22
_JOINTS = frozenset("._-@")
_BUBBLE_GAP = 1.9


def arrange(lines: Sequence[Line]) -> list[Line]:
    """Lines from top to bottom, pieces of one height joined; an empty line where two stand apart."""
    rows: list[list[Line]] = []
    pieces = sorted((line for line in lines if line.words), key=lambda line: (line.box.top, line.box.left))
    for line in pieces:
        row = next((row for row in reversed(rows[-3:]) if _is_beside(row, line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    joined = [Line(_words(row)) for row in rows]
    joined.sort(key=lambda line: line.box.top + line.box.bottom)
    return _spaced(joined)


def typed(line: Line) -> str:
    """The words with one blank between, two where a gap is wide, none inside a number that was cut."""
    high = max((word.box.height for word in line.words), default=1)
    text = ""
    for before, word in zip((None, *line.words), line.words, strict=False):
        text += word.text if before is None else _between(before, word, max(1, high)) + word.text
    return " ".join(text.splitlines())


def _between(before: Word, word: Word, high: int) -> str:
    gap = (word.box.left - before.box.right) / high
    is_number = before.text[-1:].isdecimal() and word.text[:1].isdecimal()
    is_address = before.text[-1:] in _JOINTS or word.text[:1] in _JOINTS
    if gap < _NO_GAP_IN_NUMBER and (is_number or (is_address and gap < _NO_GAP)):
        return ""
    return "  " if gap > _COLUMN_GAP else " "


def _is_beside(row: Sequence[Line], line: Line) -> bool:
    """Whether a line stands left or right of the last of a row, at the height of the nearest word."""
    last = max(row, key=lambda other: other.box.right)
    if line.box.left >= last.box.right:
        return last.words[-1].box.overlap(line.words[0].box) >= _SAME_LINE
    first = min(row, key=lambda other: other.box.left)
    if line.box.right <= first.box.left:
        return first.words[0].box.overlap(line.words[-1].box) >= _SAME_LINE
    return False


def _words(row: Sequence[Line]) -> tuple[Word, ...]:
    ordered = sorted(row, key=lambda line: line.box.left)
    return tuple(word for line in ordered for word in line.words)


def _spaced(lines: Sequence[Line]) -> list[Line]:
    """Empty lines put in where the step to the next line is much larger than usual."""
    middles = [(line.box.top + line.box.bottom) / 2 for line in lines]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    usual = statistics.median(steps) if steps else 0
    spaced: list[Line] = []
    for line, step in zip(lines, (*steps, 0), strict=False):
        spaced.append(line)
        if step > _BUBBLE_GAP * usual > 0:
            spaced.append(Line(()))
    return spaced
