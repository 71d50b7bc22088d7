"""What is left of emoji in front of lines: scraps that an engine read as letters."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from leakcheck.readers.ocr.words import Box, Line

_FEWEST = 2
_LONGEST = 3


def without_bullets(lines: Sequence[Line], marks: Sequence[Box]) -> list[Line]:
    """Lines without a first word that stands in the column of the emoji painted over.

    Parameters
    ----------
    lines : sequence of Line
        As arranged.
    marks : sequence of Box
        Where emoji were painted over; one alone makes no column.
    """
    if len(marks) < _FEWEST:
        return list(lines)
    left = statistics.median(mark.left for mark in marks)
    right = statistics.median(mark.right for mark in marks)
    slack = (right - left) / 4
    return [_without_first(line, left - slack, right + slack) for line in lines]


def _without_first(line: Line, left: float, right: float) -> Line:
    if len(line.words) < _FEWEST:
        return line
    first = line.words[0]
    stands_in = left <= first.box.left and first.box.right <= right
    return Line(line.words[1:]) if stands_in and len(first.text) <= _LONGEST else line
