"""Look over the whole paste once, so that single lines are read by its habits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress, pairwise

from leakcheck.folding import fold_label
from leakcheck.readers.transcript.habits import Habits
from leakcheck.readers.transcript.judge import LabelJudge
from leakcheck.readers.transcript.labels import (
    SPACED,
    Label,
    bare_label,
    first_label,
    framed_label,
    plausible,
)
from leakcheck.readers.transcript.marks import clean_label, without_number
from leakcheck.readers.transcript.pairs import inner_candidates
from leakcheck.readers.transcript.segments import infer

_MAX_LINES = 20_000
_TRAILING = ",;"
_LONGEST = 60
_FEWEST_FRAMED = 3


def survey(lines: Sequence[str], judge: LabelJudge) -> Habits:
    """Find the habits of a paste.

    Parameters
    ----------
    lines : sequence of str
        Its lines, cleaned, in order; a blank line is an empty text.
    """
    lines = lines[:_MAX_LINES]
    content = [line for line in lines if line]
    if not content:
        return Habits()
    framed = _is_framed(content)
    found = [(line, first_label(line, judge, Habits(framed=framed))) for line in content]
    labels = frozenset(
        fold_label(label.text) for line, label in found if label and line[label.start :].strip()
    )
    strong = [line for line, label in found if label]
    labels_first = Counter(fold_label(label.text) for _, label in found if label)
    rest = [line for line, label in found if not label]
    segment, prefixes = (
        infer([without_number(line) for line in content], judge)
        if len(strong) * 2 < len(content)
        else ("", ())
    )
    alone = _is_alone(rest, len(content), judge)
    return Habits(
        stacked=_stacked(content, judge) if alone else frozenset(),
        weak=_weak(found),
        inner=_inner(strong, labels_first),
        labels=labels,
        mostly_pairs=len(strong) * 2 >= len(content),
        alone=alone,
        below=alone or _is_below(found),
        bare=not strong and _is_bare(rest, judge),
        double_spaced=_is_double_spaced(lines),
        trailing=_trailing(strong),
        segment=segment,
        prefixes=prefixes,
        framed=framed,
    )


def _is_framed(content: Sequence[str]) -> bool:
    """Whether half the lines begin with a wording in brackets and go on, and a third of these come again."""
    labels = [
        fold_label(label.text)
        for line in content
        if (label := framed_label(line)) and line[label.start :].strip()
    ]
    kinds = len(set(labels))
    again = len(labels) - kinds
    return kinds >= _FEWEST_FRAMED and len(labels) * 2 >= len(content) and again * 3 >= len(labels)


def _is_alone(rest: Sequence[str], total: int, judge: LabelJudge) -> bool:
    """Whether three lines in ten, and two at least, are nothing but a known label."""
    alone = sum(len(line) <= _LONGEST and judge.known(line) for line in rest[:200])
    return alone > 1 and alone * 10 >= 3 * min(total, 200)


def _is_below(found: Sequence[tuple[str, Label | None]]) -> bool:
    """Whether three lines in ten, and two at least, are a label whose separator ends the line."""
    empty = sum(label is not None and not line[label.start :].strip() for line, label in found)
    return empty > 1 and empty * 10 >= 3 * len(found)


def _stacked(content: Sequence[str], judge: LabelJudge) -> frozenset[str]:
    """Labels on lines of their own: known ones, and wordings that come again where a label is due.

    A label is due behind a value, that is, where the line above is no label; its value must follow.
    """
    known = [len(line) <= _LONGEST and judge.known(line) for line in content]
    due: Counter[str] = Counter()
    other: set[str] = set()
    for place in range(1, len(content) - 1):
        key = fold_label(content[place]) if len(content[place]) <= _LONGEST else ""
        if known[place] or not key:
            continue
        if known[place - 1] or known[place + 1]:
            other.add(key)
        else:
            due[key] += 1
    again = {key for key, count in due.items() if count > 1 and key not in other and plausible(key)}
    return frozenset(again | {fold_label(line) for line in compress(content, known)})


def _is_bare(rest: Sequence[str], judge: LabelJudge) -> bool:
    """Whether two thirds of the lines, and two at least, begin with a surely known label and go on."""
    rest = rest[:200]
    begun = sum(bool(bare_label(line, judge, Habits(bare=True))) and not judge.known(line) for line in rest)
    return begun > 1 and begun * 3 >= 2 * len(rest)


def _weak(found: Sequence[tuple[str, Label | None]]) -> frozenset[str]:
    """Separators that are usual here: half the lines use them, before a known label or before labels that
    come again; or a quarter of the lines, and two known labels.
    """
    known = Counter(label.separator for _, label in found if label)
    seen: dict[str, list[str]] = {"-": [], "|": [], "gap": []}
    for line, label in found:
        match = None if label else SPACED.search(line[:120])
        if match and plausible(clean_label(line[: match.start()])):
            mark = match[0].strip()[:1]
            seen["gap" if not mark else "|" if mark == "|" else "-"].append(fold_label(line[: match.start()]))
    usual = set()
    for kind, wordings in seen.items():
        users = len(wordings) + known[kind]
        repeats = len(wordings) - len(set(wordings))
        half = users * 2 >= len(found) and (known[kind] or repeats * 3 >= len(wordings))
        if wordings and (half or (known[kind] > 1 and users * 4 >= len(found))):
            usual.add(kind)
    return frozenset(usual)


def _inner(strong: Sequence[str], first: Counter[str]) -> frozenset[str]:
    """Labels that stand further along at least two lines, and one line in three or half of the records.

    As many records are taken to be there as the most frequent label begins lines.
    """
    lines = [set(inner_candidates(line)) for line in strong]
    counts = Counter(label for found in lines for label in found)
    least = min(len(strong) / 3, max(first.values(), default=0) / 2)
    return frozenset(label for label, count in counts.items() if count > 1 and count >= least)


def _is_double_spaced(lines: Sequence[str]) -> bool:
    content = [i for i, line in enumerate(lines) if line]
    gaps = sum(b - a > 1 for a, b in pairwise(content))
    return len(content) > 3 and gaps * 10 >= 8 * (len(content) - 1)


def _trailing(strong: Sequence[str]) -> str:
    ends = Counter(line[-1] for line in strong if line[-1] in _TRAILING)
    mark, count = ends.most_common(1)[0] if ends else ("", 0)
    return mark if count > 1 and count * 10 >= 6 * len(strong) else ""
