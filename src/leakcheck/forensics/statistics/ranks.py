"""Rank correlations between numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Specimen

    Floats = NDArray[np.float64]

_FEWEST = 30
_MOST = 24
_DISTINCT = 5


@dataclass(frozen=True, slots=True)
class DatePair:
    """Two date columns, their rank correlation and the records that have both."""

    first: int
    second: int
    correlation: float
    records: int


@dataclass(frozen=True, slots=True, eq=False)
class RankCorrelations:
    """Spearman's rho between measured columns: places; rho and records, both (columns, columns)."""

    places: tuple[int, ...]
    rho: Floats
    records: Floats


def ranks(values: Floats) -> Floats:
    """Ranks from 0, equal values sharing their mean rank."""
    import numpy as np

    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts + 1) / 2)[inverse.ravel()]


def rank_correlation(first: Floats, second: Floats) -> float:
    """Spearman's rho of two columns without gaps; 0 where one is constant."""
    import numpy as np

    a, b = ranks(first), ranks(second)
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale else 0.0


def date_pairs(specimen: Specimen) -> tuple[DatePair, ...]:
    """Pairs of date columns that stand together in at least 30 records."""
    import numpy as np

    dates = [(c.place, c.days[specimen.sample]) for c in specimen.of("date") if c.days is not None][:_MOST]
    found = []
    for i, (first, a) in enumerate(dates):
        for second, b in dates[i + 1 :]:
            both = np.isfinite(a) & np.isfinite(b)
            if both.sum() >= _FEWEST:
                rho = rank_correlation(a[both], b[both])
                found.append(DatePair(first, second, rho, int(both.sum())))
    return tuple(found)


def rank_correlations(specimen: Specimen) -> RankCorrelations | None:
    """All pairs of number and date columns; each ranked once, gaps counted as the mean rank."""
    import numpy as np

    places: list[int] = []
    scores, known = [], []
    for column in specimen.of("number", "date"):
        source = column.numbers if column.numbers is not None else column.days
        values = None if source is None else source[specimen.sample]
        if values is None or len(places) >= _MOST or len(specimen.counts(column)) < _DISTINCT:
            continue
        there = np.isfinite(values)
        if there.sum() >= _FEWEST:
            score = np.zeros(len(values))
            ranked = ranks(values[there])
            score[there] = (ranked - ranked.mean()) / (ranked.std() or 1.0)
            scores.append(score)
            known.append(there.astype(float))
            places.append(column.place)
    if len(places) < 2:
        return None
    matrix, present = np.stack(scores), np.stack(known)
    records = present @ present.T
    return RankCorrelations(tuple(places), matrix @ matrix.T / np.maximum(records, 1), records)
