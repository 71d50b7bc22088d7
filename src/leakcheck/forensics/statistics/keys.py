"""Order along a key: rows put in the order of their numbers or dates, whatever order the file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.order import equal_neighbours, pool_ranks, ranked_neighbours
from leakcheck.forensics.statistics.runs import counted_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

MOST_KEYS = 3
_LEAST_SHARE = 0.8
_SILENT = frozenset({"empty", "constant", "id", "hash"})


def keys_of(specimen: Specimen) -> Iterator[tuple[Column, NDArray[np.float64]]]:
    """At most three columns that tell when or in which turn a record arose, with their values in the sample.

    Record numbers of which more than half are different, then dates that are not births; present in four
    fifths of the records.
    """
    import numpy as np

    numbered = [c for c in specimen.of("id") if 2 * len(c.values) > len(c.codes)]
    dated = [c for c in specimen.columns if c.days is not None and not c.is_birth]
    given = 0
    for column in (*numbered, *dated):
        values = column.days if column.days is not None else column.numbers
        if values is None:
            values = counted_by(specimen, column)
        sampled = values[specimen.sample]
        if given < MOST_KEYS and (~np.isnan(sampled)).mean() >= _LEAST_SHARE:
            given += 1
            yield column, sampled


def order_along(specimen: Specimen, key: NDArray[np.float64], but: int) -> list[tuple[float, int]]:
    """Lag-1 z of the columns, but one, with the sampled rows in the order of a key; and their places.

    Numbers and dates by rank, others by equal neighbours; records without a key are left out, ties stay in
    the order of the file.
    """
    import numpy as np

    turn = np.argsort(key, kind="stable")[: int((~np.isnan(key)).sum())]
    pairs = np.arange(max(0, len(turn) - 1))
    found = []
    for column in specimen.columns:
        if column.place == but or column.kind in _SILENT:
            continue
        if column.days is not None or column.numbers is not None:
            z = ranked_neighbours(pool_ranks(specimen, column)[specimen.sample][turn], pairs)
        else:
            z = equal_neighbours(specimen.codes(column)[turn], pairs)
        if z is not None:
            found.append((z, column.place))
    return found
