"""Columns along the table: do stretches of rows differ?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from leakcheck.forensics.statistics.order import pool_ranks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

STRETCHES = 8
LEVELS = 12
_SILENT = frozenset({"empty", "constant", "id", "hash"})


def judged_columns(specimen: Specimen) -> list[Column]:
    """Columns that can change along a table: not empty, constant, row numbers or hashes."""
    return [c for c in specimen.columns if c.kind not in _SILENT and len(c.values) > 1]


def levels(specimen: Specimen, column: Column) -> NDArray[np.int64]:
    """A column cut to at most 12 levels over the pool; -1 where missing.

    Values that repeat: the 11 commonest and the rest; numbers, dates and texts that are nearly all different:
    8 classes by rank.
    """
    return cast(
        "NDArray[np.int64]", specimen.once(("levels", column.place), lambda: _levels(specimen, column))
    )


def against_stretches(level: NDArray[Any], stretch: NDArray[Any], stretches: int) -> float | None:
    """Standard deviations of X^2 of levels (-1 missing) by stretch above chance; None below 50 values."""
    import numpy as np

    present = level >= 0
    if present.sum() < 50:
        return None
    width = int(level.max()) + 1
    table = np.bincount(stretch[present] * width + level[present], minlength=stretches * width)
    table = table.reshape(stretches, width).astype(float)
    table = table[table.sum(1) > 0][:, table.sum(0) > 0]
    freedom = (table.shape[0] - 1) * (table.shape[1] - 1)
    if freedom < 1:
        return None
    expected = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
    return float((((table - expected) ** 2 / expected).sum() - freedom) / np.sqrt(2 * freedom))


def drift(specimen: Specimen) -> list[tuple[float, int]]:
    """Standard deviations by which 8 stretches differ in each column, and its place; the largest first."""
    import numpy as np

    stretch = np.arange(specimen.size) * STRETCHES // max(1, specimen.size)
    found = []
    for column in judged_columns(specimen):
        z = against_stretches(levels(specimen, column)[specimen.sample], stretch, STRETCHES)
        if z is not None:
            found.append((z, column.place))
    return sorted(found, key=lambda one: (-one[0], one[1]))


def _levels(specimen: Specimen, column: Column) -> NDArray[np.int64]:
    import numpy as np

    codes = column.codes
    counts = np.bincount(codes[codes >= 0], minlength=len(column.values))
    common = np.argsort(-counts, kind="stable")[: LEVELS - 1]
    if len(counts) > LEVELS and counts[common].sum() < 0.25 * counts.sum():
        ranks = pool_ranks(specimen, column)
        cuts = np.nanquantile(ranks, np.arange(1, 8) / 8)
        return np.where(np.isnan(ranks), -1, np.searchsorted(cuts, ranks, side="right"))
    level = np.full(len(counts) + 1, min(len(counts), LEVELS) - 1)
    level[common] = np.arange(len(common))
    level[-1] = -1
    return cast("NDArray[np.int64]", level[codes])
