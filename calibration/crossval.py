"""Scores of tables by models that have not seen their source.

Five models, each without a fifth of the sources; a table is scored by the one that left its source out. How
families are joined is fitted on such scores as well, again without the table's own fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calibration.detectors import Curves, Floats, Plan, family_terms, fit_curves, terms
from calibration.folds import FOLDS, folds_of
from calibration.joining import Joint, fit_joint
from calibration.samples import Samples

STRONG = 0.5
"""Nats, after its weight, from which a family speaks for fabrication."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Out-of-fold results of one detector on every block.

    Parameters
    ----------
    log_odds : float64 array, shape (blocks,)
    agreeing, judged : int64 arrays, shape (blocks,)
        Families with at least `STRONG` nats for fabrication; families with any value.
    found : float64 array, shape (blocks, signals)
        Terms.
    families : float64 array, shape (blocks, families)
        What each adds to the log-odds.
    names : tuple of str
        Of the families.
    """

    log_odds: Floats
    agreeing: NDArray[np.int64]
    judged: NDArray[np.int64]
    found: Floats
    families: Floats
    names: tuple[str, ...]


def fold_of(samples: Samples) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Folds of the first and of the last source of every block."""
    assigned = folds_of(samples.source.tolist())
    first = np.array([assigned[source] for source in samples.source.tolist()], np.int64)
    second = np.array([assigned.get(source, 0) for source in samples.second.tolist()], np.int64)
    return first, second


def cross_validate(samples: Samples, plan: Plan, teaching: NDArray[np.bool_], without: str = "") -> Scored:
    """Score all blocks out of fold; `teaching` blocks are learned from, `without` is a family left out."""
    first, second = fold_of(samples)
    found = np.zeros((len(samples), len(samples.signals)))
    for fold in range(FOLDS):
        learn, test = teaching & (first != fold) & (second != fold), first == fold
        curves = fit_curves(samples.take(learn), plan)
        found[test] = terms(samples.take(test), curves)
    return summed(samples, plan, found, teaching, without)


def summed(
    samples: Samples, plan: Plan, found: Floats, teaching: NDArray[np.bool_], without: str = ""
) -> Scored:
    """Families and log-odds of out-of-fold terms."""
    families, names = family_terms(found, samples.signals, plan.families)
    if without:
        families = families * np.array([name != without for name in names])
    first, _ = fold_of(samples)
    added, log_odds = np.zeros(families.shape), np.zeros(len(samples))
    for fold in range(FOLDS):
        learn, test = teaching & (first != fold), first == fold
        joint = fit_joint(families[learn], samples.kind[learn], samples.source[learn])
        added[test], log_odds[test] = families[test] * joint.weights, joint.log_odds(families[test])
    judged = _judged(samples, plan.families, names)
    return Scored(log_odds, (added >= STRONG).sum(1), judged, found, added, names)


def _judged(samples: Samples, families: Mapping[str, str], names: Sequence[str]) -> NDArray[np.int64]:
    have = np.isfinite(samples.values)
    held = [
        have[:, [j for j, s in enumerate(samples.signals) if families.get(s) == name]].any(1)
        for name in names
    ]
    return np.sum(held, axis=0) if held else np.zeros(len(samples), np.int64)


def final(samples: Samples, plan: Plan, teaching: NDArray[np.bool_], scored: Scored) -> tuple[Curves, Joint]:
    """Curves of all teaching blocks, and how their out-of-fold families are joined."""
    families, _ = family_terms(scored.found, samples.signals, plan.families)
    learn = families[teaching], samples.kind[teaching], samples.source[teaching]
    return fit_curves(samples.take(teaching), plan), fit_joint(*learn)
