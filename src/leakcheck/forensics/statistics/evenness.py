"""How evenly values are spread: categories over their classes, numbers and dates over their window."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import collisions
from leakcheck.forensics.statistics.order import neighbours
from leakcheck.forensics.statistics.tails import chi2_log10_sf, ks_log10_p
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.statistics.collisions import Collision
    from leakcheck.forensics.table.specimen import Column, Specimen

    Floats = NDArray[np.float64]

PER_CLASS = 8
"""Records per class that a test of equal shares needs."""
FEWEST = 30
_DISTINCT = 10
EVEN = -2.0
"""log10 p above which values count as evenly spread."""
_ORDERED = 3.0
_NEAR = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Evenness:
    """Classes of one category column.

    Parameters
    ----------
    place : int
        The column.
    counts : int64 array, shape (classes,)
        Records of each class.
    log10_p : float
        Chi-square test against equal shares.
    share : float
        Effective number of classes, 1 / sum p^2 (Laakso and Taagepera 1979), over their number.
    """

    place: int
    counts: NDArray[np.int64]
    log10_p: float
    share: float

    @property
    def records(self) -> int:
        """Records with a value."""
        return int(self.counts.sum())


@dataclass(frozen=True, slots=True)
class Spread:
    """One measured column against an even spread: place, log10 p of the test, values tested."""

    place: int
    log10_p: float
    records: int


def categories(specimen: Specimen) -> tuple[Evenness, ...]:
    """Category columns with at least two classes and eight records per class; see `ordered`."""
    return specimen.once("evenness", lambda: tuple(_categories(specimen)))  # type: ignore[return-value]


def _categories(specimen: Specimen) -> list[Evenness]:
    found = []
    for column in specimen.of("category"):
        counts = specimen.counts(column)
        n, classes = int(counts.sum()), len(counts)
        if classes >= 2 and n >= PER_CLASS * classes:
            one = evenness(column.place, counts)
            if one.log10_p <= EVEN or column.place not in ordered(specimen):
                found.append(one)
    return found


def ordered(specimen: Specimen) -> frozenset[int]:
    """Places of columns whose neighbours are more, or less, alike than by chance (3 standard deviations).

    Why: what is drawn at random for each record knows nothing of the order. Treatments, occasions and
    years in rotation, running numbers and sorted values are even by design, so an even spread of such a
    column is no evidence and is left out; an uneven one is kept.
    """
    key = "ordered columns"
    return specimen.once(  # type: ignore[return-value]
        key, lambda: frozenset(one.place for one in neighbours(specimen) if abs(one.z) > _ORDERED)
    )


def evenness(place: int, counts: NDArray[np.int64]) -> Evenness:
    """Compare counts of at least two classes with equal shares."""
    n, classes = int(counts.sum()), len(counts)
    squares = float((counts.astype(float) ** 2).sum())
    chi2 = squares * classes / n - n
    return Evenness(place, counts, chi2_log10_sf(chi2, classes - 1), n * n / squares / classes)


def numbers(specimen: Specimen) -> tuple[Spread, ...]:
    """Number columns with at least 30 values, 10 of them distinct; see `ordered`."""
    key = "spread of numbers"
    return specimen.once(key, lambda: _spreads(specimen, is_date=False))  # type: ignore[return-value]


def dates(specimen: Specimen) -> tuple[Spread, ...]:
    """Date columns with at least 30 values, 10 of them distinct."""
    key = "spread of dates"
    return specimen.once(key, lambda: _spreads(specimen, is_date=True))  # type: ignore[return-value]


def _spreads(specimen: Specimen, is_date: bool) -> tuple[Spread, ...]:
    found = []
    for column in specimen.of("date" if is_date else "number"):
        values = measured(specimen, column, is_date)
        if len(values) >= FEWEST:
            log10_p = window_log10_p(values)
            if log10_p is not None and (is_date or log10_p <= EVEN or column.place not in ordered(specimen)):
                found.append(Spread(column.place, log10_p, len(values)))
    return tuple(found)


def measured(specimen: Specimen, column: Column, is_date: bool = False) -> Floats:
    """Finite numbers (or days) of a column over the sample."""
    import numpy as np

    source = column.days if is_date else column.numbers
    if source is None:
        return np.zeros(0)
    values = source[specimen.sample]
    return values[np.isfinite(values)]


def ages(specimen: Specimen) -> tuple[tuple[int, Floats], ...]:
    """Columns of ages with at least 30 values: places and values."""
    found = ((column.place, measured(specimen, column)) for column in specimen.columns if column.is_age)
    return tuple((place, values) for place, values in found if len(values) >= FEWEST)


def window_log10_p(values: Floats) -> float | None:
    """log10 p of a Kolmogorov-Smirnov test against an even spread between the least and the largest value.

    One least and one largest value are left out, because they set the window; whole numbers count as
    intervals of one, equal ones being spread evenly inside theirs, so that no luck enters. None with fewer
    than ten distinct values.
    """
    import numpy as np

    ordered = np.sort(values)
    fresh = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    if len(fresh) < _DISTINCT:
        return None
    low, high = ordered[0], ordered[-1]
    if bool((ordered == np.floor(ordered)).all()):
        ties = np.diff(np.append(fresh, len(ordered)))
        within = np.arange(len(ordered)) - np.repeat(fresh, ties)
        ordered = ordered + (within + 0.5) / np.repeat(ties, ties)
        high += 1
    inner = (ordered[1:-1] - low) / (high - low)
    n = len(inner)
    if not np.isfinite(inner).all():
        return None
    steps = np.arange(n + 1) / n
    return ks_log10_p(float(max((steps[1:] - inner).max(), (inner - steps[:-1]).max())), n)


def repetitions(specimen: Specimen, *kinds: str) -> list[tuple[float, int]]:
    """How far from equal chances the values of columns come back: (-|ln E|, place), the nearest first.

    E as in `collisions.evenness`; columns with fewer than 8 coinciding pairs say nothing, and `unordered`
    leaves some out.
    """
    found = collisions((column.place, specimen.counts(column)) for column in specimen.of(*kinds))
    return sorted(((-one.distance, one.place) for one in unordered(specimen, found)), reverse=True)


def unordered(specimen: Specimen, found: Iterable[Collision]) -> list[Collision]:
    """The columns but for those within 0.3 of equal chances that depend on the order of the rows.

    See `ordered` for why.
    """
    return [one for one in found if one.distance >= _NEAR or one.place not in ordered(specimen)]


def mean_repetition(specimen: Specimen, *kinds: str) -> Measurement | None:
    """Mean of -|ln E| over columns, see `repetitions`; None where hardly a value comes back."""
    told = repetitions(specimen, *kinds)
    if not told:
        return None
    value = sum(one[0] for one in told) / len(told)
    facts = {"columns": len(told), "factor": round(math.exp(min(-value, 50)), 1)}
    return Measurement(value, tuple(one[1] for one in told), facts, specimen.size)
