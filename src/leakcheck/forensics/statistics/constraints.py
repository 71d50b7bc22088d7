"""Rules that columns keep exactly: one value settles another, one date never precedes another, blanks agree.

Why: records are kept by programs that enforce such rules; a fabricator that draws cell by cell breaks them,
and one that learns a model of the table keeps them only nearly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

MOST_COLUMNS = 24
_THINNED = 2_000
_LEAST_CLASSES = 8
_UNIQUE = 0.9
_PAIRS = 10
_ROOM = 10.0
"""Violations that chance alone would make, before keeping an order says anything."""


@dataclass(frozen=True, slots=True)
class Dependency:
    """How far column `of` settles column `on`.

    Parameters
    ----------
    of, on : int
        Places of the columns.
    strength : float
        (P(same on | same of) - sum p^2) / (1 - sum p^2), sum over the values of `on`: 1 = settles it, 0 =
        chance. Source: L. Goodman and W. Kruskal's tau over pairs of records, J. Am. Stat. Assoc. 49 (1954).
    impurity : float
        1 - P(same on | same of).
    pairs : int
        Pairs of records with the same `of`.
    """

    of: int
    on: int
    strength: float
    impurity: float
    pairs: int


@dataclass(frozen=True, slots=True)
class Order:
    """Two measured columns: records in which `lower` exceeds `upper`, and how many chance would give."""

    lower: int
    upper: int
    violations: int
    expected: float
    records: int


def dependencies(specimen: Specimen) -> tuple[Dependency, ...]:
    """Every ordered pair whose first column repeats (more than 8 values, fewer than 0.9 per record)."""
    return specimen.once("dependencies", lambda: tuple(_dependencies(specimen)))  # type: ignore[return-value]


def orders(specimen: Specimen) -> tuple[Order, ...]:
    """Pairs of dates, and of numbers, that hold an order chance would break at least ten times."""
    return specimen.once("orders", lambda: tuple(_orders(specimen)))  # type: ignore[return-value]


def _thin(specimen: Specimen) -> Any:
    step = -(-specimen.size // _THINNED)
    return specimen.sample[:: max(1, step)]


def drawn(columns: list[Column]) -> list[Column]:
    """At most 24 of them, in order, always the same."""
    import numpy as np

    chosen = np.sort(np.random.default_rng(24).permutation(len(columns))[:MOST_COLUMNS])
    return [columns[i] for i in chosen.tolist()]


def _dependencies(specimen: Specimen) -> Iterator[Dependency]:
    import numpy as np

    rows = _thin(specimen)
    coded: list[tuple[int, NDArray[np.int64]]] = []
    for column in drawn([c for c in specimen.columns if c.kind not in ("empty", "constant", "hash", "url")]):
        codes = column.codes[rows].astype(np.int64)
        known = codes[codes >= 0]
        if len(known) and 1 < len(np.unique(known)) < _UNIQUE * len(known):
            coded.append((column.place, codes))
    for i, (one, codes) in enumerate(coded):
        for other, others in coded[i + 1 :]:
            both = (codes >= 0) & (others >= 0)
            yield from _both_ways((one, codes[both]), (other, others[both]))


def _both_ways(one: tuple[int, Any], other: tuple[int, Any]) -> Iterator[Dependency]:
    import numpy as np

    n = len(one[1])
    if n < 2:
        return
    joint = np.unique(one[1] * (other[1].max() + 1) + other[1], return_counts=True)[1]
    same = _same(joint)
    for (of, codes), (on, others) in ((one, other), (other, one)):
        mine, theirs = np.bincount(codes), np.bincount(others)
        pairs = _same(mine)
        chance = float(((theirs / n) ** 2).sum())
        if pairs >= _PAIRS and _LEAST_CLASSES < (mine > 0).sum() < _UNIQUE * n and chance < 1:
            kept = same / pairs
            yield Dependency(of, on, (kept - chance) / (1 - chance), 1 - kept, int(pairs))


def _same(counts: Any) -> float:
    """Pairs of records that share a value."""
    return float((counts.astype(float) * (counts - 1)).sum() / 2)


def _orders(specimen: Specimen) -> Iterator[Order]:
    rows = _thin(specimen)
    dates = [(c.place, c.days[rows]) for c in drawn(list(specimen.of("date"))) if c.days is not None]
    columns = drawn(list(specimen.of("number")))
    numbers = [(c.place, c.numbers[rows]) for c in columns if c.numbers is not None]
    for group in (dates, numbers):
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                yield from _either_way(one, other)


def _either_way(one: tuple[int, Any], other: tuple[int, Any]) -> Iterator[Order]:
    """The order that is broken least, if chance would break it often enough."""
    import numpy as np

    both = np.isfinite(one[1]) & np.isfinite(other[1])
    a, b = one[1][both], other[1][both]
    n = len(a)
    if not n:
        return
    found = []
    for lower, upper, x, y in ((one[0], other[0], a, b), (other[0], one[0], b, a)):
        expected = float(np.searchsorted(np.sort(y), x, side="left").sum()) / n
        if expected >= _ROOM:
            found.append(Order(lower, upper, int((x > y).sum()), expected, n))
    if found:
        yield min(found, key=lambda order: order.violations / order.expected)
