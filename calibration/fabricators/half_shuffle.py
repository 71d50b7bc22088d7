"""A share of the columns of a genuine table shuffled, together or each by itself; the rest as it was."""

from __future__ import annotations

import random

from calibration.table import Table, from_columns

KIND = "half_shuffle"
NEEDS_REAL = True


def make(seed: int, rows: int, real: Table | None) -> Table:
    """Four styles: a drawn half or the right half of the columns; each by itself or as one block."""
    assert real is not None
    rng, width = random.Random(seed), len(real.header)
    columns = [real.column(place)[:rows] for place in range(width)]
    half = max(1, round(width * rng.choice([0.4, 0.5, 0.6])))
    contiguous, together = rng.random() < 0.3, rng.random() < 0.3
    chosen = range(width - half, width) if contiguous else rng.sample(range(width), half)
    order = list(range(len(columns[0])))
    rng.shuffle(order)
    for place in chosen:
        if together:
            columns[place] = [columns[place][row] for row in order]
        else:
            rng.shuffle(columns[place])
    style = f"{'right' if contiguous else 'drawn'} {'block' if together else 'each'}"
    return from_columns(real.header, columns, style)
