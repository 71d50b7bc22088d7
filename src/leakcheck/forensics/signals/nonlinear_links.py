"""Whether numbers and dates are related in more ways than rising together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import LINKED, associations
from leakcheck.forensics.statistics.ranks import rank_correlations
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Relations other than rising together"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "median over pairs of number and date columns with z > 4 of log10(z / (0.3 + |rho| sqrt(n - 1))), "
    "rho: Spearman rank correlation"
)
SOURCES = (
    "C. Spearman, The proof and measurement of association between two things (1904)",
    "J. B. S. Haldane, The mean and variance of chi-square, Biometrika 31 (1940)",
    "Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",
)
SENTENCE = (
    "The {pairs} related pairs of numbers and dates rise and fall together and nothing else (surplus "
    "{surplus:.1f}-fold), as a statistical model makes them."
)
SENTENCE_FOR = (
    "The {pairs} related pairs of numbers and dates are related in more ways than rising together "
    "(surplus {surplus:.1f}-fold), as limits and rules make them."
)
INNOCENT = ("quantities that simply grow with each other",)


def measure(specimen: Specimen) -> Measurement | None:
    """Compare both kinds of relation; None without related numbers or dates."""
    import numpy as np

    pairs = associations(specimen)
    ranked = rank_correlations(specimen)
    if specimen.size < MINIMUM or pairs is None or ranked is None:
        return None
    where = {place: i for i, place in enumerate(ranked.places)}
    surplus, places = [], []
    for k in pairs.linked(LINKED).tolist():
        one, other = int(pairs.places[pairs.first[k]]), int(pairs.places[pairs.second[k]])
        if one in where and other in where:
            i, j = where[one], where[other]
            steps = abs(float(ranked.rho[i, j])) * max(0.0, float(ranked.records[i, j]) - 1) ** 0.5
            surplus.append(float(np.log10(pairs.z[k] / (0.3 + steps))))
            places += [one, other]
    if not surplus:
        return None
    value = float(np.median(surplus))
    facts = {"pairs": len(surplus), "surplus": 10**value}
    return Measurement(value, tuple(dict.fromkeys(places)), facts, pairs.support)


def genuine(seed: int, rows: int) -> makers.Table:
    """Demand that is high at both ends of a season, and a price that rises with it."""
    return _pairs(seed, rows, is_bent=True)


def fabricated(seed: int, rows: int) -> makers.Table:
    """Two quantities from a bell-shaped model."""
    return _pairs(seed, rows, is_bent=False)


def _pairs(seed: int, rows: int, is_bent: bool) -> makers.Table:
    import random

    rng = random.Random(seed)  # noqa: S311 - nothing secret
    records: list[list[str | None]] = []
    for _ in range(rows):
        day, luck, other = rng.gauss(0, 1), rng.gauss(0, 1), rng.gauss(0, 1)
        demand = abs(day) + 0.3 * luck if is_bent else 0.7 * day + 0.7 * luck
        cells = day, demand, 0.8 * demand + 0.6 * other
        records.append([f"{50 + 10 * cell:.1f}" for cell in cells])
    return ("day", "demand", "price"), records
