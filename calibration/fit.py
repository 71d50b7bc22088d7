"""Write the weights: ``python -m calibration.fit WEIGHTS CACHE MANIFEST… [--held MANIFEST]``.

The same cache and manifests give the same bytes. Fabricated tables of a held manifest are scored, never
learned from; its genuine ones are learned from like all others.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calibration.crossval import STRONG, final
from calibration.detectors import BOUND, REST, Curves
from calibration.kinds import HELD, SCRATCH, WAYS, is_scratch, share_of
from calibration.steps import Steps
from calibration.study import (
    AGREEING,
    DOUBT,
    FLOOR,
    MINIMUM_FAMILIES,
    MINIMUM_ROWS,
    PLAUSIBLE,
    Study,
    make_study,
    teaching,
    verdicts,
)  # fmt: skip

SCHEMA = 2


def weights_of(study: Study) -> dict[str, Any]:
    """Content of the weights file."""
    samples, detectors = study.samples, {}
    for name, plan in study.plans.items():
        if name not in study.scored:
            continue
        learn, scored = teaching(samples, name), study.scored[name]
        curves, joint = final(samples, plan, learn, scored)
        joined = zip(scored.names, joint.weights.tolist(), strict=True)
        detectors[name] = {
            "families": {family: round(weight, 4) for family, weight in joined},
            "intercept": round(joint.intercept, 4), "share": round(share_of(name), 6),
            "question": SCRATCH if name in WAYS else name,
            "kinds": sorted({*samples.kind[learn].tolist()} - {"real"}),
            "signals": _signals(curves, counted=name in WAYS),
        }  # fmt: skip
    return {
        "schema": SCHEMA, "signals": study.code, "manifests": study.manifests, "counts": _counts(study),
        "detectors": detectors, "verdict": _verdict(study),
    }  # fmt: skip


def _verdict(study: Study) -> dict[str, Any]:
    return {
        "thresholds": dict(study.thresholds),
        "plausible": PLAUSIBLE, "doubt": DOUBT, "floor": round(FLOOR, 4), "cap": round(cap_of(study), 4),
        "minimum_rows": MINIMUM_ROWS, "minimum_families": MINIMUM_FAMILIES, "agreeing": AGREEING,
        "rest": REST, "bound": BOUND,
        "strong": STRONG,
    }  # fmt: skip


def cap_of(study: Study) -> float:
    """Most that may be said: recall over the rule of three on independent genuine sources, natural log.

    With no false alarm in g sources the rate may still be 3 / g (95 %): Hanley & Lippman-Hand, JAMA 249
    (1983) 1743-1745.
    """
    samples = study.samples
    caught = verdicts(study)[0] == "fabricated"
    learned = _learned(study) & (samples.rows >= 200)
    recall = float(np.mean(caught[learned])) if learned.any() else 0.0
    sources = len(np.unique(samples.source[samples.real]))
    return max(math.log(max(recall, 1e-9) * sources / 3), -PLAUSIBLE)


def _counts(study: Study) -> dict[str, Any]:
    samples, fake = study.samples, _learned(study)
    return {
        "real_sources": len(np.unique(samples.source[samples.real])),
        "real_tables": len(np.unique(samples.name[samples.real])),
        "real_blocks": int(samples.real.sum()),
        "fake_tables": len(np.unique(samples.name[fake])),
        "fake_blocks": int(fake.sum()),
    }


def _learned(study: Study) -> NDArray[np.bool_]:
    """Fabricated blocks made from scratch that were learned from."""
    return np.array([is_scratch(kind) and not kind.startswith(HELD) for kind in study.samples.kind.tolist()])


def _signals(curves: Curves, *, counted: bool) -> dict[str, Any]:
    return {
        signal: {
            "family": curves.families[signal], "towards": curves.towards[signal],
            "nodes": _nodes(curves.steps[signal], counted=counted),
            "cap": round(curves.caps[signal], 4),
        }
        for signal in sorted(curves.steps)
    }  # fmt: skip


def _nodes(fitted: Any, *, counted: bool) -> list[dict[str, Any]]:
    """Nodes by size; inside a run of equal ones only the first and the last are needed."""
    sizes = sorted(fitted)
    kept = [
        size for i, size in enumerate(sizes)
        if not 0 < i < len(sizes) - 1 or not fitted[sizes[i - 1]] is fitted[size] is fitted[sizes[i + 1]]
    ]  # fmt: skip
    return [{"rows": size, **node_of(fitted[size], counted=counted)} for size in kept]


def node_of(steps: Steps, *, counted: bool) -> dict[str, Any]:
    """A step function as the file holds it, rounded; with its weighed counts when users may add to them."""
    node: dict[str, Any] = {
        "edges": [_short(edge) for edge in steps.edges], "log_lr": [round(x, 4) for x in steps.log_lr],
        "real": list(steps.real), "fake": list(steps.fake),
    }  # fmt: skip
    if counted:
        node["weighed"] = [[m, round(real, 2), round(fake, 2)] for m, real, fake in steps.weighed]
        node["totals"] = [round(total, 2) for total in steps.totals]
    return node


def _short(value: float) -> float:
    """Six significant digits: measured values have five, so half-way between two of them is exact."""
    return float(f"{value:.6g}")


def write(path: Path, content: Any) -> None:
    """Write JSON whose bytes depend on its content alone."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    text = text.replace('"nodes":', '\n"nodes":')
    path.write_text(text + "\n", encoding="ascii", newline="\n")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """Arguments of the command."""
    parser = argparse.ArgumentParser(prog="python -m calibration.fit", description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("manifests", type=Path, nargs="+")
    parser.add_argument("--held", type=Path, nargs="*", default=[], help="manifests of another hand's tables")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    ARGUMENTS = parse()
    STUDY = make_study(ARGUMENTS.cache, ARGUMENTS.manifests, ARGUMENTS.held)
    write(ARGUMENTS.weights, weights_of(STUDY))
    print(ARGUMENTS.weights.stat().st_size, "bytes", file=sys.stderr)
