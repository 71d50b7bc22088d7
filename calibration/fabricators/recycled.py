"""An old genuine table sold as new: columns renamed, left out and reordered, dates and years shifted."""

from __future__ import annotations

import random

from calibration.ingredients.profile import Profile, days, profiles, written
from calibration.ingredients.tampering import renumber
from calibration.table import Table, from_columns

KIND = "recycled"
NEEDS_REAL = True
_YEAR = range(1850, 2100)


def make(seed: int, rows: int, real: Table | None) -> Table:
    """Same records, other clothes."""
    assert real is not None
    rng = random.Random(seed)
    read = profiles(real.header, real.rows[:rows])
    kept = sorted(rng.sample(range(len(read)), max(2, round(len(read) * rng.uniform(0.6, 1)))))
    if rng.random() < 0.4:
        rng.shuffle(kept)
    shift = rng.choice([364, 365, 731, 1096, 1826, rng.randrange(90, 3000)])
    columns = [_shifted(read[place], shift) for place in kept]
    header = [_renamed(read[place].header, number, rng) for number, place in enumerate(kept)]
    table = from_columns(tuple(header), columns, "shifted")
    if rng.random() < 0.5:
        rng.shuffle(table.rows)
        table = Table(table.header, table.rows, "shifted, shuffled")
    return renumber(table, rng) if rng.random() < 0.5 else table


def _shifted(column: Profile, shift: int) -> list[str]:
    if column.role == "date":
        read = (days(value, column.pattern) for value in column.values)
        pairs = zip(column.values, read, strict=True)
        return [value if day is None else written(day + shift, column.pattern) for value, day in pairs]
    years = round(shift / 365.25)
    present = column.present[:500]
    if present and all(value.isdecimal() and int(value) in _YEAR for value in present):
        return [str(int(value) + years) if value.isdecimal() else value for value in column.values]
    return list(column.values)


def _renamed(header: str, number: int, rng: random.Random) -> str:
    return rng.choice([header, header.upper(), header.lower().replace(" ", "_"), f"field_{number + 1}"])
