"""A user's own genuine tables shift the genuine side of the weights, and nothing else.

Why only that side: whoever has genuine tables of a domain (a clinic's exports) knows what is normal in it;
what fabricators do does not change by that. A user's table weighs as one source, so that ten tables of
smoothing and hundreds of sources stand against it: it takes many to move a weight far.
"""

from __future__ import annotations

import copy
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.weighing.signalbook import SCRATCH
from leakcheck.weighing.stepcounts import clipped, monotone, ratio

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class OwnTable:
    """What the signals said of one genuine table: records they looked at, and values by signal."""

    rows: int
    values: Mapping[str, float]


def add_genuine(weights: Mapping[str, Any], tables: Sequence[OwnTable]) -> dict[str, Any]:
    """Weights with some genuine tables more; `weights` is the content of a weights file, left as it was.

    Weights of families, intercepts, floor and cap stay: a handful of tables cannot calibrate them. Stories
    stay as well.
    """
    shifted: dict[str, Any] = copy.deepcopy(dict(weights))
    for detector in shifted["detectors"].values():
        if detector["question"] == SCRATCH:
            _shift(detector["signals"], tables)
    counts = shifted["counts"]
    counts["own_tables"] = counts.get("own_tables", 0) + len(tables)
    return shifted


def _shift(signals: dict[str, Any], tables: Sequence[OwnTable]) -> None:
    for signal, entry in signals.items():
        nodes = entry["nodes"]
        for table in tables:
            if signal in table.values:
                _count(_nearest(nodes, table.rows), table.values[signal] * entry["towards"])
        cap = entry.get("cap", math.inf)
        entry["nodes"] = [_refitted(node, cap) for node in nodes]


def _nearest(nodes: Sequence[dict[str, Any]], rows: int) -> dict[str, Any]:
    return min(nodes, key=lambda node: (abs(math.log(max(rows, 1) / node["rows"])), node["rows"]))


def _count(node: dict[str, Any], turned: float) -> None:
    step = bisect_right(node["edges"], turned)
    node["weighed"][step][1] += 1.0
    node["totals"][0] += 1.0
    node["real"][step] += 1


def _refitted(node: Mapping[str, Any], cap: float) -> dict[str, Any]:
    totals = node["totals"][0], node["totals"][1]
    given = [(int(m), float(real), float(fake)) for m, real, fake in node["weighed"]]
    steps, bins = monotone(given, totals), sum(step[0] for step in given)
    ends = _ends(given, steps)
    starts = [0, *ends[:-1]]
    spans = list(zip(starts, ends, strict=True))
    return {
        "rows": node["rows"],
        "edges": [node["edges"][end - 1] for end in ends[:-1]],
        "log_lr": [round(clipped(ratio(step, totals, bins), cap), _DIGITS) for step in steps],
        "real": [sum(node["real"][a:b]) for a, b in spans],
        "fake": [sum(node["fake"][a:b]) for a, b in spans],
        "weighed": [[m, round(real, 2), round(fake, 2)] for m, real, fake in steps],
        "totals": list(totals),
    }


def _ends(given: Sequence[tuple[int, float, float]], steps: Sequence[tuple[int, float, float]]) -> list[int]:
    """Where in the given steps each joined one ends."""
    ends, place = [], 0
    for joined, _, _ in steps:
        wanted = joined
        while wanted > 0:
            wanted -= given[place][0]
            place += 1
        ends.append(place)
    return ends
