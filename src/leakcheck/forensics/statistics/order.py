"""Does the order of the rows know anything? Neighbours compared, with the exact permutation variance.

Why one place: every signal of order reads the same standardised statistics, worked out once for a specimen.
Under the null hypothesis the values present are permuted over the records that hold one (Wald and Wolfowitz,
Annals of Mathematical Statistics 14, 1943); blocks and gaps are counted exactly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

LEAST_PAIRS = 20
_SILENT = frozenset({"empty", "constant", "id", "hash"})
_FEW = 12


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How alike neighbouring records are in one column.

    Parameters
    ----------
    place : int
        Of the column.
    z : float
        Standard deviations above what shuffled rows give.
    pairs : int
        Neighbours with both values present.
    missing : bool
        Whether it compares being blank, instead of values.
    """

    place: int
    z: float
    pairs: int
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the pairs lie: `pairs` of neighbours, `shared` of them twice in a row, over `records`."""

    pairs: int
    shared: int
    records: int

    def z(self, seen: float, twofold: float, chain: float, fourfold: float, squared: float) -> float | None:
        """Standardise a sum over pairs.

        Parameters
        ----------
        seen : float
            The sum.
        twofold, squared : float
            Mean of a pair's term, and of its square, over two different records.
        chain : float
            Mean of the product of two terms that share one record.
        fourfold : float
            Mean of the product of two terms without a record in common.
        """
        expected = self.pairs * twofold
        apart = self.pairs * (self.pairs - 1) - 2 * self.shared
        variance = self.pairs * squared + 2 * self.shared * chain + apart * fourfold - expected**2
        if variance <= 1e-9 * max(1.0, abs(expected)):
            return None
        return float((seen - expected) / math.sqrt(variance))


def neighbours(specimen: Specimen) -> tuple[Neighbours, ...]:
    """Lag-1 statistics of every column whose order can be judged; row numbers and hashes are left out."""
    return cast("tuple[Neighbours, ...]", specimen.once("order.neighbours", lambda: _neighbours(specimen)))


def gaps(specimen: Specimen) -> tuple[Neighbours, ...]:
    """Lag-1 statistics of being blank, for columns blank in 2 to 98 per cent of the records."""
    return cast("tuple[Neighbours, ...]", specimen.once("order.gaps", lambda: _gaps(specimen)))


def equal_neighbours(codes: NDArray[Any], pairs: NDArray[np.intp]) -> float | None:
    """Standardised number of equal neighbours.

    Parameters
    ----------
    codes : int array, shape (pool,)
        -1 where missing.
    pairs : intp array
        Every i such that records i and i+1 are neighbours.

    Returns
    -------
    float or None
        None for fewer than 20 pairs, or where shuffled rows would hardly give one equal pair.
    """
    import numpy as np

    kept, layout = _layout(codes >= 0, pairs)
    if layout.pairs < LEAST_PAIRS:
        return None
    counts = np.bincount(codes[_members(pairs, len(codes)) & (codes >= 0)]).astype(float)
    n = layout.records
    two, three = counts * (counts - 1), counts * (counts - 1) * (counts - 2)
    p2 = two.sum() / (n * (n - 1))
    if layout.pairs * p2 < 1:
        return None
    p3 = three.sum() / (n * (n - 1) * (n - 2))
    four = two.sum() ** 2 - (two**2).sum() + (three * (counts - 3)).sum()
    p22 = four / (n * (n - 1) * (n - 2) * (n - 3))
    return layout.z(float((codes[kept] == codes[kept + 1]).sum()), p2, p3, p22, p2)


def ranked_neighbours(ranks: NDArray[np.float64], pairs: NDArray[np.intp]) -> float | None:
    """Standardised serial correlation of ranks (NaN where missing); None for fewer than 20 pairs."""
    import numpy as np

    present = ~np.isnan(ranks)
    kept, layout = _layout(present, pairs)
    if layout.pairs < LEAST_PAIRS:
        return None
    members = ranks[_members(pairs, len(ranks)) & present]
    centred = members - members.mean()
    s2, s4, n = float((centred**2).sum()), float((centred**4).sum()), layout.records
    x = ranks - members.mean()
    n2, n3 = n * (n - 1), n * (n - 1) * (n - 2)
    return layout.z(
        float((x[kept] * x[kept + 1]).sum()),
        -s2 / n2,
        (2 * s4 - s2**2) / n3,
        (3 * s2**2 - 6 * s4) / (n3 * (n - 3)),
        (s2**2 - s4) / n2,
    )


def ranks_of(column: Column) -> NDArray[np.float64]:
    """Mid-ranks of a column over the pool: of its days, its numbers, else its texts; NaN where missing."""
    import numpy as np

    found = column.days if column.days is not None else column.numbers
    if found is None:
        order = sorted(range(len(column.values)), key=column.values.__getitem__)
        place = np.empty(len(order) + 1)
        place[order] = np.arange(len(order))
        place[-1] = np.nan
        found = place[column.codes]
    present = ~np.isnan(found)
    ranks = np.full(len(found), np.nan)
    if present.any():
        _, inverse, counts = np.unique(found[present], return_inverse=True, return_counts=True)
        ranks[present] = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return ranks


def pool_ranks(specimen: Specimen, column: Column) -> NDArray[np.float64]:
    """`ranks_of` a column, worked out once for a specimen."""
    return cast("NDArray[np.float64]", specimen.once(("ranks", column.place), lambda: ranks_of(column)))


def rank_correlation(a: NDArray[np.float64], b: NDArray[np.float64], least: int = 30) -> float | None:
    """Spearman's rank correlation over the records where both are present; None below `least` of them."""
    import numpy as np

    both = ~np.isnan(a) & ~np.isnan(b)
    if both.sum() < least:
        return None
    x, y = _ranked(a[both]), _ranked(b[both])
    spread = float(np.sqrt((x**2).sum() * (y**2).sum()))
    return float((x * y).sum()) / spread if spread > 0 else None


def _ranked(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mid-ranks around their mean."""
    import numpy as np

    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    centred: NDArray[np.float64] = ranks - ranks.mean()
    return centred


def _neighbours(specimen: Specimen) -> tuple[Neighbours, ...]:
    judged = (_judge(specimen, c) for c in specimen.columns if c.kind not in _SILENT)
    return tuple(found for found in judged if found is not None)


def _judge(specimen: Specimen, column: Column) -> Neighbours | None:
    """Numbers and dates by rank; texts by equality and, when there are many, by alphabet: the larger."""
    if column.days is not None or column.numbers is not None:
        found = [ranked_neighbours(pool_ranks(specimen, column), specimen.pairs)]
    else:
        found = [equal_neighbours(column.codes, specimen.pairs)]
        if len(column.values) > _FEW:
            found.append(ranked_neighbours(pool_ranks(specimen, column), specimen.pairs))
    told = [z for z in found if z is not None]
    return Neighbours(column.place, max(told), len(specimen.pairs)) if told else None


def _gaps(specimen: Specimen) -> tuple[Neighbours, ...]:
    import numpy as np

    found = []
    for column in specimen.columns:
        blank = (column.codes < 0).astype(np.intp)
        if not len(blank) or not 0.02 <= blank.mean() <= 0.98:
            continue
        z = equal_neighbours(blank, specimen.pairs)
        if z is not None:
            found.append(Neighbours(column.place, z, len(specimen.pairs), missing=True))
    return tuple(found)


def _members(pairs: NDArray[np.intp], size: int) -> NDArray[np.bool_]:
    """Which pool records stand in a pair."""
    import numpy as np

    member = np.zeros(size, bool)
    member[pairs] = True
    member[pairs + 1] = True
    return member


def _layout(present: NDArray[np.bool_], pairs: NDArray[np.intp]) -> tuple[NDArray[np.intp], Layout]:
    """The pairs with both values present, and how they lie."""
    import numpy as np

    kept = pairs[present[pairs] & present[pairs + 1]]
    records = int((_members(pairs, len(present)) & present).sum())
    return kept, Layout(len(kept), int((np.diff(kept) == 1).sum()), records)
