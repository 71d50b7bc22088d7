"""Half a genuine table, half imitated from it: the mixture most leaks "improved for sale" would be."""

from __future__ import annotations

import random

from calibration import fabricators
from calibration.ingredients.seeds import derive
from calibration.ingredients.tampering import renumber
from calibration.table import Table

KIND = "mixed"
NEEDS_REAL = True
_IMITATORS = ("faker_careful", "copula", "cart", "shuffle")


def make(seed: int, rows: int, real: Table | None) -> Table:
    """Imitated rows first, last or mixed in; by one of four imitators."""
    assert real is not None
    rng = random.Random(seed)
    imitator, layout = rng.choice(_IMITATORS), rng.choice(["below", "above", "mixed"])
    kept = round(rows * rng.choice([0.3, 0.5, 0.5, 0.7]))
    start = rng.randrange(len(real.rows) - kept + 1)
    genuine = [list(row) for row in real.rows[start : start + kept]]
    imitated = fabricators.load(imitator).make(derive(seed, imitator), rows - kept, real).rows[: rows - kept]
    together = genuine + imitated if layout != "above" else imitated + genuine
    if layout == "mixed":
        rng.shuffle(together)
    return renumber(Table(real.header, together, f"{imitator} {layout}"), rng)
