"""Which delimiter? Invented files of many kinds under many dialects, unaided.

Three sets: *tidy* (small typed tables with comments, as specifications test with), *polluted* (one kind of
table, damaged), *wild* (what lies around: prose, sparse and lone columns, reports, foreign delimiters inside
the cells). Rules are worked out on the tuning seed; the held-out seed is for reporting, not for looking into.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from benchmarks.reading._dialect_files import LEVELS
from benchmarks.reading._sheet import Sheet

from leakcheck.errors import InputError
from leakcheck.readers import from_bytes, read
from leakcheck.readers.intake.dialect import NAMES

TITLE = "which delimiter?"
TUNING, HELD_OUT = "tuning", "held out 2"
FILES = 600
GOALS = {"tidy": 99.0, "polluted": 96.0, "wild": 92.0}
_BLANKS = ("space", "gap of blanks")

Case = tuple[str, str, bytes]


def cases(level: str, seed: str = TUNING, count: int = FILES) -> Iterator[Case]:
    """(kind, true delimiter, file) for one level."""
    for number in range(count):
        kind, delimiter, text = LEVELS[level](random.Random(f"{seed} {level} {number}"))
        yield f"{number} {kind}", delimiter, text.encode("utf-8")


def measure(quick: bool) -> Sheet:
    """Share of files whose delimiter is found; a refusal or another reader counts as wrong."""
    sheet = Sheet(("set", "delimiter right", "goal", ""))
    for seed in (TUNING, HELD_OUT):
        for level, goal in GOALS.items():
            every = list(cases(level, seed, 100 if quick else FILES))
            wrong = [
                (name, true, got) for name, true, data in every if not is_right(got := found(data), true)
            ]
            share = 100 * (1 - len(wrong) / len(every))
            sheet.goal(f"{level}, {seed} ({len(every)})", share, goal, unit=" %")
            shown = wrong if seed == TUNING else ()
            for name, true, got in shown:
                sheet.add(f"wrong: {name}", f"{NAMES.get(true, true)!r} read as {got!r}")
            if seed == HELD_OUT:
                kinds = Counter(name.split(" ", 1)[1] for name, _, _ in wrong)
                sheet.add(
                    "wrong, by kind", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()) or "none"
                )
    return sheet


def is_right(got: str, true: str) -> bool:
    """Whether the delimiter reported is the true one; runs of blanks have two names."""
    name = NAMES.get(true, true)
    return got == name or (name in _BLANKS and got in _BLANKS)


def found(data: bytes) -> str:
    """Delimiter as reported, or what was said instead."""
    try:
        table = read(from_bytes(data))
    except InputError as error:
        return error.message
    return table.reading.details.get("delimiter", table.reading.format)
