"""Columns of two genuine tables side by side: a list of persons made richer with strangers' attributes."""

from __future__ import annotations

import random

from calibration.table import Table

KIND = "paste"
NEEDS_REAL = True
PAIRS = True


def make(seed: int, rows: int, real: Table | None, other: Table | None = None) -> Table:
    """Left columns of one table, some columns of the other, as many rows as the shorter has."""
    assert real is not None
    rng = random.Random(seed)
    second = other if other is not None else real
    length = min(rows, len(real.rows), len(second.rows))
    left = sorted(rng.sample(range(len(real.header)), max(1, min(12, round(len(real.header) * 0.6)))))
    taken = max(1, min(10, round(len(second.header) * 0.6)))
    right = sorted(rng.sample(range(len(second.header)), taken))
    start = rng.randrange(len(second.rows) - length + 1)
    lower = second.rows[start : start + length]
    if rng.random() < 0.5:
        rng.shuffle(lower)
    rows_made = [
        [a[place] for place in left] + [b[place] for place in right]
        for a, b in zip(real.rows[:length], lower, strict=True)
    ]
    header = [real.header[place] for place in left] + [second.header[place] for place in right]
    return Table(tuple(_distinct(header)), rows_made)


def _distinct(header: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    for place, name in enumerate(header):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            header[place] = f"{name}_{seen[name]}"
    return header
