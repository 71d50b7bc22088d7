"""The first rows of a genuine table, carried on by dragging some of its columns down."""

from __future__ import annotations

import random

from calibration.ingredients.dragging import continued, continued_together
from calibration.table import Table, from_columns

KIND = "dragfill_real"
NEEDS_REAL = True


def make(seed: int, rows: int, real: Table | None) -> Table:
    """A few to half of the rows genuine, then dragged; the remaining columns copied from above.

    In every third table two to eight whole rows are dragged as one selection.
    """
    assert real is not None
    rng = random.Random(seed)
    if rng.random() < 0.35:
        kept, unit = min(rng.randint(2, 8), rows), rng.choice(["turn", "trend"])
        typed = [real.column(place)[:kept] for place in range(len(real.header))]
        together = [continued_together(seen, rows, unit) for seen in typed]
        return from_columns(real.header, together, f"{kept} rows as one selection")
    kept = max(3, min(rows - 1, round(rows * rng.choice([0.05, 0.1, 0.2, 0.3, 0.5]))))
    share, columns = rng.choice([0.4, 0.6, 0.8, 1.0]), []
    for place in range(len(real.header)):
        seen = real.column(place)[:kept]
        if rng.random() < share:
            columns.append(continued(seen, rows, rng))
        else:
            columns.append(seen + rng.choices(seen, k=rows - kept))
    return from_columns(real.header, columns, f"{kept / max(rows, 1):.0%} typed")
