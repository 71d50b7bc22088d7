"""Rows at which several independent columns jump together.

Why not a plain change-point search: in a sorted table the sort key, and whatever follows it, changes
everywhere. So a column jumps only where the windows before and after a place differ far more than they do at
most other places of the same column; columns that tell the same thing count once; and a place counts only
when at least three columns, and half of those that can be judged, jump there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from leakcheck.forensics.rowmap.strips import columns_to_follow, tracks
from leakcheck.forensics.statistics.stretches import levels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.rowmap.strips import Strips
    from leakcheck.forensics.table.specimen import Column, Specimen

FEWEST_STRIPS = 8
_JUMP = 3.5  # standard deviations beyond most other places of the column
_LEAST_COLUMNS, _LEAST_SHARE = 3, 0.5
_MOST = 3
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Jump:
    """A place at which several columns jump.

    Parameters
    ----------
    strip : int
        The first strip behind it.
    score : float
        Median of the standard deviations by which the jumping columns jump.
    columns : tuple of int
        Their places, the strongest first.
    """

    strip: int
    score: float
    columns: tuple[int, ...]


def jumps(specimen: Specimen, strips: Strips) -> tuple[Jump, ...]:
    """Up to 3 places, in order; () where no place stands out."""
    followed = columns_to_follow(specimen)
    heights = heights_of(specimen, strips, followed)
    found: list[Jump] = []
    while heights is not None and len(found) < _MOST:
        share, jump = strongest(specimen, strips, followed, heights)
        if jump is None or len(jump.columns) < _LEAST_COLUMNS or share < _LEAST_SHARE:
            break
        found.append(jump)
        width = _width(strips)
        heights = heights.copy()
        heights[:, max(0, jump.strip - width) : jump.strip + width + 1] = 0
    return tuple(sorted(found, key=lambda one: one.strip))


def strongest(
    specimen: Specimen, strips: Strips, followed: list[Column], heights: NDArray[np.float64]
) -> tuple[float, Jump | None]:
    """The place where most columns jump.

    Returns
    -------
    share, jump
        Of the independent columns, those that jump there, 0 to 1; and the place, with one column for each
        independent group that jumps. (0, None) where no column jumps.
    """
    import numpy as np

    near = heights.copy()  # a strip may straddle the change: the neighbours' jumps belong to it
    near[:, 1:] = np.maximum(near[:, 1:], heights[:, :-1])
    near[:, :-1] = np.maximum(near[:, :-1], heights[:, 1:])
    number = (near > _JUMP).sum(0)
    if not number.any():
        return 0.0, None
    total = np.where(number == number.max(), np.minimum(heights, 50).sum(0), -1.0)
    strip = int(total.argmax())
    groups = _independent(specimen, strips, followed, strip)
    jumping: dict[int, int] = {}
    for i in sorted(np.flatnonzero(near[:, strip] > _JUMP).tolist(), key=lambda i: (-near[i, strip], i)):
        jumping.setdefault(groups[i], i)
    score = float(np.median(near[list(jumping.values()), strip]))
    places = tuple(followed[i].place for i in jumping.values())
    return len(jumping) / len(set(groups)), Jump(strip, score, places)


def heights_of(specimen: Specimen, strips: Strips, followed: list[Column]) -> NDArray[np.float64] | None:
    """By how much each column jumps at each strip, shape (columns, strips); None for too few."""
    import numpy as np

    if strips.number < FEWEST_STRIPS or len(followed) < _LEAST_COLUMNS:
        return None
    made = specimen.once(
        "rowmap.heights",
        lambda: np.stack([_heights(specimen, strips, column, _width(strips)) for column in followed]),
    )
    return cast("NDArray[np.float64]", made)


def _width(strips: Strips) -> int:
    """Strips in a window: an eighth of the table, a sixth of a short one."""
    return max(2, strips.number // (8 if strips.number >= 48 else 6))


def _heights(specimen: Specimen, strips: Strips, column: Column, width: int) -> NDArray[np.float64]:
    """By how much a column jumps at each strip, beyond most places; 0 at the ends; shape (strips,)."""
    import numpy as np

    best = np.zeros(strips.number)
    for track in tracks(specimen, column):
        z = _contrast(strips.counts(track), width)
        inner = z[width : strips.number - width + 1]
        if not len(inner):
            continue
        low, high = np.quantile(inner, (0.2, 0.6))  # one change raises up to two fifths of the places
        own = (z - max(0.0, float(high))) / max(1.0, float(high - low))
        own[:width] = own[strips.number - width + 1 :] = 0
        best = np.maximum(best, own)
    return best


def _contrast(counts: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Normal score of X^2 between the `width` strips before and from each strip on; shape (strips,)."""
    import numpy as np

    sums = np.vstack([np.zeros(counts.shape[1]), np.cumsum(counts, axis=0)])
    number = len(counts)
    at = np.arange(width, number - width + 1)
    before, after = sums[at] - sums[at - width], sums[at + width] - sums[at]
    both = before + after
    share = before.sum(1, keepdims=True) / both.sum(1, keepdims=True)
    expected = both * share
    terms = np.divide(
        (before - expected) ** 2, expected * (1 - share), out=np.zeros_like(both), where=both > 0
    )
    freedom = np.maximum(1, (both > 0).sum(1) - 1)
    z = np.zeros(number + 1)
    # Wilson and Hilferty (1931): the cube root of X^2 / df is nearly normal, also where cells are few.
    z[at] = (np.cbrt(terms.sum(1) / freedom) - (1 - 2 / (9 * freedom))) / np.sqrt(2 / (9 * freedom))
    return z[:number]


def _independent(specimen: Specimen, strips: Strips, columns: list[Column], strip: int) -> list[int]:
    """A group for each column: columns that tell the same thing on the longer side of the place share one."""
    cut = int(strips.starts[strip])
    side = slice(0, cut) if cut >= specimen.size - cut else slice(cut, None)
    coded = [levels(specimen, column)[specimen.sample][side] + 1 for column in columns]
    group = list(range(len(columns)))
    for i in range(len(columns)):
        for j in range(i):
            if group[i] == i and group[j] == j and _association(coded[i], coded[j]) > _SAME:
                group[i] = j
                break
    return group


def _association(a: NDArray[Any], b: NDArray[Any]) -> float:
    """Cramer's V of two columns of levels, with Bergsma's correction (2013)."""
    import numpy as np

    width = int(b.max()) + 1
    table = np.bincount(a * width + b, minlength=(int(a.max()) + 1) * width).reshape(-1, width).astype(float)
    table = table[table.sum(1) > 0][:, table.sum(0) > 0]
    n, (r, c) = table.sum(), table.shape
    if min(r, c) < 2:
        return 0.0
    expected = table.sum(1, keepdims=True) * table.sum(0) / n
    phi = max(0.0, float(((table - expected) ** 2 / expected).sum() / n) - (r - 1) * (c - 1) / (n - 1))
    shrunk = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    return float((phi / shrunk) ** 0.5) if shrunk > 0 else 0.0
