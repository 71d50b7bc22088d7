"""From families to log-odds: how much each family counts.

Logistic regression with both sides weighing the same, no weight below 0, all drawn towards the one slope that
would suit them all: what a family is worth differs between questions (filling is nearly everything for a
dragged sheet and nothing for a shuffled one), but tables are too few to learn each weight freely.

Source: A. E. Hoerl and R. W. Kennard, Ridge regression, Technometrics 12 (1970) 55-67, here shrunk towards
equal weights instead of towards none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.samples import weights

Floats = NDArray[np.float64]
RIDGE = 0.02
"""Pull towards the common slope: a tenth of it and single families begin to be ignored."""
_ROUNDS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """log-odds = families @ weights + intercept; `weights` has the shape (families,), each at least 0."""

    weights: Floats
    intercept: float

    def log_odds(self, families: Floats) -> Floats:
        """Log-odds of blocks, shape (blocks,), from their families, shape (blocks, families)."""
        found: Floats = families @ self.weights + self.intercept
        return found


def fit_joint(
    families: Floats, kind: NDArray[np.str_], source: NDArray[np.str_], ridge: float = RIDGE
) -> Joint:
    """Weights of the families and intercept, by projected Newton steps from the common slope."""
    weight, n0, n1 = weights(kind, source)
    fake = (kind != "real").astype(float)
    weight = weight / np.where(fake > 0, n1, n0)
    slope, intercept = _line(families.sum(1), fake, weight)
    design = np.column_stack([families, np.ones(len(families))])
    centre = np.append(np.full(families.shape[1], slope), intercept)
    pull = np.append(np.full(families.shape[1], ridge), 1e-9)
    found = centre.copy()
    for _ in range(_ROUNDS):
        p = _chance(design @ found)
        rise = design.T @ (weight * (fake - p)) - pull * (found - centre)
        bend = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(pull + 1e-9)
        free = (found > 0) | (rise > 0)
        free[-1] = True
        step = np.zeros(len(found))
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], rise[free])
        found = found + np.clip(step, -0.5, 0.5)
        found[:-1] = np.maximum(found[:-1], 0)
    return Joint(found[:-1], float(found[-1]))


def _line(total: Floats, fake: Floats, weight: Floats) -> tuple[float, float]:
    """Slope and intercept for the plain sum of families (Newton)."""
    design = np.column_stack([total, np.ones(len(total))])
    line = np.array([0.5, 0.0])
    for _ in range(50):
        p = _chance(design @ line)
        slope = design.T @ (weight * (fake - p)) - 1e-6 * line
        curvature = (design * (weight * p * (1 - p))[:, None]).T @ design + 1e-6 * np.eye(2)
        line = line + np.clip(np.linalg.solve(curvature, slope), -1, 1)
    return max(float(line[0]), 0.0), float(line[1])


def _chance(log_odds: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))
    return chance
