"""A detector: the step functions of all signals, and their families.

What the product computes for one table (`leakcheck.weighing.invention`), here for many at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.published import Published, published
from calibration.samples import REAL, Samples, weights
from calibration.steps import Counted, Steps, fit_steps
from leakcheck.weighing.stepcounts import MOST

Floats = NDArray[np.float64]
POORLY_KNOWN, HARDLY_KNOWN = 40, 5
"""Genuine sources below which a signal says at most LR 5, and below which it says nothing."""
POOR_CAP = math.log(5)
REST = 0.25
"""What every signal of a family but its strongest counts, on either side.

Out of fold, tables of another hand, at 50, 200 and 1,000 rows: AUC .946/.965/.981 when they count nothing,
.959/.980/.990 at a quarter, .960/.980/.990 in full; Cllr .36, .28, .32; false alarms the same.
"""
BOUND = 5.0
"""Nats; the most a family says on either side before its weight (LR 148), however many signals agree in it.

Why: seventeen signals of one cause would otherwise carry a verdict nearly alone; and log(sources / 3), the
most that so many sources can bear, is about as much.
"""
FAINT = 0.3
"""Nats; a signal that nowhere says as much is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """Step functions by signal and size, directions and families of one detector."""

    sizes: tuple[int, ...]
    towards: Mapping[str, int]
    families: Mapping[str, str]
    steps: Mapping[str, Mapping[int, Steps]]
    caps: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a fit is told: sizes that get step functions, families, and fixed directions (or none)."""

    sizes: tuple[int, ...]
    families: Mapping[str, str]
    towards: Mapping[str, int] | None = None


def fit_curves(samples: Samples, plan: Plan) -> Curves:
    """Count all signals; a size with too few sources takes the step function of all sizes together."""
    steps: dict[str, dict[int, Steps]] = {}
    towards: dict[str, int] = {}
    caps: dict[str, float] = {}
    nearest = _nearest(samples.rows, plan.sizes)
    for j, signal in enumerate(samples.signals):
        have = np.isfinite(samples.values[:, j])
        sources = len(np.unique(samples.source[have & samples.real]))
        told = published().get(signal) if sources < POORLY_KNOWN else None
        known = sources + (told.of if told else 0)
        cap = MOST if sources >= POORLY_KNOWN else min(POOR_CAP, math.log1p(known / 3))
        sign = plan.towards[signal] if plan.towards else _direction(samples, j)
        pooled = fit_steps(_joined_to(_counted(samples, j, have, sign), told, sign), cap, HARDLY_KNOWN)
        if pooled is None:
            continue
        fitted = {
            size: (None if told else fit_steps(_counted(samples, j, have & (nearest == size), sign), cap))
            or pooled
            for size in plan.sizes
        }
        if max(abs(value) for one in fitted.values() for value in one.log_lr) >= FAINT:
            towards[signal], steps[signal], caps[signal] = sign, fitted, cap
    return Curves(plan.sizes, towards, plan.families, steps, caps)


def _nearest(rows: NDArray[np.int64], sizes: Sequence[int]) -> NDArray[np.int64]:
    grid = np.array(sizes, np.int64)
    near = np.abs(np.log(rows)[:, None] - np.log(grid)[None, :]).argmin(1)
    found: NDArray[np.int64] = grid[near]
    return found


def _counted(samples: Samples, j: int, chosen: NDArray[np.bool_], sign: int) -> Counted:
    return Counted(
        samples.values[chosen, j] * sign, samples.kind[chosen], samples.source[chosen], samples.name[chosen]
    )


def _joined_to(counted: Counted, told: Published | None, sign: int) -> Counted:
    """What was counted here, and the genuine sources counted elsewhere."""
    if told is None:
        return counted
    values = np.array([told.at] * told.hits + [told.other] * (told.of - told.hits)) * sign
    names = np.array([f"published:{place}" for place in range(told.of)])
    return Counted(
        np.append(counted.values, values),
        np.append(counted.kind, np.full(told.of, REAL)),
        np.append(counted.source, names),
        np.append(counted.table, names),
    )


def _direction(samples: Samples, j: int) -> int:
    """The side on which fabricated blocks lie, by weighted AUC over all sizes."""
    from calibration.metrics import auc

    have = np.isfinite(samples.values[:, j])
    real, fake = have & samples.real, have & ~samples.real
    if not real.any() or not fake.any():
        return 1
    w0, w1 = (weights(samples.kind[s], samples.source[s])[0] for s in (real, fake))
    return 1 if auc(samples.values[real, j], samples.values[fake, j], w0, w1) >= 0.5 else -1


def terms(samples: Samples, curves: Curves) -> Floats:
    """Log-LR of every signal on every block, shape (blocks, signals); 0 where there is no value."""
    found = np.zeros((len(samples), len(samples.signals)))
    low, high, share = _neighbours(samples.rows, curves.sizes)
    for j, signal in enumerate(samples.signals):
        if signal not in curves.steps:
            continue
        have = np.isfinite(samples.values[:, j])
        turned = samples.values[:, j] * curves.towards[signal]
        for size, steps in curves.steps[signal].items():
            here = np.array(steps.log_lr)
            for side, part in ((low, 1 - share), (high, share)):
                mine = have & (side == size)
                place = np.searchsorted(steps.edges, turned[mine], "right")
                found[mine, j] += here[place] * part[mine]
    return found


def _neighbours(
    rows: NDArray[np.int64], sizes: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    grid = np.array(sizes)
    above = np.searchsorted(grid, rows, "right")
    low, high = grid[np.maximum(above - 1, 0)], grid[np.minimum(above, len(grid) - 1)]
    inside = high > low
    share = np.zeros(len(rows))
    share[inside] = np.log(rows[inside] / low[inside]) / np.log(high[inside] / low[inside])
    share[above == 0] = 0.0
    low = np.where(above == 0, high, low)
    return low, high, share


def family_terms(
    found: Floats, signals: Sequence[str], families: Mapping[str, str]
) -> tuple[Floats, tuple[str, ...]]:
    """Weight of every family, shape (blocks, families): see `leakcheck.weighing.invention`."""
    names = tuple(sorted(set(families.values())))
    columns = np.zeros((len(found), len(names)))
    for k, name in enumerate(names):
        mine = [j for j, signal in enumerate(signals) if families.get(signal) == name]
        if mine:
            part = found[:, mine]
            columns[:, k] = _joined(np.maximum(part, 0)) - _joined(np.maximum(-part, 0))
    return columns, names


def _joined(part: Floats) -> Floats:
    strongest = part.max(1)
    joined: Floats = np.minimum(strongest + REST * (part.sum(1) - strongest), BOUND)
    return joined
