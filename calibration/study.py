"""Everything measured, scored out of fold: what `fit` writes down and `evaluate` reports on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from calibration.crossval import STRONG, Scored, cross_validate
from calibration.detectors import Floats, Plan
from calibration.folds import folds_of
from calibration.kinds import GENERATED, HELD, SCRATCH, STORIES, WAYS, teaches
from calibration.manifest import Entry, digest_of, read_manifests
from calibration.measure import code_digest, read_cache
from calibration.metrics import drawn_sources, upper_bound
from calibration.question import mixture, scratch_of
from calibration.samples import Samples, gather

FITTED_SIZES = (50, 200, 1000)
"""Sizes with step functions of their own; blocks of other sizes count for the nearest.

Why none above: genuine tables of several thousand rows are few, so that smoothing would make them say less
(recall from 2,000 rows on .74 with a size of 5,000, .79 without; out of fold, tables of another hand).
"""
FABRICATED = 2.5
"""Log-odds (LR 12) from which a table is called fabricated."""
TOLD = 3.0
"""The same for a story (LR 20): there are seven of them, and each may be wrong in its own way."""
PLAUSIBLE = -2.5
DOUBT = 1.5
"""Log-odds of a story (LR 4.5) above which it is not excluded."""
ALARMS = 0.008
"""Genuine blocks that all detectors together may call fabricated (upper bound, 95 %).

Why less than the one in a hundred that is promised: thresholds set on other folds give two or three times as
many false alarms as those set on the same blocks (last column of the second table of docs/accuracy.md).
"""
SEED = 1
_FIRST = 8
"""Times the share of a story that `scratch` may use."""
STRICT = ("cart", "copula", "mixed", "padded", "pasted")
"""Stories that speak only beyond what any genuine block reached out of fold: what gives them away (an order
without meaning, repeated records) genuine tables show too, when they were drawn at random or are panels."""
_COUNTED_ROWS = 50
_SHARES = tuple(step / 8000 for step in (*range(12), *range(12, 24, 2), *range(24, 84, 4)))
FLOOR = -math.log(20)
MINIMUM_ROWS, MINIMUM_FAMILIES, AGREEING = 30, 3, 2


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Samples, how each detector was planned and how it scored them, and the thresholds that follow.

    `scored` holds every detector, and the answer to `scratch`; `thresholds` are those of questions: `scratch`
    and the stories.
    """

    samples: Samples
    plans: Mapping[str, Plan]
    scored: Mapping[str, Scored]
    thresholds: Mapping[str, float]
    manifests: str
    code: str


def load_samples(cache: Path, manifests: Sequence[Path], held: Sequence[Path]) -> Samples:
    """Measured blocks of all tables; kinds of the held manifests are marked as another hand's."""
    entries = read_manifests(manifests)
    others = [_marked(entry) for entry in read_manifests(held)]
    known = {entry.sha256 for entry in entries}
    current = {k: b for k, b in read_cache(cache).items() if k.endswith(code_digest()[:16])}
    return gather([*entries, *(e for e in others if e.sha256 not in known)], current)


def _marked(entry: Entry) -> Entry:
    return entry if entry.label == "real" else replace(entry, kind=HELD + entry.kind)


def plans() -> dict[str, Plan]:
    """How every detector is fitted: `generated` in the signals' own direction, the others in the measured."""
    from leakcheck import discover

    modules = {n: discover.load("forensics.signals", n) for n in discover.names("forensics.signals")}
    families = {name: str(module.FAMILY) for name, module in modules.items()}
    towards = {name: int(module.TOWARDS) for name, module in modules.items()}
    own, measured = Plan(FITTED_SIZES, families, towards), Plan(FITTED_SIZES, families)
    return {name: own if name == GENERATED else measured for name in (*WAYS, *STORIES)}


def teaching(samples: Samples, detector: str) -> NDArray[np.bool_]:
    """Blocks a detector learns from."""
    return np.array([teaches(kind, detector) for kind in samples.kind.tolist()])


def make_study(cache: Path, manifests: Sequence[Path], held: Sequence[Path]) -> Study:
    """Score everything by every detector for which there is something to learn from."""
    samples, scored = load_samples(cache, manifests, held), {}
    planned = plans()
    for name, plan in planned.items():
        learn = teaching(samples, name)
        if not (learn & ~samples.real).any():
            continue
        scored[name] = cross_validate(samples, plan, learn)
    scored[SCRATCH] = scratch_of(scored)
    return Study(
        samples, planned, scored, thresholds(samples, scored), digest_of([*manifests, *held]), code_digest()
    )


def thresholds(
    samples: Samples, scored: Mapping[str, Scored], among: NDArray[np.bool_] | None = None
) -> dict[str, float]:
    """Log-odds from which each detector speaks, so that all together rarely call a genuine block fabricated.

    One share of genuine blocks is allowed to each story, `_FIRST` times that to `scratch`, none to the
    `STRICT` ones: the largest share at which the upper bound of all together (whole sources drawn again)
    stays within `ALARMS`. Blocks of few rows, which hardly ever reach a
    threshold, are not counted: they would hide false alarms of the others; nor are designed experiments,
    whose groups are drawn by lot: they are reported apart. `among`: only these.
    """
    judged = samples.real & (samples.rows >= _COUNTED_ROWS) & (samples.level != "experiment")
    judged = judged if among is None else judged & among
    reached = {
        name: np.where(scored[name].agreeing >= AGREEING, scored[name].log_odds, -np.inf)[judged]
        for name in _questions(scored)
    }
    draw = drawn_sources(samples.source[judged], SEED)
    chosen: dict[str, float] = {}
    for share in _SHARES:
        levels = {
            name: _level(one, share * _FIRST, FABRICATED)
            if name == SCRATCH
            else _level(one, 0 if name in STRICT else share, TOLD)
            for name, one in reached.items()
        }
        hits = np.any([reached[name] >= level for name, level in levels.items()], axis=0)
        if chosen and upper_bound(hits, draw) > ALARMS:
            break
        chosen = levels
    return chosen


def crossed_alarms(study: Study) -> NDArray[np.bool_]:
    """Genuine blocks called fabricated when each fold's thresholds are set on the other folds; by block."""
    samples = study.samples
    folds = folds_of(samples.source[samples.real].tolist())
    fold = np.array([folds.get(source, -1) for source in samples.source.tolist()])
    called = np.zeros(len(samples), bool)
    for one in sorted(set(folds.values())):
        levels = thresholds(samples, study.scored, among=fold != one)
        for name, level in levels.items():
            scored = study.scored[name]
            told = (scored.log_odds >= level) & (scored.agreeing >= AGREEING)
            called |= told & (fold == one)
    enough = (study.scored[SCRATCH].judged >= MINIMUM_FAMILIES) & (samples.rows >= MINIMUM_ROWS)
    return called & samples.real & enough


def _level(reached: Floats, share: float, lowest: float) -> float:
    """Log-odds, `lowest` at least, above which this share of the genuine blocks lies."""
    ranked = np.sort(reached)[::-1]
    allowed = int(share * len(ranked))
    least = float(ranked[allowed]) + 0.05 if len(ranked) > allowed else -math.inf
    return round(max(least, lowest), 4)


def verdicts(study: Study) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """Word and reason of every block, by the rule of `leakcheck.weighing.invention`."""
    scratch, n = study.scored[SCRATCH], len(study.samples)
    word, why = np.full(n, "plausible", "U12"), np.full(n, "", "U16")
    best = margins(study)
    names = np.array(list(best))
    stack = np.array(list(best.values()))
    agreeing = np.array([study.scored[name].agreeing for name in best])
    told = (stack >= 0) & (agreeing >= AGREEING)
    first = np.where(told, stack, -np.inf)
    first[0] = np.where(told[0], np.inf, -np.inf)
    stories = [study.scored[name].log_odds for name in best if name != SCRATCH]
    open_ = np.max(stories, axis=0) > DOUBT if stories else np.zeros(n, bool)
    rules = (
        (open_, "inconclusive", "story-open"),
        (scratch.log_odds > PLAUSIBLE, "inconclusive", "between"),
        ((stack >= 0).any(0), "inconclusive", "one-family"),
    )
    for mask, said, reason in rules:
        word[mask], why[mask] = said, reason
    word[told.any(0)] = "fabricated"
    why[told.any(0)] = names[first.argmax(0)][told.any(0)]
    few = (scratch.judged < MINIMUM_FAMILIES) | (study.samples.rows < MINIMUM_ROWS)
    word[few], why[few] = "inconclusive", "too-few"
    return word, why


def any_odds(study: Study) -> Floats:
    """Log-odds of `made in any of the known ways`: the mixture of all detectors, as the product takes it."""
    return mixture({name: study.scored[name].log_odds for name in study.plans if name in study.scored})


def _questions(scored: Mapping[str, Scored]) -> list[str]:
    return [SCRATCH, *(name for name in sorted(STORIES) if name in scored)]


def margins(study: Study) -> dict[str, Floats]:
    """Log-odds beyond the threshold, `scratch` first."""
    return {name: study.scored[name].log_odds - study.thresholds[name] for name in _questions(study.scored)}


__all__ = ["STRONG", "Study", "load_samples", "make_study", "plans", "teaching", "thresholds", "verdicts"]
