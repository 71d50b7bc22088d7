"""Ranks of places: 64 bits that look random, the same on every machine.

They are those of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
2014, doi:10.1145/2660193.2660195) begun at the seed: no two places share one. The records of lowest rank are
a simple random sample that needs no order, so shares can be merged (Cohen and Kaplan, "Summarizing data using
bottom-k sketches", PODC 2007).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ranks = NDArray[np.uint64]
    Places = NDArray[np.int64]

MASK = (1 << 64) - 1
_GAMMA, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def rank(place: int, seed: int) -> int:
    """Rank of a place (from 0): 64 bits.

    >>> hex(rank(0, 0))
    '0xe220a8397b1dcdaf'
    """
    return _mixed((_mixed(seed & MASK) + _GAMMA * (place + 1)) & MASK)


def ranks(first: int, count: int, seed: int) -> Ranks:
    """`rank` of `count` places in a row; shape (count,)."""
    import numpy as np

    start = np.uint64((_mixed(seed & MASK) + _GAMMA * (first + 1)) & MASK)
    return _all_mixed(start + np.arange(count, dtype=np.uint64) * np.uint64(_GAMMA))


def ranks_of(places: Places, seed: int) -> Ranks:
    """`rank` of any places, int64 of shape (n,)."""
    import numpy as np

    start = np.uint64((_mixed(seed & MASK) + _GAMMA) & MASK)
    return _all_mixed(start + places.astype(np.uint64) * np.uint64(_GAMMA))


def _mixed(z: int) -> int:
    z = ((z ^ (z >> 30)) * _FIRST) & MASK
    z = ((z ^ (z >> 27)) * _SECOND) & MASK
    return z ^ (z >> 31)


def _all_mixed(z: Ranks) -> Ranks:
    """In place: the arrays are as long as a block, and copying them would cost as much as the mixing."""
    import numpy as np

    z ^= z >> np.uint64(30)
    z *= np.uint64(_FIRST)
    z ^= z >> np.uint64(27)
    z *= np.uint64(_SECOND)
    z ^= z >> np.uint64(31)
    return z
