"""What columns know of each other: all pair tables of a specimen, counted once and shared.

Each column is coded in at most 14 levels (missing, the commonest values or quantiles, the rest); at most 24
columns, drawn with a fixed seed, so that the cost is bounded: 276 pairs x one bincount. Chi-square values
are standardised with the exact mean and variance they have when the values of one column are shuffled,
because half of the cells of such tables hold fewer than five records, where df and 2 df are wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

MOST_COLUMNS = 24
LINKED = 4.0
"""Standard deviations above chance from which a pair counts as related."""
_ANCHORS = ("empty", "constant", "id", "hash", "url")
WIDTH = 16
"""Room for levels in a pair table."""
_SAME = 0.9
_PRIOR_SHARE, _PRIOR_COLUMNS = 0.4, 3
_UNIQUE = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Association:
    """Pairs of coded columns.

    Parameters
    ----------
    places : int array, shape (columns,)
        Places of the coded columns in the table, rising.
    levels : int64 array, shape (columns, records)
        Level of each record, 0 = missing.
    first, second : int arrays, shape (pairs,)
        Indexes into `places`, first < second.
    tables : int64 array, shape (pairs, 16, 16)
        Records by level of the first and of the second; unused levels are zero.
    chi2, freedom : float64 arrays, shape (pairs,)
        Pearson's statistic and (r - 1)(c - 1).
    z : float64 array, shape (pairs,)
        (X^2 - mean) / sd over all permutations.
    v : float64 array, shape (pairs,)
        Cramer's V with Bergsma's bias correction.
    support : int
        Records.
    """

    places: Integers
    levels: Integers
    first: Integers
    second: Integers
    tables: Integers
    chi2: Floats
    freedom: Floats
    z: Floats
    v: Floats
    support: int

    @property
    def columns(self) -> int:
        """Coded columns."""
        return len(self.places)

    def strongest(self) -> Floats:
        """Largest z of each column over all partners, shape (columns,)."""
        import numpy as np

        best = np.full(self.columns, -np.inf)
        np.maximum.at(best, self.first, self.z)
        np.maximum.at(best, self.second, self.z)
        return best

    def linked(self, above: float = LINKED) -> Integers:
        """Pairs related beyond chance."""
        import numpy as np

        return np.flatnonzero(self.z > above)

    def distinct_pairs(self) -> Integers:
        """Pairs that do not say the same thing twice (V at most 0.9)."""
        import numpy as np

        return np.flatnonzero(self.v <= _SAME)


def associations(specimen: Specimen, top: int = 12, quantiles: int = 5) -> Association | None:
    """Pair tables of a specimen; None with fewer than two columns to compare or three records.

    Parameters
    ----------
    top : int
        Commonest values that keep a level of their own; at most 13.
    quantiles : int
        Classes of equal size into which numbers and dates are cut.
    """
    key = "association", top, quantiles
    return specimen.once(key, lambda: _associate(specimen, top, quantiles))  # type: ignore[return-value]


def _associate(specimen: Specimen, top: int, quantiles: int) -> Association | None:
    import numpy as np

    coded = {c.place: _levels(specimen, c, top, quantiles) for c in _drawn(specimen)}
    kept = {place: levels for place, levels in coded.items() if levels is not None and _varies(levels)}
    n = specimen.size
    if len(kept) < 2 or n < 4:
        return None
    matrix = np.stack(list(kept.values()))
    first, second = np.triu_indices(len(kept), 1)
    tables = np.stack([
        np.bincount(matrix[i] * WIDTH + matrix[j], minlength=WIDTH * WIDTH)
        for i, j in zip(first.tolist(), second.tolist(), strict=True)
    ]).reshape(-1, WIDTH, WIDTH)  # fmt: skip
    chi2, freedom = _pearson(tables, n)
    z = permutation_z(tables, n)
    v = _cramer(tables, chi2, n)
    return Association(np.array(list(kept)), matrix, first, second, tables, chi2, freedom, z, v, n)


def _drawn(specimen: Specimen) -> list[Column]:
    """At most 24 columns that can say something."""
    import numpy as np

    usable = [column for column in specimen.columns if column.kind not in _ANCHORS]
    chosen = np.sort(np.random.default_rng(24).permutation(len(usable))[:MOST_COLUMNS])
    return [usable[i] for i in chosen.tolist()]


def _levels(specimen: Specimen, column: Column, top: int, quantiles: int) -> Any:
    """Level of each record, 0 = missing; int64 array of shape (size,), None where values hardly repeat."""
    import numpy as np

    codes = specimen.codes(column)
    measured = column.numbers if column.numbers is not None else column.days
    if measured is not None and len(specimen.counts(column)) > top:
        values = measured[specimen.sample]
        known = np.isfinite(values)
        if not known.any():
            return None
        edges = np.unique(np.quantile(values[known], np.arange(1, quantiles) / quantiles))
        return np.where(known, 1 + np.searchsorted(edges, values, side="left"), 0)
    groups = cast("Integers", specimen.once(("association.groups", column.place), lambda: _groups(column)))
    coarse = np.where(codes >= 0, groups[codes], -1)
    counts = np.bincount(coarse[coarse >= 0], minlength=1)
    if (counts > 0).sum() > _UNIQUE * counts.sum():
        return None
    order = np.argsort(-counts, kind="stable")
    level = np.full(len(counts) + 1, top + 1)
    level[order[:top]] = 1 + np.arange(min(top, len(order)))
    level[-1] = 0
    return level[coarse]


def _groups(column: Column) -> Any:
    """Group of each distinct value: e-mails by provider, phones and postcodes by how they start."""
    import numpy as np

    reduce = _REDUCTIONS.get(column.kind)
    if reduce is None or not column.values:
        return np.arange(max(1, len(column.values)))
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(reduce(value), len(seen)) for value in column.values])


def _provider(text: str) -> str:
    return text.rpartition("@")[2].lower()


def _prefix(text: str) -> str:
    return "".join(filter(str.isalnum, text))[:3]


def _start(text: str) -> str:
    return text[:2]


_REDUCTIONS = {"email": _provider, "phone": _prefix, "postcode": _start, "time": _start}


def _varies(levels: Any) -> bool:
    """Whether enough records lie outside the commonest level for a relation to show."""
    import numpy as np

    return bool(len(levels) - np.bincount(levels).max() >= max(5, 0.02 * len(levels)))


def _margins(tables: Integers) -> tuple[Floats, Floats]:
    return tables.sum(2).astype(float), tables.sum(1).astype(float)


def _pearson(tables: Integers, n: int) -> tuple[Floats, Floats]:
    import numpy as np

    rows, columns = _margins(tables)
    product = rows[:, :, None] * columns[:, None, :]
    chi2 = n * (np.divide(tables**2, product, out=np.zeros(product.shape), where=product > 0).sum((1, 2)) - 1)
    return chi2, ((rows > 0).sum(1) - 1.0) * ((columns > 0).sum(1) - 1.0)


def shrunk(found: int, columns: int) -> float:
    """Share of columns, drawn to 0.4 by three columns of prior: four columns say less than twenty."""
    return (found + _PRIOR_SHARE * _PRIOR_COLUMNS) / (columns + _PRIOR_COLUMNS)


def permutation_z(tables: Integers, n: int) -> Floats:
    """Permutation z of X^2, shape (pairs,), of tables (pairs, 16, 16) over `n` records each.

    Source of the moments: J. B. S. Haldane, Biometrika 31 (1940); the form of A. Dawson, as printed by
    P. W. Mielke and K. J. Berry, Permutation Methods, 2nd ed. (2007), 5.3.
    """
    import numpy as np

    chi2, _ = _pearson(tables, n)
    mean, variance = np.ones(len(chi2)), []
    for margin in _margins(tables):
        used = margin > 0
        classes = used.sum(1).astype(float)
        mean *= classes - 1
        spread = np.divide(n, margin, out=np.zeros(margin.shape), where=used).sum(1) - classes**2
        variance.append(((classes - 1) * (n - classes) / (n - 1), spread / (n - 2)))
    (v1, w1), (v2, w2) = variance
    total = 2 * n / (n - 3) * (v1 - w1) * (v2 - w2) + n**2 / (n - 1) * w1 * w2
    z: Floats = (chi2 - mean * n / (n - 1)) / np.sqrt(np.maximum(total, 1e-9))
    return z


def _cramer(tables: Integers, chi2: Floats, n: int) -> Floats:
    """Bias-corrected Cramer's V. Source: W. Bergsma, J. Korean Stat. Soc. 42 (2013)."""
    import numpy as np

    r, c = ((margin > 0).sum(1).astype(float) for margin in _margins(tables))
    excess = np.maximum(0.0, chi2 / n - (r - 1) * (c - 1) / (n - 1))
    least = np.minimum(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    v: Floats = np.sqrt(np.minimum(1.0, excess / np.maximum(least, 1e-9)))
    return v
