"""What the peers' scripts share: patterns, lists, Verhoeff in numpy, and the two ways they are run.

Each script stands alone in its own environment, so nothing here imports more than the standard library
at the top. A script prints one JSON object: rows, counts by rule, and the rules its tool cannot express.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

FACTS: dict[str, Any] = tomllib.loads((Path(__file__).parents[1] / "facts.toml").read_text(encoding="utf-8"))
MAKERS: dict[str, str] = FACTS["manufacturers"]
STATES: dict[str, str] = FACTS["states"]
CHUNK = 100_000

REFERENCE = r"[0-9]{12,14}"
NAME = r"[A-Za-z .]{2,40}"
MOBILE = r"[6-9][0-9]{9}"
AADHAAR = r"[2-9][0-9]{11}"
PAN = r"[A-Z]{5}[0-9]{4}[A-Z]"
PERSON_PAN = r"[A-Z]{3}P[A-Z][0-9]{4}[A-Z]"
ISO_DAY = r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
PIN = r"[1-9][0-9]{5}"
FIRST_DAY, LAST_DAY, MINORS_DAY = "2021-01-16", "2023-10-18", "2022-01-03"


def full(pattern: str) -> str:
    """The pattern for tools that search instead of matching the whole value."""
    return f"^(?:{pattern})$"


def verhoeff_tables() -> tuple[list[list[int]], list[list[int]]]:
    """Multiplication (10 x 10) and permutations (8 x 10) of Verhoeff's scheme."""
    group = [[(a + b) % 5 if b < 5 else 5 + (a + b) % 5 for b in range(10)] for a in range(5)]
    group += [[5 + (a - b) % 5 if b < 5 else (a - b) % 5 for b in range(10)] for a in range(5, 10)]
    turns = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    while len(turns) < 8:
        turns.append([turns[-1][d] for d in turns[1]])
    return group, turns


def aadhaars_fit(joined: str) -> Any:
    """Whether the check digits are right; n numbers of twelve digits in one text -> (n,) numpy bool.

    This is how somebody who knows numpy writes it: one flat table a place, no loop over rows.
    """
    import numpy as np

    group, turns = (np.asarray(t, dtype=np.uint8) for t in verhoeff_tables())
    digits = np.frombuffer(joined.encode("ascii"), np.uint8).reshape(-1, 12) - 48
    state = np.zeros(len(digits), dtype=np.uint8)
    for place in range(12):
        state = group.ravel().take(state * np.uint8(10) + turns[place % 8].take(digits[:, 11 - place]))
    return state == 0


Counts = Mapping[str, int]


def main(
    parse: Callable[[str], int],
    check: Callable[[str], tuple[int, Counts]],
    left_out: Mapping[str, str] | None = None,
) -> None:
    """Run as ``script parse FILE`` (reading alone) or ``script check FILE``."""
    what, path = sys.argv[1:3]
    rows, counts = (parse(path), {}) if what == "parse" else check(path)
    found = {rule: int(count) for rule, count in counts.items()}
    print(json.dumps({"rows": rows, "counts": found, "left_out": dict(left_out or {})}))
