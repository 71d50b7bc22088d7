"""Are all values of a list equally likely? Told from coinciding draws, without knowing the list.

A generator picks from a finite list with equal chance; names, places and domains of real people follow Zipf's
law. Two draws from a list of K equally likely values coincide once in K, however few of them were seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]
    Counted = Iterable[tuple[int, Counts]]


@dataclass(frozen=True, slots=True, eq=False)
class Collision:
    """How the values of one column coincide.

    Parameters
    ----------
    place : int
        The column.
    counts : int64 array, shape (values,)
        How often each value stands in it; no zeros.
    evenness : float
        E, see `evenness`.
    """

    place: int
    counts: Counts
    evenness: float

    @property
    def distance(self) -> float:
        """How far from equal chances, either way: |ln E|."""
        return abs(math.log(self.evenness))


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
    exact = counts.astype(float)
    total = float(exact.sum())
    seen = float((exact * (exact - 1) * (exact - 2)).sum() / 6)
    expected = total * (total - 1) * (total - 2) / 6 * coincidence(counts) ** 2
    if max(seen, expected) < least:
        return None
    return math.log10((seen + 1) / (expected + 1))


def collisions(counted: Counted, least: float = 8) -> list[Collision]:
    """Columns, given as places and counts, with at least `least` coinciding pairs."""
    found = ((place, counts, evenness(counts, least)) for place, counts in counted)
    return [Collision(place, counts, even) for place, counts, even in found if even is not None]


def mean_evenness(told: Sequence[Collision]) -> Measurement | None:
    """Mean of E over columns; None without a column."""
    return _measurement(told, sum(one.evenness for one in told) / len(told)) if told else None


def mean_distance(told: Sequence[Collision]) -> Measurement | None:
    """Mean of -|ln E| over columns; None without a column."""
    return _measurement(told, -sum(one.distance for one in told) / len(told)) if told else None


def _measurement(told: Sequence[Collision], value: float) -> Measurement:
    """A value with the facts of the most even column."""
    counts = max(told, key=lambda one: one.evenness).counts
    facts = {
        "distinct": len(counts),
        "commonest": int(counts.max()),
        "records": int(counts.sum()),
        "evenness": round(100 * (sum(one.evenness for one in told) / len(told))),
    }
    return Measurement(value, tuple(one.place for one in told), facts, int(counts.sum()))


def mean_cubes(counted: Counted) -> Measurement | None:
    """Mean of `cubes` over columns, given as places and counts; None where every one is None."""
    found = [(place, counts, cubes(counts)) for place, counts in counted]
    told = [(place, counts, value) for place, counts, value in found if value is not None]
    if not told:
        return None
    value = sum(one[2] for one in told) / len(told)
    records = int(told[0][1].sum())
    facts = {"records": records, "times": round(10.0**value, 1)}
    return Measurement(value, tuple(one[0] for one in told), facts, records)
