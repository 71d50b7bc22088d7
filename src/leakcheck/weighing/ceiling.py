"""The most an axis may say, by the number of records tried.

Why: a likelihood ratio is only as good as the cases it was checked on, so it is bounded by them (ELUB:
Vergeer et al., Science & Justice 56 (2016) 482), and one record can be refuted but never confirmed. Both
tables are in ``strengths.toml`` and are interpolated linearly in log10 n.
"""

from __future__ import annotations

import itertools
import math

from leakcheck.weighing.strengths import Points, Strengths


def against(tried: int, book: Strengths) -> float:
    """Largest log10 LR against the claim, from the records tried by checks that speak against it."""
    return _interpolate(tried, book.ceiling_against)


def favour(tried: int, book: Strengths) -> float:
    """Largest log10 LR for the claim (as a positive number), from the records tried by any check."""
    return _interpolate(tried, book.ceiling_favour)


def _interpolate(n: int, points: Points) -> float:
    if n < points[0][0]:
        return 0.0
    for (left, low), (right, high) in itertools.pairwise(points):
        if n < right:
            share = math.log(n / left) / math.log(right / left)
            return low + share * (high - low)
    return points[-1][1]
