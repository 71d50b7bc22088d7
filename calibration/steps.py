"""One signal at one size: values counted into a rising step function of log likelihood ratios.

Bins cut at tenths of the weight, half of it genuine, half fabricated, and finer at both ends, where what is
rare but telling lies; what becomes of the counts stands in
`leakcheck.weighing.stepcounts`, because a user's own tables are added to them there. Genuine tables count by
source: those of one source resemble each other. Fabricated ones count by table: each is drawn afresh.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.samples import REAL, weights
from leakcheck.weighing.stepcounts import MOST, clipped, monotone, ratio

CUTS = (0.01, 0.02, 0.05, *(tenth / 10 for tenth in range(1, 10)), 0.95, 0.98, 0.99)
FEWEST = 15
"""Sources below which a size has no step function of its own."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Step function and the counts it rests on.

    `edges` rise; `log_lr`, `real`, `fake` (tables) and `weighed` (bins, genuine and fabricated weight)
    have one entry for each step. `totals` are the weights of both sides.
    """

    edges: tuple[float, ...]
    log_lr: tuple[float, ...]
    real: tuple[int, ...]
    fake: tuple[int, ...]
    weighed: tuple[tuple[int, float, float], ...]
    totals: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Values of one signal (turned so that high speaks for the detector), with kind, source and table."""

    values: NDArray[np.float64]
    kind: NDArray[np.str_]
    source: NDArray[np.str_]
    table: NDArray[np.str_]


def fit_steps(counted: Counted, cap: float = MOST, fewest: int = FEWEST) -> Steps | None:
    """Step function of finite values; None with less than `fewest` genuine sources or tables on a side."""
    real = counted.kind == REAL
    if not real.any() or real.all():
        return None
    weight, n0, n1 = weights(counted.kind, counted.source)
    tables = [len(np.unique(counted.table[side])) for side in (real, ~real)]
    if n0 < fewest or min(tables) < fewest:
        return None
    weight, n1 = np.where(real, weight, weight * tables[1] / n1), float(tables[1])
    edges = _edges(counted.values, weight / np.where(real, n0, n1))
    place = np.searchsorted(edges, counted.values, "right")
    bins = len(edges) + 1
    c0 = np.bincount(place[real], weight[real], bins)
    c1 = np.bincount(place[~real], weight[~real], bins)
    steps = monotone(zip([1] * bins, c0.tolist(), c1.tolist(), strict=True), (n0, n1))
    ends = np.cumsum([m for m, _, _ in steps])
    shown = [_tables(counted.table[side], place[side], ends) for side in (real, ~real)]
    return Steps(
        edges=tuple(float(edges[end - 1]) for end in ends[:-1]),
        log_lr=tuple(clipped(ratio(step, (n0, n1), bins), cap) for step in steps),
        real=shown[0],
        fake=shown[1],
        weighed=tuple(steps),
        totals=(n0, n1),
    )


def _edges(values: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weighted quantiles, each moved half-way to the next smaller value so that rounding moves no table."""
    order = np.argsort(values, kind="stable")
    ranked, reached = values[order], np.cumsum(weight[order]) / weight.sum()
    cuts = np.searchsorted(reached, np.array(CUTS) - 1e-9, "left")
    found = set()
    for value in ranked[np.minimum(cuts, len(ranked) - 1)]:
        first = int(np.searchsorted(ranked, value, "left"))
        if first:
            found.add((ranked[first - 1] + value) / 2)
    return np.array(sorted(found), float)


def _tables(table: NDArray[np.str_], place: NDArray[np.intp], ends: NDArray[np.int64]) -> tuple[int, ...]:
    """Tables in every step, each once: by the step of its first block."""
    _, first = np.unique(table, return_index=True)
    step = np.searchsorted(ends, place[first], "right")
    return tuple(np.bincount(step, minlength=len(ends)).tolist())
