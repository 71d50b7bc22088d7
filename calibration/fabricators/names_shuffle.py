"""Names and contacts of a genuine table handed to other rows; everything else as it was."""

from __future__ import annotations

import random

from calibration.ingredients.profile import profiles
from calibration.table import Table, from_columns

KIND = "names_shuffle"
NEEDS_REAL = True
_PERSONAL = {"name", "first", "last", "email", "phone", "address"}


def make(seed: int, rows: int, real: Table | None) -> Table:
    """Personal columns moved together or each by itself; else the column most nearly unique."""
    assert real is not None
    rng = random.Random(seed)
    read = profiles(real.header, real.rows[:rows])
    places = [place for place, column in enumerate(read) if column.role in _PERSONAL]
    if not places:
        places = [max(range(len(read)), key=lambda place: len(set(read[place].values)))]
    columns = [list(column.values) for column in read]
    order, together = list(range(len(columns[0]))), rng.random() < 0.5
    rng.shuffle(order)
    for place in places:
        if not together:
            rng.shuffle(order)
        columns[place] = [columns[place][row] for row in order]
    return from_columns(real.header, columns, "together" if together else "each")
