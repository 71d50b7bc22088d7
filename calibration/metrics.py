"""Figures of merit of a score: all take scores (high = fabricated) and weights, as numpy arrays.

Sources: Brümmer & du Preez, Computer Speech & Language 20 (2006) 230-275 (Cllr); Clopper & Pearson,
Biometrika 26 (1934) 404-413; Efron & Tibshirani, An Introduction to the Bootstrap (1993), by cluster.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BOOTSTRAPS = 1000


def auc(
    real: Floats, fake: Floats, real_weight: Floats | None = None, fake_weight: Floats | None = None
) -> float:
    """Chance that a fabricated table scores above a genuine one, ties half; NaN when a side is empty."""
    if not len(real) or not len(fake):
        return math.nan
    w0 = np.ones(len(real)) if real_weight is None else real_weight
    w1 = np.ones(len(fake)) if fake_weight is None else fake_weight
    order = np.argsort(real, kind="stable")
    ranked, below = real[order], np.concatenate([[0.0], np.cumsum(w0[order])])
    less, equal = np.searchsorted(ranked, fake, "left"), np.searchsorted(ranked, fake, "right")
    return float(np.sum(w1 * (below[less] + below[equal]) / 2) / (below[-1] * w1.sum()))


def recall_at(real: Floats, fake: Floats, false_alarms: float = 0.01) -> float:
    """Share of fabricated tables above all but `false_alarms` of the genuine ones."""
    if not len(real) or not len(fake):
        return math.nan
    allowed = math.floor(false_alarms * len(real))
    return float(np.mean(fake > np.sort(real)[len(real) - 1 - allowed]))


def cllr(
    real: Floats, fake: Floats, real_weight: Floats | None = None, fake_weight: Floats | None = None
) -> float:
    """Log-likelihood-ratio cost at even priors of natural log-odds, bits: 0 perfect, 1 says nothing."""
    if not len(real) or not len(fake):
        return math.nan
    missed = np.average(np.logaddexp(0, -fake), weights=fake_weight)
    alarmed = np.average(np.logaddexp(0, real), weights=real_weight)
    return float((missed + alarmed) / 2 / math.log(2))


def brier(real: Floats, fake: Floats) -> float:
    """Mean squared error of the probability at even priors, both sides equal."""
    if not len(real) or not len(fake):
        return math.nan
    return float((np.mean(_probability(real) ** 2) + np.mean((1 - _probability(fake)) ** 2)) / 2)


def _probability(log_odds: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))


def clopper_pearson(hits: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """Exact binomial interval of hits / trials."""
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else _root(lambda p: 1 - _cdf(hits - 1, trials, p) - tail)
    high = 1.0 if hits == trials else _root(lambda p: tail - _cdf(hits, trials, p))
    return low, high


def _cdf(hits: int, trials: int, p: float) -> float:
    terms = [
        math.lgamma(trials + 1) - math.lgamma(i + 1) - math.lgamma(trials - i + 1)
        + i * math.log(p) + (trials - i) * math.log1p(-p)
        for i in range(hits + 1)
    ]  # fmt: skip
    return math.fsum(map(math.exp, terms))


def _root(rising: Callable[[float], float]) -> float:
    low, high = 1e-12, 1 - 1e-12
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Sources drawn again and again: each table's source, and the draws, shape (times, sources)."""

    places: NDArray[np.intp]
    totals: NDArray[np.intp]
    draws: NDArray[np.int64]


def drawn_sources(sources: NDArray[np.str_], seed: int) -> Drawn:
    """Draw whole sources with replacement, as often as there are sources, `BOOTSTRAPS` times."""
    names, places = np.unique(sources, return_inverse=True)
    draws = np.random.default_rng(seed).integers(0, len(names), (BOOTSTRAPS, len(names)))
    return Drawn(places, np.bincount(places, minlength=len(names)), draws)


def upper_bound(hits: NDArray[np.bool_], drawn: Drawn, upper: float = 0.95) -> float:
    """Upper bound of a rate over tables when whole sources are drawn again."""
    alarms = np.bincount(drawn.places, weights=hits.astype(float), minlength=len(drawn.totals))
    rates = alarms[drawn.draws].sum(1) / drawn.totals[drawn.draws].sum(1)
    return float(np.quantile(rates, upper))


def reliability(
    real: Floats, fake: Floats, edges: Sequence[float]
) -> list[tuple[float, float, int, int, float]]:
    """(from, to, genuine, fabricated, observed LR) per bin of log-odds; half a table added to every cell."""
    rows = []
    for low, high in itertools.pairwise(edges):
        n0 = int(np.sum((real >= low) & (real < high)))
        n1 = int(np.sum((fake >= low) & (fake < high)))
        rows.append((low, high, n0, n1, (n1 + 0.5) / (len(fake) + 1) / ((n0 + 0.5) / (len(real) + 1))))
    return rows
