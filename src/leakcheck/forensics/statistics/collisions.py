"""Are all values of a list equally likely? Told from coinciding draws, without knowing the list.

A generator picks from a finite list with equal chance; names, places and domains of real people follow Zipf's
law. Two draws from a list of K equally likely values coincide once in K, however few of them were seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]


def coincidence(counts: NDArray[Any]) -> float:
    """Chance that two different records hold the same value: sum c(c-1) / n(n-1)."""
    total = float(counts.sum())
    if total < 2:
        return 0.0
    exact = counts.astype(float)
    return float((exact * (exact - 1)).sum() / (total * (total - 1)))


def pairs(counts: NDArray[Any]) -> float:
    """How many pairs of records hold the same value: sum c(c-1)/2."""
    exact = counts.astype(float)
    return float((exact * (exact - 1)).sum() / 2)


def richness(counts: NDArray[Any]) -> float:
    """How long the list is, with what was not seen: Chao (1984), bias-corrected, d + f1(f1-1)/(2(f2+1))."""
    once, twice = int((counts == 1).sum()), int((counts == 2).sum())
    return len(counts) + once * (once - 1) / (2 * (twice + 1))


def evenness(counts: NDArray[Any], least: float = 8) -> float | None:
    """Length of the list by coincidences over its length by Chao: 1 when all values are equally likely.

    Parameters
    ----------
    counts : int array
        How often each value stands in the column; no zeros.
    least : float
        Coinciding pairs below which there is no answer.
    """
    if pairs(counts) < least:
        return None
    return 1 / (coincidence(counts) * richness(counts))


def cubes(counts: NDArray[Any], least: float = 4) -> float | None:
    """Threefold coincidences against those that equal chances would give: log10((T+1)/(Te+1)).

    T = sum C(c,3), Te = C(n,3) p2^2 with p2 the chance of a twofold coincidence: 0 when all values are
    equally likely, above 0.3 under Zipf's law. No length of a list is estimated, so it serves short tables.
    None below `least` threefold coincidences, seen and expected.
    """
    import math

    exact = counts.astype(float)
    total = float(exact.sum())
    seen = float((exact * (exact - 1) * (exact - 2)).sum() / 6)
    expected = total * (total - 1) * (total - 2) / 6 * coincidence(counts) ** 2
    if max(seen, expected) < least:
        return None
    return math.log10((seen + 1) / (expected + 1))
