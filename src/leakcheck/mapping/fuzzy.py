"""Damaged labels: what optical recognition and typing make of a known one.

Why word by word: a distance over the whole label would take "brother name" for "mother name" and
"Sl. No." for "DL No."; short words carry too little to be guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from leakcheck.confusables import skeleton
from leakcheck.mapping.index import Entry, Index
from leakcheck.mapping.keys import fold

SHORT = 3
"""Words of so many letters must be exact, or differ by confusable characters only ("D0B")."""

_BEST = 0.93
_WRONG_START = 0.15
"""Recognition rarely harms the first letter; "sender" is not "gender"."""


def near(label: str, indexes: Sequence[Index]) -> list[tuple[Entry, float]]:
    """Entries whose alias could be meant by `label`, each with a score, best first."""
    folded = fold(label)
    if len(folded) < SHORT:
        return []
    blurred = skeleton(folded)
    found: dict[Entry, float] = {}
    for index in indexes:
        for alias in _candidates(blurred, index.skeletons):
            for entry in index.skeletons[alias]:
                found[entry] = max(found.get(entry, 0.0), _score(folded, blurred, fold(entry[1]), alias))
    return sorted(((e, s) for e, s in found.items() if s > 0), key=lambda pair: (-pair[1], pair[0]))


def _candidates(blurred: str, aliases: Collection[str]) -> list[str]:
    """Aliases that can score at all; a label too short to be guessed needs no distances, so no rapidfuzz."""
    if len(blurred) <= SHORT:
        return [blurred] if blurred in aliases else []
    return _within_two(blurred, list(aliases))


def _within_two(blurred: str, aliases: list[str]) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return [
        hit[0] for hit in process.extract(blurred, aliases, scorer=OSA.distance, score_cutoff=2, limit=None)
    ]


def _score(label: str, blurred: str, alias: str, blurred_alias: str) -> float:
    distance = _distance(blurred, blurred_alias)
    if distance is None or (distance and _digits(alias) and _digits(label) != _digits(alias)):
        return 0.0
    if distance == 0:
        return _BEST
    if len(blurred) <= SHORT:
        return 0.0
    fit = min(0.9, 1 - 1.2 * distance / len(blurred_alias.replace(" ", "")))
    return fit - (_WRONG_START if blurred[0] != blurred_alias[0] else 0.0)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())


def _distance(label: str, alias: str) -> int | None:
    """Edits between two labels, None when a single word is too far off."""
    from rapidfuzz.distance import OSA

    label_words, alias_words = label.split(), alias.split()
    if len(label_words) != len(alias_words):
        edits = int(OSA.distance(label.replace(" ", ""), alias.replace(" ", "")))
        return edits if edits <= 1 and len(alias) > 2 * SHORT else None
    total = 0
    for one, other in zip(label_words, alias_words, strict=True):
        edits = 0 if one == other else int(OSA.distance(one, other))
        if edits > _allowed(min(len(one), len(other))):
            return None
        total += edits
    return total if total <= 2 else None


def _allowed(length: int) -> int:
    return 0 if length <= SHORT else 1 if length <= 8 else 2
