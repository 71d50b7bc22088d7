"""Rows of a genuine table drawn with replacement, sometimes put back in order, sometimes with new numbers."""

from __future__ import annotations

import random

from calibration.ingredients.tampering import renumber
from calibration.table import Table

KIND = "bootstrap"
NEEDS_REAL = True


def make(seed: int, rows: int, real: Table | None) -> Table:
    """As many rows as there were, each drawn from all."""
    assert real is not None
    rng = random.Random(seed)
    drawn = [rng.randrange(len(real.rows)) for _ in range(rows)]
    style = rng.choice(["as drawn", "in order"])
    if style == "in order":
        drawn.sort()
    table = Table(real.header, [list(real.rows[row]) for row in drawn], style)
    return renumber(table, rng) if rng.random() < 0.7 else table
