"""How good the weights are: ``python -m calibration.evaluate REPORT CACHE MANIFEST… [--held MANIFEST]``.

The report that is published is ``docs/accuracy.md``.

Every score of the report is out of fold by source: see `calibration.crossval`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from calibration import report
from calibration.crossval import Scored, cross_validate, summed
from calibration.detectors import Floats
from calibration.kinds import HELD, SCRATCH, WAYS, is_scratch, way_of
from calibration.question import scratch_of
from calibration.study import Study, make_study, teaching, verdicts


def leave_kind_out(study: Study) -> dict[str, Floats]:
    """Log-odds `scratch` of every block when a kind, and what is like it, was never seen; by kind.

    A way that is learned from this kind alone falls out.
    """
    samples, found = study.samples, {}
    scratch = {kind for kind in samples.kind.tolist() if is_scratch(kind) and not kind.startswith(HELD)}
    for kind in sorted(scratch):
        ways = {name: study.scored[name] for name in WAYS if name in study.scored}
        name = way_of(kind)
        without = teaching(samples, name) & (samples.kind != kind)
        del ways[name]
        if (without & ~samples.real).any():
            ways[name] = cross_validate(samples, study.plans[name], without)
        if ways:
            found[kind] = scratch_of(ways).log_odds
    return found


def drop_family(study: Study) -> dict[str, Floats]:
    """Log-odds `scratch` without one family, by family."""
    samples, ways = study.samples, [name for name in WAYS if name in study.scored]

    def scored_without(family: str, way: str) -> Scored:
        learn = teaching(samples, way)
        return summed(samples, study.plans[way], study.scored[way].found, learn, family)

    return {
        family: scratch_of({way: scored_without(family, way) for way in ways}).log_odds
        for family in study.scored[SCRATCH].names
    }


def suspects(study: Study, above: float = 1.5) -> Iterator[tuple[str, int, float, list[tuple[str, float]]]]:
    """(table, rows, log-odds, strongest signals) of genuine tables that look invented: the list of bugs."""
    samples, scored = study.samples, study.scored[SCRATCH]
    worst: dict[str, int] = {}
    for i in np.flatnonzero(samples.real & (scored.log_odds > above)).tolist():
        name = str(samples.name[i])
        if name not in worst or scored.log_odds[i] > scored.log_odds[worst[name]]:
            worst[name] = i
    for i in sorted(worst.values(), key=lambda i: (-scored.log_odds[i], str(samples.name[i]))):
        terms = sorted(zip(scored.found[i].tolist(), samples.signals, strict=True), reverse=True)[:4]
        strongest = [(signal, value) for value, signal in terms if value > 0]
        yield str(samples.source[i]), int(samples.rows[i]), float(scored.log_odds[i]), strongest


def accuracy(study: Study, *, quick: bool = False) -> str:
    """The report, in Markdown."""
    word, why = verdicts(study)
    scratch = np.array([is_scratch(kind) for kind in study.samples.kind.tolist()])
    other = np.char.startswith(study.samples.kind, HELD)
    parts = [
        report.heading(study),
        report.headline(study, word, _groups(study.samples.kind, scratch, other)),
        report.alarms(study, word),
        report.by_kind(study, word, why),
        report.stories(study, why),
        report.reliability_table(study, scratch),
        report.dropped(study, drop_family(study), (scratch & ~other, scratch & other)),
        "" if quick else report.unseen(study, leave_kind_out(study)),
        report.misleading(study, scratch),
        report.bugs(list(suspects(study))),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _groups(kind: np.ndarray, scratch: np.ndarray, other: np.ndarray) -> dict[str, np.ndarray]:
    """What is pooled: own and other hand's; the other hand's without imitations and drag-filled samples."""
    plain = np.char.replace(kind, HELD, "")
    apart = np.isin(plain, ("faker_careful", "dragfill", "wild_sample", "demo_like"))
    return {
        "own": scratch & ~other,
        "own, without careful imitations, drag-filled and sample databases": scratch & ~other & ~apart,
        "other hand": scratch & other,
        "other hand, without careful imitations, drag-filled and sample databases": scratch & other & ~apart,
    }


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Arguments of the command."""
    parser = argparse.ArgumentParser(prog="python -m calibration.evaluate", description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("manifests", type=Path, nargs="+")
    parser.add_argument("--held", type=Path, nargs="*", default=[], help="manifests of another hand's tables")
    parser.add_argument("--quick", action="store_true", help="without leaving out every kind in turn")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    ARGUMENTS = parse()
    STUDY = make_study(ARGUMENTS.cache, ARGUMENTS.manifests, ARGUMENTS.held)
    ARGUMENTS.report.write_text(accuracy(STUDY, quick=ARGUMENTS.quick), encoding="utf-8")
