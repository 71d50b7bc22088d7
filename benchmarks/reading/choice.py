"""Which reader? Files of every text format, unaided: how many go to their own reader, who gets the rest."""

from __future__ import annotations

import random
from collections import Counter

from benchmarks.reading._choice_files import FORMATS
from benchmarks.reading._sheet import Sheet

from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, from_bytes
from leakcheck.readers.intake.choice import reader_of

TITLE = "which reader?"
TUNING, HELD_OUT = "tuning", "held out"
FILES = 120
GOAL = 99.5


def chosen(data: bytes) -> str:
    """Name of the reader that takes a file, or ``none``."""
    try:
        return reader_of(from_bytes(data), None, ReadOptions()).__name__.rpartition(".")[2]
    except InputError:
        return "none"


def confusion(seed: str, count: int) -> dict[str, Counter[str]]:
    """Reader by kind of file, for one seed."""
    table: dict[str, Counter[str]] = {}
    for kind, (_, layout) in FORMATS.items():
        texts = (layout(random.Random(f"{seed} {kind} {number}")) for number in range(count))
        table[kind] = Counter(chosen(text.encode("utf-8")) for text in texts)
    return table


def measure(quick: bool) -> Sheet:
    """Confusion of both seeds, one line a kind."""
    sheet = Sheet(("kind of file", "right", "goal", "", "went elsewhere"))
    count = 40 if quick else FILES
    for seed in (TUNING, HELD_OUT):
        right = 0
        for kind, readers in confusion(seed, count).items():
            wanted = FORMATS[kind][0]
            right += readers[wanted]
            others = ", ".join(f"{name} {n}" for name, n in readers.most_common() if name != wanted)
            sheet.add(f"{kind}, {seed}", f"{100 * readers[wanted] / count:.4g} %", "", "", others)
        sheet.goal(
            f"all, {seed} ({count * len(FORMATS)})", 100 * right / (count * len(FORMATS)), GOAL, unit=" %"
        )
    return sheet
