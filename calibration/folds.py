"""Folds by source: a genuine table and everything made of it are always on the same side.

Why not at random: tables of one source resemble each other, and a tampered table resembles the one it
was made of; a model that has seen either has seen the answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

FOLDS = 5


def folds_of(sources: Iterable[str], folds: int = FOLDS) -> Mapping[str, int]:
    """Fold of every source: the largest source first, each to the emptiest fold; ties by name."""
    counted = Counter(sources)
    filled = [0] * folds
    assigned: dict[str, int] = {}
    for source, weight in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        place = filled.index(min(filled))
        assigned[source], filled[place] = place, filled[place] + weight
    return assigned
