"""Lines such as ``1. Date 2006-04-26; Name A. Sharma; Age 29``: labels and values without a sign between.

The labels are found by comparing lines: what every line has in front of the same segment is the
label. One line alone needs known labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leakcheck.readers.transcript.judge import SURE, LabelJudge
from leakcheck.readers.transcript.marks import clean_value

Pair = tuple[str, str]
_DELIMITERS = (";", "|", ",")
_MAX_WORDS = 8
_AGREED = 0.97


def infer(lines: Sequence[str], judge: LabelJudge) -> tuple[str, tuple[str, ...]]:
    """Delimiter and labels in order, or ``("", ())`` when the lines do not have this layout."""
    for delimiter in _DELIMITERS:
        rows = [[part.strip() for part in line.split(delimiter)] for line in lines if delimiter in line]
        if not rows or len(rows) * 10 < len(lines) * 6:
            continue
        count, times = Counter(len(row) for row in rows).most_common(1)[0]
        group = [row for row in rows if len(row) == count]
        if count < 3 or times * 10 < len(rows) * 4:
            continue
        labels = tuple(_label([row[j] for row in group], judge) for j in range(count))
        if all(labels) and len(set(labels)) == count:
            return delimiter, labels
    return "", ()


def split_segments(text: str, delimiter: str, labels: Sequence[str]) -> list[Pair]:
    """Pairs of one line; a segment that begins with no expected label belongs to the value before it."""
    pairs: list[Pair] = []
    following = 0
    for segment in text.split(delimiter):
        part = segment.strip()
        found = next((j for j in range(following, len(labels)) if _begins(part, labels[j])), None)
        if found is not None:
            pairs.append((labels[found], clean_value(part[len(labels[found]) :])))
            following = found + 1
        elif pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}{delimiter} {part}".strip())
        else:
            return []
    return pairs if len(pairs) > 1 else []


def _begins(part: str, label: str) -> bool:
    return part.casefold().startswith(label.casefold()) and part[len(label) : len(label) + 1] in ("", " ")


def _label(parts: Sequence[str], judge: LabelJudge) -> str:
    """Words all segments begin with; of equal segments the known label, else all words but the last."""
    rows = [part.split() for part in parts]
    shared = 0
    while shared < _MAX_WORDS and _agreed(rows, shared):
        shared += 1
    words = rows[0][:shared]
    while words and not any(c.isalpha() for c in words[-1]):
        words = words[:-1]
    if words and all(len(row) <= shared for row in rows):
        words = words[
            : next(
                (n for n in range(len(words) - 1, 0, -1) if judge.known(" ".join(words[:n]), SURE)),
                len(words) - 1,
            )
        ]
    if len(parts) < 3 and not judge.known(" ".join(words), SURE):
        words = next(
            (words[:n] for n in range(len(words), 0, -1) if judge.known(" ".join(words[:n]), SURE)), []
        )
    return " ".join(words)


def _agreed(rows: Sequence[Sequence[str]], place: int) -> bool:
    words = Counter(row[place].casefold() for row in rows if len(row) > place)
    if not words:
        return False
    word, times = words.most_common(1)[0]
    return times >= _AGREED * len(rows) and not any(c.isdigit() for c in word)
