"""One line to labels and values: the first label, and the further ones on the same line.

Further pairs need known labels, or labels that other lines of the paste show in the same place, so
that a colon inside an address does not cut it.
"""

from __future__ import annotations

import re

from leakcheck.folding import fold_label
from leakcheck.pattern import pattern
from leakcheck.readers.transcript.habits import Habits
from leakcheck.readers.transcript.judge import KNOWN, SURE, LabelJudge
from leakcheck.readers.transcript.labels import (
    NEARLY_SURE,
    STRONG,
    Label,
    attached_label,
    bare_label,
    behind,
    between_digits,
    first_label,
    is_bilingual,
    plausible,
)
from leakcheck.readers.transcript.likeness import alike, nearness, resembles
from leakcheck.readers.transcript.marks import clean_label, clean_value
from leakcheck.readers.transcript.wording import is_place

Pair = tuple[str, str]
_GAP = pattern(r"\s{0,3}[,;|•·]\s{0,3}|\t+|\s{2,40}|\s(?:/{1,3}|-)\s")
_DASH = pattern(r"\s{1,3}[-–—]\s|(?<=\w)[-–—]\s")
_CELLS = {"|": pattern(r"\s{0,3}\|\s{0,3}"), "gap": pattern(r"\t+|\s{2,40}")}
_INSIDE = pattern(STRONG.pattern + "|;(?=\\s)")
_LENIENT = 0.66
_NEAR = 0.66
_WINDOW = 90
_MAX_PAIRS = 400


def split_line(text: str, judge: LabelJudge, habits: Habits) -> list[Pair]:
    """Labels and values of one cleaned line, by its first separator; empty when there is none."""
    first = first_label(text, judge, habits)
    return _pairs(text, first, judge, habits) if first else []


def split_attached(text: str, judge: LabelJudge, habits: Habits, whole: float) -> list[Pair]:
    """Pairs of ``Name-Ravi`` or ``Name; Ravi``, unless the line itself is the better label (`whole`)."""
    first = attached_label(text, judge, habits)
    if first is None:
        return []
    score = max(judge.score(first.text), NEARLY_SURE)
    better = score > whole or (score == whole and first.separator == ":")
    return _pairs(text, first._replace(separator=":"), judge, habits) if better else []


def split_late(text: str, judge: LabelJudge, habits: Habits) -> list[Pair]:
    """Pairs that begin along the line, behind words that are no label; those come first, under no label."""
    for match, _ in zip(STRONG.finditer(text), range(_MAX_PAIRS), strict=False):
        found = _inner(text, 0, match.start(), judge, habits, KNOWN)
        if found is not None:
            end, label = found
            rest = _pairs(text, Label(label, behind(text, match.start()), ":"), judge, habits)
            return [_lead(text[:end].strip(" ,;|"), judge), *rest]
    return []


def _lead(head: str, judge: LabelJudge) -> Pair:
    """The words before the first label: a damaged label with its value, or mere text."""
    label, mark, value = head.partition("; ")
    return (clean_label(label), clean_value(value)) if mark and judge.known(label, _LENIENT) else ("", head)


def split_bare(text: str, judge: LabelJudge, habits: Habits) -> list[Pair]:
    """Pairs of a line with nothing between label and value; tried last."""
    first = bare_label(text, judge, habits)
    return _pairs(text, first, judge, habits) if first else []


def inner_candidates(text: str) -> list[str]:
    """Folded wordings that stand between a gap and a colon further along a line; for the survey."""
    found = []
    for match, _ in zip(STRONG.finditer(text), range(_MAX_PAIRS), strict=False):
        window = text[max(0, match.start() - _WINDOW) : match.start()]
        gap = _last_gap(window)
        label = clean_label(window[gap.end() :]) if gap else ""
        if label and plausible(label) and not between_digits(text, match.start()):
            found.append(fold_label(label))
    return found


def _pairs(text: str, first: Label, judge: LabelJudge, habits: Habits) -> list[Pair]:
    if first.separator in _CELLS:
        cells = [cell for cell in _CELLS[first.separator].split(text) if cell.strip()]
        row = _alternating(cells, judge)
        if row:
            return row
    pairs: list[Pair] = []
    label, start = first.text, first.start
    separators = _DASH if first.separator == "-" else _INSIDE
    known = judge.known(first.text) or (bool(habits.inner) and resembles(first.text, habits.labels))
    lenient = known and not is_place(first.text)
    for match, _ in zip(separators.finditer(text, start), range(_MAX_PAIRS), strict=False):
        if text.startswith("://", match.start()) or match.start() < start:
            continue
        least = NEARLY_SURE if match[0] == ";" else _LENIENT if lenient else KNOWN
        found = _inner(text, start, match.start(), judge, habits, least)
        if found is None:
            continue
        end, inner = found
        pairs.append((label, _value(text[start:end], habits)))
        label, start = (
            inner,
            match.end() if separators is _DASH or match[0] == ";" else behind(text, match.start()),
        )
    pairs.append((label, _value(text[start:], habits)))
    return pairs


def _inner(
    text: str, start: int, place: int, judge: LabelJudge, habits: Habits, least: float
) -> tuple[int, str] | None:
    """End of the value before, and the label, if a further label stands before the separator at `place`."""
    low = max(start, place - _WINDOW)
    window, value = text[low:place], text[start:place]
    if value.count("(") > value.count(")"):
        return None
    gap = _last_gap(window)
    if gap:
        gap = _before_both(window, gap, judge) or gap
        label = clean_label(window[gap.end() :])
        if judge.known(label, least) or (least < NEARLY_SURE and _is_habitual(label, habits)):
            return low + gap.start(), label
        if "," not in gap[0] and least == _LENIENT and plausible(label) and not between_digits(text, place):
            return low + gap.start(), label
    return _suffix(window, gap.end() if gap else 0, low, judge) if text[place] != ";" else None


def _is_habitual(label: str, habits: Habits) -> bool:
    """Whether other lines have this label, or one it may be a damaged spelling of."""
    folded = fold_label(label)
    return folded in habits.inner or (
        0 < len(folded) <= 40
        and any(alike(folded, other) or nearness(folded, other) >= _NEAR for other in habits.inner)
    )


def _suffix(window: str, begin: int, low: int, judge: LabelJudge) -> tuple[int, str] | None:
    """A surely known label at the end of a value, with one blank before it: ``Ravi Gender: M``."""
    words = list(re.finditer(r"\S{1,60}", window[begin:]))[-6:]
    for position in range(max(1, len(words) - 5), len(words)):
        label = clean_label(window[begin + words[position].start() :])
        if judge.known(label, SURE):
            return low + begin + words[position].start(), label
    return None


def _last_gap(window: str) -> re.Match[str] | None:
    last = None
    for last in _GAP.finditer(window.rstrip()):  # noqa: B007 - only the last one is wanted
        pass
    return last


def _before_both(window: str, gap: re.Match[str], judge: LabelJudge) -> re.Match[str] | None:
    """The gap before a label of two wordings, when `gap` is the stroke between them: ``पिन / PIN``."""
    if gap[0].strip() != "/":
        return None
    earlier = _last_gap(window[: gap.start()])
    label = clean_label(window[earlier.end() :]) if earlier else ""
    return earlier if is_bilingual(label) or judge.known(label) else None


def _alternating(cells: list[str], judge: LabelJudge) -> list[Pair]:
    """``Name | Ravi | Age | 34``: labels and values in turn."""
    if len(cells) < 4 or len(cells) % 2:
        return []
    labels, values = cells[::2], cells[1::2]
    known = sum(judge.known(label, KNOWN) for label in labels)
    if known * 2 < len(labels) or known <= sum(judge.known(value, KNOWN) for value in values):
        return []
    return [(clean_label(a), clean_value(b)) for a, b in zip(labels, values, strict=True)]


def _value(text: str, habits: Habits) -> str:
    text = text.strip()
    if habits.trailing and text.endswith(habits.trailing):
        text = text[:-1]
    return clean_value(text)
