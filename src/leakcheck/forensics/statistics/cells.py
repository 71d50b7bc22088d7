"""Cells of the pair tables: combinations that never or hardly occur, and what lies beyond a correlation.

Why: rules of the world leave combinations empty (no pupil of 50, no branch in another town). Columns drawn
alone fill them, a bell-shaped model half empties them, a learned tree leaves a few strays in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.association import LINKED, associations

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.statistics.association import Association
    from leakcheck.forensics.table.specimen import Specimen

    Floats = NDArray[np.float64]

_FILLED = 6.0
"""Records expected in a cell that chance leaves empty once in 400 cells (e^-6)."""
_RARE = 0.15
_ENOUGH = 12.0
_SAME = 0.95


@dataclass(frozen=True, slots=True)
class Cells:
    """Combinations over all pairs of columns that are not copies of each other.

    Parameters
    ----------
    filled : int
        Those in which independent columns would put at least 6 records.
    empty : int
        Of these, those without a record.
    rare : int
        Those with at most 15 % of the records expected, where at least 12 are.
    strays : int
        Of these, those with a record all the same.
    places : tuple of int
        Columns of the pair with most empty combinations.
    """

    filled: int
    empty: int
    rare: int
    strays: int
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Excess:
    """Per linked pair: indexes of the pairs, and the share of the relation beyond a correlation."""

    pairs: NDArray[np.int64]
    share: Floats


def cells(specimen: Specimen) -> Cells | None:
    """Count combinations in the coarse pair tables; None with fewer than two coded columns."""
    return specimen.once("cells", lambda: _cells(associations(specimen, 4, 4)))  # type: ignore[return-value]


def expected(pairs: Association) -> Floats:
    """Records that independent columns would put into each cell, shape (pairs, 16, 16)."""
    rows, columns = pairs.tables.sum(2).astype(float), pairs.tables.sum(1).astype(float)
    product: Floats = rows[:, :, None] * columns[:, None, :] / pairs.support
    return product


def _cells(pairs: Association | None) -> Cells | None:
    if pairs is None:
        return None
    chance = expected(pairs)
    different = (pairs.v <= _SAME)[:, None, None]
    filled = (chance >= _FILLED) & different
    empty = filled & (pairs.tables == 0)
    rare = (chance >= _ENOUGH) & different & (pairs.tables <= _RARE * chance)
    most = int(empty.sum((1, 2)).argmax())
    return Cells(
        int(filled.sum()),
        int(empty.sum()),
        int(rare.sum()),
        int((rare & (pairs.tables > 0)).sum()),
        (int(pairs.places[pairs.first[most]]), int(pairs.places[pairs.second[most]])),
    )


def beyond_correlation(pairs: Association) -> Excess:
    """What a relation holds beyond its first canonical correlation and the powers that follow from it.

    For two normal variables cut into classes the squared canonical correlations are about l, l^2, l^3, …;
    share = (X^2/n - noise - (l + l^2 + … + l^K)) / (X^2/n), noise = (r-2)(c-2)/n, K = min(r, c) - 1, over
    pairs with z > 4, V <= 0.9 and three levels a side. Source: H. O. Lancaster, Ann. Math. Stat. 29 (1958).
    """
    import numpy as np

    rows, columns = pairs.tables.sum(2) > 0, pairs.tables.sum(1) > 0
    r, c = rows.sum(1), columns.sum(1)
    chosen = np.flatnonzero((pairs.z > LINKED) & (np.minimum(r, c) >= 3) & (pairs.v <= 0.9))
    chance = expected(pairs)[chosen]
    deviation = (pairs.tables[chosen] - chance) / np.sqrt(np.where(chance > 0, chance, 1.0) * pairs.support)
    first = np.linalg.norm(deviation, 2, axis=(1, 2)) ** 2 if len(chosen) else np.zeros(0)
    steps = np.minimum(r, c)[chosen] - 1
    powers = sum((np.where(steps >= k, first**k, 0.0) for k in range(2, 16)), first)
    square = pairs.chi2[chosen] / pairs.support
    noise = (r[chosen] - 2.0) * (c[chosen] - 2) / pairs.support
    return Excess(chosen, (square - noise - powers) / square)
