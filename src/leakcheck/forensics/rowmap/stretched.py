"""Stretches of strips that hold copies of earlier records, or cells filled by dragging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.copies import attributes, row_keys, seen_before, telling
from leakcheck.forensics.statistics.runs import clustered, counted_by, differences, is_row_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.rowmap.strips import Strips
    from leakcheck.forensics.table.specimen import Column, Specimen

    Shares = NDArray[np.float64]
    Indexes = NDArray[np.intp]

_COPIED, _NOT_COPIED = 0.6, 0.2
_DRAGGED, _NOT_DRAGGED = 0.9, 0.5
_FEWEST_STRIPS = 2
_MOST_SHARE = 0.9  # what fills nearly the whole table is not a stretch of it
_MOST_CONSTANT = 0.5  # a value that holds over more of the table is its commonest one, put first or last
_LEAST_DRAWN = 0.1
_EDGE = 3  # strips beside a stretch that may hold a part of it
_LEAST_OUTSIDE = 30
_SURPRISE = 6  # log10: thousands of strips and columns are tried
_SILENT = frozenset({"empty", "constant", "hash"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Strips `first` to `last` (included): what they look like, how much of them does, and where."""

    first: int
    last: int
    looks: str
    share: float
    columns: tuple[int, ...] = ()


def copied(specimen: Specimen, strips: Strips) -> Iterator[Stretch]:
    """Stretches that mostly repeat earlier records in all that is not nearly unique.

    Only records that carry enough bits not to be met twice by chance; silent where the rest of the table
    repeats itself as well, as panel data do.
    """
    described, _ = attributes(specimen)
    drawn = specimen.size / max(1, specimen.rows)  # the chance that the sample holds the original as well
    if len(described) < 3 or drawn < _LEAST_DRAWN:
        return
    marks = seen_before(row_keys(specimen, described)) & telling(specimen, described)
    shares = (strips.shares(marks) / drawn).clip(max=1.0)
    yield from _stretches(shares, _COPIED, _NOT_COPIED, "copied", tuple(c.place for c in described))


def dragged(specimen: Specimen, strips: Strips) -> Iterator[Stretch]:
    """Stretches in which a column counts by one step, or holds one value, though elsewhere it does not.

    One value counts only in a column whose equal values do not stand together elsewhere: a sorted or grouped
    column holds one value over many rows by nature.
    """
    import numpy as np

    at, of = _neighbours(specimen, strips)
    if len(at) < _LEAST_OUTSIDE:
        return
    found: dict[tuple[int, int], list[tuple[float, int]]] = {}
    for column in specimen.columns:
        if column.kind in _SILENT or len(column.values) < 2:
            continue
        told = [
            *_counting(specimen, column, at, of, strips.number),
            *_constant(column, at, of, strips.number),
        ]
        for one in told:
            found.setdefault((one.first, one.last), []).append((one.share, column.place))
    for (first, last), parts in sorted(found.items()):
        columns = tuple(sorted({place for _, place in parts}))
        yield Stretch(first, last, "dragged", float(np.mean([share for share, _ in parts])), columns)


def _counting(specimen: Specimen, column: Column, at: Indexes, of: Indexes, number: int) -> Iterator[Stretch]:
    """Stretches in which neighbours are mostly one step apart."""
    import numpy as np

    counted = column.days if column.days is not None else column.numbers
    if counted is None:
        counted = counted_by(specimen, column)
    steps = differences(counted, at)
    known = steps[~np.isnan(steps) & (steps != 0)]
    if not len(known):
        return
    values, counts = np.unique(known, return_counts=True)
    step = float(values[counts.argmax()])
    if is_row_number(column, step):
        return
    shares = _shares(of[steps == step], of, number)
    yield from _stretches(shares, _DRAGGED, _NOT_DRAGGED, "dragged", (column.place,))


def _constant(column: Column, at: Indexes, of: Indexes, number: int) -> Iterator[Stretch]:
    """Stretches in which neighbours hold one value, by no chance, in a column not grouped elsewhere."""
    import numpy as np

    here, following = column.codes[at], column.codes[at + 1]
    shares = _shares(of[(here == following) & (here >= 0)], of, number)
    for one in _stretches(shares, 1.0, _NOT_DRAGGED, "dragged", (column.place,)):
        if one.last - one.first + 1 > _MOST_CONSTANT * number:
            continue
        outside = (of < one.first - _EDGE) | (of > one.last + _EDGE)
        if outside.sum() < _LEAST_OUTSIDE or clustered(here[outside], following[outside]):
            continue
        chance = float(((np.bincount(here[outside] + 1) / outside.sum()) ** 2).sum())
        if -np.log10(chance) * ((of >= one.first) & (of <= one.last)).sum() > _SURPRISE:
            yield one


def _shares(of_marked: Indexes, of: Indexes, number: int) -> Shares:
    """Share of marked neighbours in each strip; strips without neighbours lie between those beside them."""
    import numpy as np

    tried = np.bincount(of, minlength=number)
    known = np.flatnonzero(tried)
    if not len(known):
        return np.zeros(number)
    shares = np.bincount(of_marked, minlength=number)[known] / tried[known]
    return np.interp(np.arange(number), known, shares)


def _neighbours(specimen: Specimen, strips: Strips) -> tuple[Indexes, Indexes]:
    """Pairs of neighbours within one strip: places in the pool, and their strips.

    Of the whole pool: of a long table the sample holds hardly two neighbours, the blocks do.
    """
    import numpy as np

    borders = specimen.places[specimen.sample[strips.starts[1:-1]]]
    strip = np.searchsorted(borders, specimen.places, side="right")
    kept = specimen.pairs[strip[specimen.pairs] == strip[specimen.pairs + 1]]
    return kept, strip[kept]


def _stretches(
    shares: Shares, least: float, rest: float, looks: str, columns: tuple[int, ...]
) -> Iterator[Stretch]:
    """Runs of at least two strips with at least `least`, when nine tenths of the others are below `rest`."""
    import numpy as np

    high = shares >= least
    if not high.any() or high.mean() > _MOST_SHARE or np.quantile(shares[~high], 0.9) > rest:
        return
    edges = np.flatnonzero(np.diff(np.concatenate([[0], high.astype(np.int8), [0]])))
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - first >= _FEWEST_STRIPS:
            yield Stretch(first, end - 1, looks, float(shares[first:end].mean()), columns)
