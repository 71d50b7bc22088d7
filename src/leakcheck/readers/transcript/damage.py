"""Labels that text recognition damaged, brought back to the spelling the rest of the paste uses.

Why here: ``Narne`` beside twenty ``Name`` would tear a column in two and hide where a record begins.
Only labels are compared, never values, and a label the caller knows exactly is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leakcheck.folding import fold_label
from leakcheck.readers.transcript.entries import Entry
from leakcheck.readers.transcript.judge import EXACT, LabelJudge
from leakcheck.readers.transcript.likeness import alike, same_skeleton

_MAX_LABELS = 1_000
_LONGEST = 80
_TIMES = 3


def mend(entries: Sequence[Entry], judge: LabelJudge) -> int:
    """Give damaged labels the spelling of their likes, in place; return how many entries changed."""
    keys = [fold_label(entry.label)[:_LONGEST] for entry in entries]
    counts = Counter(keys)
    if len(counts) > _MAX_LABELS:
        return 0
    spelling: dict[str, str] = {}
    for key, entry in zip(keys, entries, strict=True):
        spelling.setdefault(key, entry.label)
    parts = _parts(keys, entries)
    exact = {key for key in counts if judge.known(key, EXACT)}
    better: dict[str, str] = {}
    for key in counts:
        if key not in exact:
            near = [
                o
                for o in counts
                if o != key and o not in better and _may_be(key, o, counts, exact, parts) and alike(key, o)
            ]
            if near:
                better[key] = max(near, key=lambda o: (o in exact, counts[o]))
    for key, entry in zip(keys, entries, strict=True):
        entry.label = spelling[better[key]] if key in better else entry.label
    return sum(counts[key] for key in better)


def _parts(keys: Sequence[str], entries: Sequence[Entry]) -> dict[str, set[int]]:
    """For every label the parts it stands in; a part ends at a boundary, or where a label comes again."""
    parts: dict[str, set[int]] = {}
    part = 0
    for key, entry in zip(keys, entries, strict=True):
        part += entry.boundary > 0 or part in parts.get(key, ())
        parts.setdefault(key, set()).add(part)
    return parts


def _may_be(key: str, other: str, counts: Counter[str], exact: set[str], parts: dict[str, set[int]]) -> bool:
    """Whether `other` can be the right spelling: never beside this one, or the same but for confusion."""
    if not parts[key] & parts[other]:
        return other in exact or counts[other] >= counts[key]
    return same_skeleton(key, other) and (other in exact or counts[other] >= _TIMES * counts[key])
