"""Whether some relation between columns is richer than a bell-shaped model makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import associations
from leakcheck.forensics.statistics.cells import beyond_correlation
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Relations richer than a correlation"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "largest over linked pairs (z > 4, V <= 0.9, >= 3 levels) of (phi^2 - noise - (l + l^2 + ... + "
    "l^K)) / phi^2; phi^2 = X^2/n, noise = (r-2)(c-2)/n, l = first squared canonical correlation, K = "
    "min(r, c) - 1"
)
SOURCES = (
    "H. O. Lancaster, The structure of bivariate distributions, Ann. Math. Stat. 29 (1958)",
    "Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",
)
SENTENCE = (
    "None of {pairs} related pairs of columns holds more than a plain correlation explains "
    "({percent:.0f} % beyond it): statistical models draw such tables."
)
SENTENCE_FOR = (
    "Of {pairs} related pairs of columns the richest holds {percent:.0f} % beyond a plain correlation, "
    "as rules and exceptions of real records make it."
)
INNOCENT = (
    "measured quantities that truly follow a bell curve",
    "few related columns",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Take the richest relation; None without related pairs of at least three levels a side."""
    pairs = associations(specimen)
    if specimen.size < MINIMUM or pairs is None:
        return None
    excess = beyond_correlation(pairs)
    if not len(excess.pairs):
        return None
    best = int(excess.share.argmax())
    value = float(excess.share[best])
    pair = excess.pairs[best]
    places = int(pairs.places[pairs.first[pair]]), int(pairs.places[pairs.second[pair]])
    facts = {"pairs": len(excess.pairs), "percent": max(0.0, 100 * value)}
    return Measurement(value, places, facts, pairs.support)


def genuine(seed: int, rows: int) -> makers.Table:
    """A desk for every town, with visitors from elsewhere."""
    import random

    rng = random.Random(seed)  # noqa: S311 - nothing secret
    records: list[list[str | None]] = []
    for _ in range(rows):
        town = rng.randrange(6)
        desk = town if rng.random() < 0.75 else rng.randrange(6)
        records.append([f"town {town}", f"desk {desk}"])
    return ("town", "desk"), records


def fabricated(seed: int, rows: int) -> makers.Table:
    """The same from a bell-shaped model of two correlated scores."""
    import random

    rng = random.Random(seed)  # noqa: S311 - nothing secret
    records: list[list[str | None]] = []
    for _ in range(rows):
        shared = rng.gauss(0, 1)
        town, desk = (min(5, max(0, int(3 + 1.3 * shared + 0.7 * rng.gauss(0, 1)))) for _ in range(2))
        records.append([f"town {town}", f"desk {desk}"])
    return ("town", "desk"), records
