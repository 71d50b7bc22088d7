"""Tables as sample databases for teaching have them: written with thought, so that queries give something.

Employees with bosses and pay bands, customers with credit limits, orders and order lines that repeat their
keys, payments, films rented, enrolments, loans of books. Records hang together; figures are rounded by taste.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from calibration.ingredients.demonstration import SHEETS
from calibration.ingredients.hand import hand
from calibration.ingredients.headers import style_of, written
from calibration.table import Table

KIND = "demo_like"
NEEDS_REAL = False
_MOST = 12


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """One table of a sample database."""
    rng = random.Random(seed)
    sheet = rng.choice(sorted(SHEETS))
    maker: Callable[..., list[dict[str, str]]] = SHEETS[sheet]
    lines = maker(hand(rng), rows)
    fields = list(lines[0])
    if len(fields) > 5 and rng.random() < 0.5:
        fields = sorted(rng.sample(fields, rng.randint(4, min(len(fields), _MOST))), key=fields.index)
    style = style_of(rng)
    header = tuple(written(field.replace("_", " "), style) for field in fields)
    return Table(header, [[line[field] for field in fields] for line in lines], sheet)
