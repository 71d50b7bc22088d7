"""Every column of a genuine table shuffled by itself: true values, untrue records."""

from __future__ import annotations

import random

from calibration.table import Table, from_columns

KIND = "shuffle"
NEEDS_REAL = True


def make(seed: int, rows: int, real: Table | None) -> Table:
    """Shuffled copy; half of the tables keep a running number in the first column in order."""
    assert real is not None
    rng, columns = random.Random(seed), []
    keep = rng.random() < 0.5
    for place in range(len(real.header)):
        column = real.column(place)[:rows]
        if not (keep and place == 0 and len(set(column)) == len(column)):
            rng.shuffle(column)
        columns.append(column)
    return from_columns(real.header, columns, "key kept" if keep else "all")
