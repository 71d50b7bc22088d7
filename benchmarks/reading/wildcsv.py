"""Delimited text as it is found: offices, machines and odd builds, 60-odd kinds, two sets of seeds.

All written from memory of what public portals hand out; none downloaded. The generators were fixed
before the first file was read, the second set of seeds is for the last look only.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.reading import (
    _wild_agencies,
    _wild_ends,
    _wild_machines,
    _wild_offices,
    _wild_programs,
    _wild_shapes,
)
from benchmarks.reading._score import Outcome, Totals, Variant, aligned, read_variant, score
from benchmarks.reading._sheet import Sheet
from benchmarks.reading._wild_case import Wild

from leakcheck.readers import ReadOptions

TITLE = "delimited text as it is found"
KINDS = (
    *_wild_offices.KINDS,
    *_wild_agencies.KINDS,
    *_wild_machines.KINDS,
    *_wild_programs.KINDS,
    *_wild_shapes.KINDS,
    *_wild_ends.KINDS,
)
TUNING, HELD_OUT = "first", "second"
SEEDS = 5


def files(word: str, seeds: int) -> Iterator[tuple[str, str, Wild]]:
    """Kind, name and file, every kind under every seed."""
    for kind in KINDS:
        for seed in range(seeds):
            yield (
                kind.__name__.replace("_", " "),
                f"{word} {seed}",
                kind(random.Random(f"{word} {kind.__name__} {seed}")),
            )


def best_reading(kind: str, name: str, wild: Wild, found: Outcome) -> Variant:
    """The right reading that what came out is nearest to."""
    return max(wild.readings(kind, name), key=lambda v: (score(v, found), aligned(v, found)))


def measured(word: str, seeds: int) -> tuple[Totals, dict[str, Totals]]:
    """Totals over all files of one set of seeds, and by kind."""
    total, kinds = Totals(), dict[str, Totals]()
    for kind, name, wild in files(word, seeds):
        found = read_variant(wild.data, options=ReadOptions(allow_empty=True))
        variant = best_reading(kind, name, wild, found)
        total.add(variant, found)
        kinds.setdefault(kind, Totals()).add(variant, found)
    return total, kinds


def measure(quick: bool) -> Sheet:
    """Score both sets of seeds; goals as for the other messy files."""
    sheet = Sheet(("figure", "value", "goal", ""))
    for word in (TUNING, HELD_OUT):
        total, kinds = measured(word, 1 if quick else SEEDS)
        sheet.goal(f"{word} seeds: mean score, 0 to 10", total.mean, 9.8)
        sheet.goal(f"{word} seeds: records exactly aligned", total.share, 99.0, unit=" %")
        sheet.goal(f"{word} seeds: files not loaded", total.errors, 0, most=True)
        sheet.goal(f"{word} seeds: files losing a record unreported", total.losing, 0, most=True)
        sheet.add(f"{word} seeds: files", len(total.scores))
        for kind, part in kinds.items():
            if part.worst:
                sheet.add(
                    f"{kind} ({len(part.scores)})",
                    f"{part.mean:.3f}",
                    f"{part.share:.2f} %",
                    part.worst[0][1],
                )
    return sheet
