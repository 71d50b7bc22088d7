"""How much lines look like a delimited table, rather than prose or labels and values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leakcheck.readers.intake.dialect import detect, sample_rows
from leakcheck.readers.intake.labelwords import is_label_wording
from leakcheck.readers.intake.linesplit import excel_separator

_PROSE_WORDS = 7
_LABEL_IN_CELL = re.compile(r"\W{0,3}[^\W\d_][^:=\n]{0,40}[:=]\s?(?!//)\S")
_SPOKEN = re.compile(r"[^:：]{1,60}[:：]\s")


def table_bid(lines: Sequence[str]) -> float:
    """Score between 0 and 1 for the first lines of a text."""
    lines = [line for line in lines if line.strip()]
    if not lines:
        return 0.0
    if excel_separator(lines[0]):
        return 0.95
    guess = detect(lines)
    if guess.width < 2:
        return _one_column(lines)
    rows = sample_rows(lines, guess)
    if not rows or (len(rows) < 2 and len(lines) > 1):
        return 0.05
    sure = 0.5 + 0.4 * guess.uniform if len(lines) > 1 else 0.3
    if guess.delimiter in (" ", ":"):
        sure = 0.15 if _are_spoken(lines) else 0.6 * sure
    if _is_named(rows):
        return 0.97
    return min(sure, 0.35 if _has_labels_inside(rows) else 0.15 if _is_prose(lines, rows) else sure)


def _are_spoken(lines: Sequence[str]) -> bool:
    """Whether most lines read ``Label: value``: a blank behind the colon is for people, not for programs."""
    return sum(bool(_SPOKEN.match(line)) for line in lines) * 10 >= 6 * len(lines)


def _one_column(lines: Sequence[str]) -> float:
    words = sum(len(line.split()) for line in lines) / len(lines)
    return 0.05 if words > _PROSE_WORDS or len(lines) < 2 else 0.2


def _is_named(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is nothing but labels, and the second is not: a header."""
    first = [is_label_wording(cell) for cell in rows[0] if cell.strip()]
    second = [is_label_wording(cell) for cell in rows[1] if cell.strip()] if len(rows) > 1 else []
    return len(first) > 1 and all(first) and not (second and second[0])


def _has_labels_inside(rows: Sequence[Sequence[str]]) -> bool:
    """Whether cells are labels with their values, or a first column of labels stands beside one of values."""
    cells = [cell for row in rows for cell in row if cell.strip()]
    if sum(bool(_LABEL_IN_CELL.match(cell)) for cell in cells) * 2 >= len(cells):
        return True
    first = [row[0] for row in rows]
    return len(rows[0]) == 2 and sum(map(is_label_wording, first)) * 2 >= len(first)


def _is_prose(lines: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the cells are pieces of sentences; a cell in double quotes says that somebody wrote a table."""
    cells = [len(cell.split()) for row in rows for cell in row]
    quoted = any(line.endswith('"') or '",' in line or '";' in line for line in lines)
    return not quoted and sum(cells) > _PROSE_WORDS * len(cells)
