"""From counted tables to a rising step function of log likelihood ratios.

Counts are smoothed by ten tables a side, spread over the bins; neighbouring bins whose ratio falls instead of
rising are joined (pool adjacent violators: Ayer et al., Annals of Mathematical Statistics 26, 1955, 641-647).
A step says at most +3 and at least -2 nats. Few tables thus say little, and no signal decides alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

PRIOR = 10.0
"""Tables of smoothing on either side, over all bins together."""
LEAST, MOST = -2.0, 3.0

Step = tuple[int, float, float]
"""Bins joined in a step, weight of genuine tables in it, weight of fabricated ones."""
Totals = tuple[float, float]
"""Weight of all genuine and of all fabricated tables that had a value."""


def monotone(steps: Iterable[Step], totals: Totals) -> list[Step]:
    """Join neighbours until the ratios rise; bins already joined stay so."""
    given = list(steps)
    bins = sum(step[0] for step in given)
    kept: list[Step] = []
    for step in given:
        kept.append(step)
        while len(kept) > 1 and ratio(kept[-2], totals, bins) >= ratio(kept[-1], totals, bins):
            (m, real, fake), (k, more_real, more_fake) = kept.pop(-2), kept.pop()
            kept.append((m + k, real + more_real, fake + more_fake))
    return kept


def ratio(step: Step, totals: Totals, bins: int) -> float:
    """Smoothed log likelihood ratio of a step, nats: log (f + s) / (F + 10) - log (g + s) / (G + 10)."""
    joined, real, fake = step
    share = PRIOR * joined / bins
    return math.log((fake + share) / (totals[1] + PRIOR)) - math.log((real + share) / (totals[0] + PRIOR))


def clipped(value: float, cap: float = MOST) -> float:
    """A log likelihood ratio within what one signal may say; `cap` for one that is known from few sources."""
    return min(max(value, LEAST, -cap), MOST, cap)
