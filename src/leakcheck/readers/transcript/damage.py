"""Labels that text recognition damaged, brought back to the spelling the rest of the paste uses.

Why here: ``Narne`` beside twenty ``Name`` would tear a column in two and hide where a record begins.
Only labels are compared, never values, and a label the caller knows exactly is never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from leakcheck.folding import fold_label
from leakcheck.readers.transcript.entries import Entry
from leakcheck.readers.transcript.judge import EXACT, LabelJudge
from leakcheck.readers.transcript.likeness import alike, nearness, same_skeleton, slip

_MAX_LABELS = 1_000
_LONGEST = 80
_TIMES = 3
_NEAR, _FAR = 0.6, 0.45


def mend(entries: Sequence[Entry], judge: LabelJudge) -> int:
    """Give damaged labels the spelling of their likes, in place; return how many entries changed."""
    keys = [fold_label(entry.label)[:_LONGEST] for entry in entries]
    counts = Counter(keys)
    if len(counts) > _MAX_LABELS:
        return 0
    spelling: dict[str, str] = {}
    for key, entry in zip(keys, entries, strict=True):
        spelling.setdefault(key, entry.label)
    seen = _Seen(keys, entries, counts, frozenset(key for key in counts if judge.known(key, EXACT)))
    better: dict[str, str] = {}
    for key in sorted(counts, key=lambda k: (k in seen.exact, counts[k])):
        near = [o for o in counts if o != key and o not in better and seen.may_be(key, o)]
        if near:
            better[key] = max(near, key=lambda o: (nearness(key, o) + 0.2 * (o in seen.exact), counts[o], o))
    for key, entry in zip(keys, entries, strict=True):
        entry.label = spelling[better[key]] if key in better else entry.label
    return sum(counts[key] for key in better)


class _Seen:
    """Which labels stand in which part of a paste, and between which neighbours."""

    def __init__(
        self, keys: Sequence[str], entries: Sequence[Entry], counts: Counter[str], exact: frozenset[str]
    ) -> None:
        self.exact = exact
        self._counts = counts
        self._opener = keys[0] if keys else ""
        self._parts = _parts(keys, entries)
        self._before: dict[str, set[str]] = {}
        self._behind: dict[str, set[str]] = {}
        for one, next_one in pairwise(keys):
            self._behind.setdefault(one, set()).add(next_one)
            self._before.setdefault(next_one, set()).add(one)

    def may_be(self, key: str, other: str) -> bool:
        """Whether `other` can be the right spelling of `key`.

        Never beside it, unless they are the same but for confusion, or `other` is what records begin with. A
        known label only if the two differ by a letter that is easily lost; an unknown one more freely where
        it stands between the same neighbours.
        """
        often = other in self.exact or self._counts[other] >= self._counts[key]
        if self._parts[key] & self._parts[other]:
            more = other in self.exact or self._counts[other] >= _TIMES * self._counts[key]
            begins = (
                other == self._opener and self._in_place(key, other) > 0 and nearness(key, other) >= _NEAR
            )
            return key not in self.exact and (begins or (more and same_skeleton(key, other)))
        if key in self.exact:
            return (
                self._counts[other] > self._counts[key]
                and self._in_place(key, other) > 1
                and slip(key, other)
            )
        place = self._in_place(key, other)
        return often and (
            alike(key, other) or (place > 0 and nearness(key, other) >= (_NEAR, _FAR)[place - 1])
        )

    def _in_place(self, key: str, other: str) -> int:
        """On how many sides the two have a neighbour in common."""
        before = self._before.get(key, set()) & self._before.get(other, set())
        behind = self._behind.get(key, set()) & self._behind.get(other, set())
        return bool(before) + bool(behind)


def _parts(keys: Sequence[str], entries: Sequence[Entry]) -> dict[str, set[int]]:
    """For every label the parts it stands in; a part ends at a boundary, or where a label comes again."""
    parts: dict[str, set[int]] = {}
    part = 0
    for key, entry in zip(keys, entries, strict=True):
        part += entry.boundary > 0 or part in parts.get(key, ())
        parts.setdefault(key, set()).add(part)
    return parts
