"""Labels that text recognition damaged, brought back to the spelling the rest of the paste uses.

Why here: ``Narne`` beside twenty ``Name`` would tear a column in two and hide where a record begins.
Only labels are compared, never values; labels the caller surely knows are never changed; digits decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leakcheck.folding import fold_label
from leakcheck.readers.transcript.entries import Entry
from leakcheck.readers.transcript.judge import SURE, LabelJudge

_CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("8", "b"), ("6", "g"), ("2", "z"))
_MAX_LABELS = 2_000
_TIMES = 3


def mend(entries: Sequence[Entry], judge: LabelJudge) -> int:
    """Give rare, damaged labels the spelling of a common one, in place; return how many entries changed."""
    counts = Counter(fold_label(entry.label) for entry in entries)
    spelling: dict[str, str] = {}
    for entry in entries:
        spelling.setdefault(fold_label(entry.label), entry.label)
    if len(counts) > _MAX_LABELS:
        return 0
    better = {key: target for key in counts if (target := _target(key, counts, judge)) is not None}
    changed = 0
    for entry in entries:
        target = better.get(fold_label(entry.label))
        if target is not None:
            entry.label, changed = spelling[target], changed + 1
    return changed


def _target(key: str, counts: Counter[str], judge: LabelJudge) -> str | None:
    if judge.known(key, SURE):
        return None
    near = [other for other in counts if other != key and counts[other] >= _TIMES * counts[key] and alike(key, other)]
    if not near:
        near = [o for o in counts if o != key and counts[o] > counts[key] and judge.known(o, SURE) and alike(key, o)]
    return max(near, key=lambda other: (counts[other], other)) if near else None


def alike(a: str, b: str) -> bool:
    """Whether one folded label may be a damaged spelling of the other.

    >>> alike("narne", "name"), alike("dose 1 date", "dose 2 date"), alike("ag", "age")
    (True, False, False)
    """
    if _numbers(a) != _numbers(b):
        return False
    first, second = _skeleton(a), _skeleton(b)
    if first == second:
        return True
    shorter = min(len(first), len(second))
    allowed = 0 if shorter < 4 else 1 if shorter < 12 else 2
    return abs(len(first) - len(second)) <= allowed and _distance(first, second) <= allowed


def _numbers(text: str) -> list[str]:
    return [word for word in text.split() if word.isdecimal()]


def _skeleton(text: str) -> str:
    for seen, meant in _CONFUSED:
        text = text.replace(seen, meant)
    return text.replace(" ", "")


def _distance(a: str, b: str) -> int:
    """Levenshtein distance (V. I. Levenshtein 1966)."""
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (char != other))
    return row[-1]
