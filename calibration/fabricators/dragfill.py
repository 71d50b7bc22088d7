"""A spreadsheet filled by dragging: a few typed rows, then series, constants and repeats down to the end."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from calibration.fabricators.script import way_of
from calibration.ingredients.dragging import continued, continued_together
from calibration.ingredients.finishing import finish
from calibration.ingredients.hand import hand
from calibration.ingredients.lists import plan
from calibration.table import Table

KIND = "dragfill"
NEEDS_REAL = False
_NAMED = {"name", "first_name", "last_name", "email", "username", "gender"}


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """Two to twelve typed rows, dragged by column or as one selection; some columns drawn all the way."""
    rng = random.Random(seed)
    who = hand(rng)
    theme, fields = plan(rng, 3, 12)
    typed, dragged = rng.randint(2, 12), rng.uniform(0.5, 1)
    together = rng.choice(["", "", "turn", "trend"])
    persons = [who.person() for _ in range(rows)]
    columns = {}
    for field in fields:
        if field == "id":
            columns[field] = [str(number) for number in range(1, rows + 1)]
            continue
        way = way_of(who, field) if field not in _NAMED else None
        drawn = [person[field] for person in persons] if way is None else [way() for _ in range(rows)]
        columns[field] = drawn
        if rng.random() < dragged:
            seen = _dates(rng, typed) if field.endswith("date") and rng.random() < 0.6 else drawn[:typed]
            columns[field] = (
                continued_together(seen[:rows], rows, together) if together else continued(seen, rows, rng)
            )
    return finish(theme, columns, rng, who.culture, tidy=0.95)


def _dates(rng: random.Random, typed: int) -> list[str]:
    start, step = (
        datetime(2015, 1, 1) + timedelta(days=rng.randrange(3500)),
        rng.choice([0, 1, 1, 1, 2, 7, 30]),
    )
    return [(start + timedelta(days=step * number)).strftime("%Y-%m-%d") for number in range(typed)]
