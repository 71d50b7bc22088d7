"""How much lines look like a delimited table, rather than prose or labels and values.

Other readers ask `is_evident_table` before they take lines that merely contain what they look for: colons in
times, addresses in a column, bars in lists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from leakcheck.pattern import pattern
from leakcheck.readers.intake.cells import kind
from leakcheck.readers.intake.dialect import Dialect, detect, sample_rows
from leakcheck.readers.intake.dialects.sampling import without_comments
from leakcheck.readers.intake.labelwords import is_label_wording
from leakcheck.readers.intake.linesplit import excel_separator
from leakcheck.readers.intake.spoken import LINES, WEAK_BUT_FIRM, are_spoken, is_weak

_PROSE_WORDS = 7
_EVIDENT = 0.85
_LABEL_IN_CELL = pattern(r"\W{0,3}([^\W\d_][^:=\n]{0,40})[:=](?:\s?(?!//)\S|\W{0,3}$)")
_NAME = pattern(r"[^\W\d_][^|;\t\n=\x00-\x1f]{0,60}")
_NUMBERED = pattern(r"^\s{0,9}\d{1,4}[.)]\s(?=\s{0,9}\S)")
_ROWS = 200
_STRONG = frozenset({"number", "date", "time", "email", "url", "flag"})
_QUALITY = 0.7
_WIDE = 4


class TableEvidence(NamedTuple):
    """How sure a table is (0 to 1); `headed`: under a row of names; `typed`: columns of one type each."""

    bid: float
    headed: bool = False
    typed: bool = False
    width: int = 1
    delimiter: str = ""


def table_bid(lines: Sequence[str]) -> float:
    """Score between 0 and 1 for the first lines of a text."""
    return table_evidence(lines).bid


def is_evident_table(lines: Sequence[str]) -> bool:
    """Whether the lines are a table beyond reasonable doubt, whatever else they hold."""
    return table_evidence(lines).bid >= _EVIDENT


def table_evidence(lines: Sequence[str]) -> TableEvidence:
    """Judge the first lines of a text; remembered, because several readers ask."""
    return _judged(tuple(lines[:LINES]))


@lru_cache(maxsize=4)
def _judged(every: tuple[str, ...]) -> TableEvidence:
    lines = without_comments([line for line in every if line.strip()])
    if not lines:
        return TableEvidence(0.0)
    if excel_separator(lines[0]):
        return TableEvidence(0.95, headed=True)
    guess = detect(every)
    if guess.width < 2:
        return TableEvidence(_one_column(lines))
    rows = sample_rows(lines, guess)[:_ROWS]
    if not rows:
        return TableEvidence(0.05)
    kinds = _column_kinds(rows)
    headed, typed = _is_headed(rows, kinds), all(kinds)
    return TableEvidence(
        _bid(lines, rows, guess, headed=headed, typed=typed), headed, typed, guess.width, guess.delimiter
    )


def _bid(
    lines: Sequence[str], rows: Sequence[Sequence[str]], guess: Dialect, *, headed: bool, typed: bool
) -> float:
    firm = guess.width > 2 and guess.uniform > 0.9 and guess.delimiter in WEAK_BUT_FIRM
    if is_weak(guess.delimiter) and not firm and are_spoken(lines):
        return 0.15
    if _is_named(rows):
        return 0.97
    if _has_labels_inside(rows, guess, typed=typed):
        return 0.35
    if _is_prose(rows, guess):
        return 0.15
    if len(rows) < 2:
        return _of_one_row(lines, guess)
    sure = 0.5 + 0.4 * guess.uniform
    if is_weak(guess.delimiter):
        alike = guess.uniform > 0.9
        wide = len(rows) > 2 and guess.width > (2 if guess.delimiter == ":" else 3)
        sturdy = alike and guess.width > 2 and (headed or typed or wide)
        return sure * (1.0 if sturdy else 0.9 if headed and alike else 0.6)
    sure = max(sure, 0.95) if headed and guess.uniform > 0.75 else sure
    sure = max(sure, 0.86) if guess.width >= _WIDE and guess.uniform > 0.5 else sure
    return sure if headed or typed or _quality(guess) >= _QUALITY else min(sure, _EVIDENT - 0.05)


def _quality(guess: Dialect) -> float:
    """Score without what mere width adds to it."""
    return guess.score / (1 - 0.9 / float(guess.width**0.9))


def _of_one_row(lines: Sequence[str], guess: Dialect) -> float:
    """A single record: the wider, the surer."""
    if is_weak(guess.delimiter):
        return 0.1
    if len(lines) > 1:
        return 0.7 if guess.width > 4 else 0.3 if guess.width > 2 else 0.05
    return 0.6 if guess.width > 3 else 0.3


def _one_column(lines: Sequence[str]) -> float:
    words = sum(len(line.split()) for line in lines) / len(lines)
    return 0.05 if words > _PROSE_WORDS or len(lines) < 2 else 0.2


def _is_named(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is nothing but known labels, and the second is not: a header."""
    first = [is_label_wording(cell) for cell in rows[0] if cell.strip()]
    second = [is_label_wording(cell) for cell in rows[1] if cell.strip()] if len(rows) > 1 else []
    return len(first) > 1 and all(first) and not (second and second[0])


def _is_headed(rows: Sequence[Sequence[str]], kinds: Sequence[str]) -> bool:
    """Whether the first row is nothing but different names, and some column below has a type it lacks."""
    names = [cell.strip().casefold() for cell in rows[0]]
    if len({*names}) < len(names) or not all(_NAME.fullmatch(name) and _is_plain(name) for name in names):
        return False
    return any(below and kind(name) != below for name, below in zip(names, kinds, strict=True))


def _is_plain(name: str) -> bool:
    return kind(name) in ("text", "code", "flag", "other") and len(name.split()) <= _PROSE_WORDS


def _column_kinds(rows: Sequence[Sequence[str]]) -> list[str]:
    """Type of each column below the first row; empty where it has none, or only codes and flags."""
    return [_column_kind(column) for column in zip(*(rows[1:] if len(rows) > 1 else rows), strict=True)]


def _column_kind(column: Sequence[str]) -> str:
    kinds = Counter(kind(cell) for cell in column if cell)
    common, seen = kinds.most_common(1)[0] if kinds else ("", 0)
    return common if common in _STRONG and seen * 10 >= 9 * sum(kinds.values()) else ""


def _has_labels_inside(rows: Sequence[Sequence[str]], guess: Dialect, *, typed: bool) -> bool:
    """Whether cells are labels with their values, or a first column of labels stands beside one of values."""
    if _labelled_share(rows) >= 0.5 or _are_worded_alike(rows):
        return True
    first = [row[0] for row in rows]
    return guess.width == 2 and not typed and sum(map(is_label_wording, first)) * 2 >= len(first)


def _labelled_share(rows: Sequence[Sequence[str]]) -> float:
    """Share of cells like ``Label: value`` whose label is a known one or the usual one of its column."""
    labelled = filled = 0
    for column in zip(*rows, strict=True):
        cells = [cell for cell in column if cell.strip()]
        labels = Counter(found[1].strip().casefold() for c in cells if (found := _LABEL_IN_CELL.match(c)))
        filled += len(cells)
        same = labels.most_common(1)[0][1] if labels else 0
        known = sum(count for label, count in labels.items() if is_label_wording(label))
        labelled += max(same if same > 1 or len(rows) == 1 else 0, known)
    return labelled / max(1, filled)


def _are_worded_alike(rows: Sequence[Sequence[str]]) -> bool:
    """Whether in every column all cells begin with the same word: ``shade red; size 3``."""
    if len(rows) < 2 or any(" " not in cell.strip() for row in rows for cell in row):
        return False
    return all(
        len({_NUMBERED.sub("", cell).split()[0] for cell in column}) == 1
        for column in zip(*rows, strict=True)
    )


def _is_prose(rows: Sequence[Sequence[str]], guess: Dialect) -> bool:
    """Whether the cells are pieces of sentences: long, unquoted, and behind every sign a blank."""
    cells = [cell for row in rows for cell in row]
    words = sum(len(cell.split()) for cell in cells)
    if words <= _PROSE_WORDS * len(cells):
        return False
    if guess.delimiter not in ",;:!?- " and (guess.width > 2 or guess.delimiter in "\t|"):
        return guess.uniform < 0.5
    return guess.delimiter == " " or _is_spaced(rows)


def _is_spaced(rows: Sequence[Sequence[str]]) -> bool:
    inner = [cell for row in rows for cell in row[1:]]
    return sum(cell[:1] == " " for cell in inner) * 2 > len(inner)
