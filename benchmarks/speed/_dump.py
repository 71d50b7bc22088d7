"""The dump: sixteen columns of invented vaccination records, written as a stream, with known faults.

Why known: every tool must find exactly what was put in. In each thousand rows every rule of `pack.toml` is
broken once, at a place drawn from the seed, and no row breaks two; so the right counts are arithmetic and
independent of any tool. Three rows in a hundred hold a quoted comma, as addresses do. Same seed, same bytes::

    python benchmarks/speed/_dump.py FILE ROWS [--seed N] [--extra-columns N] [--damage N]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FACTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "facts.toml").read_text(encoding="utf-8"))
HEADER: tuple[str, ...] = tuple(FACTS["header"])
PERIOD = 1000
BLOCK = 20 * PERIOD
_LETTERS = [chr(c) for c in range(ord("A"), ord("Z") + 1)]
_DAY0, _DAYS = "2021-01-16", 900
_MINORS_FROM = 360  # days after the first: after 3 January 2022


def write_dump(
    path: Path, rows: int, seed: int = 1, extra_columns: int = 0, damage: int = 0
) -> dict[str, int]:
    """Write `rows` records and return how many rows break each rule (id without its pack).

    `extra_columns` adds columns of short texts that mean nothing, for scaling with columns. With `damage` one
    line in so many is damaged; the counts then hold no longer.
    """
    from benchmarks.speed._faults import FAULTS

    counts = dict.fromkeys(FAULTS, 0)
    names = [*HEADER, *(f"extra_{i}" for i in range(extra_columns))]
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as out:
        out.write(",".join(names) + "\n")
        for start in range(0, rows, BLOCK):
            size = min(BLOCK, rows - start)
            columns = _block(seed, start, extra_columns)
            for rule, row in _broken(seed, start, size):
                FAULTS[rule](columns, row)
                counts[rule] += 1
            lines = list(map(",".join, zip(*(columns[name][:size] for name in names), strict=True)))
            if damage:
                _damage(lines, seed, start, damage)
            out.write("\n".join(lines) + "\n")
    return counts


def _damage(lines: list[str], seed: int, start: int, every: int) -> None:
    """What happens to dumps on their way: a lost or doubled delimiter, a torn line, a quote, a bad byte."""
    import numpy as np

    rng = np.random.default_rng([seed, start, 2])
    for turn, row in enumerate(rng.permutation(len(lines))[: len(lines) // every].tolist()):
        line, middle = lines[row], len(lines[row]) // 2
        lines[row] = (
            line.replace(",", " ", 1),
            line.replace(",", ",,", 1),
            line[:middle],
            line[:middle] + '"' + line[middle:],
            line[:middle] + "\udcff" + line[middle:],
        )[turn % 5]


def _broken(seed: int, start: int, size: int) -> Iterator[tuple[str, int]]:
    """Which rule each faulty row of a block breaks; rows are counted from the start of the block."""
    import numpy as np
    from benchmarks.speed._faults import FAULTS

    for first in range(0, size, PERIOD):
        places = np.random.default_rng([seed, start + first, 1]).permutation(PERIOD)[: len(FAULTS)]
        for rule, place in zip(FAULTS, places.tolist(), strict=True):
            if first + place < size:
                yield rule, first + place


def _block(seed: int, start: int, extra: int) -> dict[str, list[str]]:
    """`BLOCK` records as columns of text; the same whatever the number of rows asked for."""
    import numpy as np

    rng = np.random.default_rng([seed, start])

    def pick(words: list[str]) -> Any:
        return np.asarray(words, dtype=object)[rng.integers(len(words), size=BLOCK)]

    first, middle, last = (pick(FACTS[k]) for k in ("first_names", "middle_names", "last_names"))
    day = rng.integers(_DAYS, size=BLOCK)
    minor = (rng.random(BLOCK) < 0.04) & (day >= _MINORS_FROM)
    age = np.where(minor, rng.integers(12, 18, size=BLOCK), rng.integers(18, 90, size=BLOCK))
    dose1 = np.datetime64(_DAY0) + day
    born = dose1.astype("datetime64[Y]").astype(int) + 1970 - age - rng.integers(2, size=BLOCK)
    vaccine = np.where(
        minor, pick(FACTS["minor_vaccines"]), pick(["COVISHIELD"] * 7 + list(FACTS["manufacturers"]))
    )
    dose2 = (dose1 + rng.integers(84, 180, size=BLOCK)).astype(str)
    prefix = pick(list(FACTS["states"]))
    id_type = pick(FACTS["id_types"])
    initials = np.asarray(
        [f[0] if i else w[0] for f, w, i in zip(first, last, rng.integers(2, size=BLOCK), strict=True)]
    )
    columns = {
        "reference_id": _texts(rng.integers(10**13, 10**14, size=BLOCK)),
        "name": [f"{f} {m} {w}" if m else f"{f} {w}" for f, m, w in zip(first, middle, last, strict=True)],
        "gender": list(pick(["Male", "Female"] * 50 + ["Transgender"])),
        "birth_year": _texts(born),
        "age": _texts(age),
        "mobile": _mobiles(rng),
        "aadhaar": _blank(_aadhaars(rng), (rng.random(BLOCK) < 0.3) & (id_type != "Aadhaar Card")),
        "pan": _blank(_pans(rng, initials), (rng.random(BLOCK) < 0.5) & (id_type != "PAN Card")),
        "id_type": list(id_type),
        "vaccine": list(vaccine),
        "manufacturer": [FACTS["manufacturers"][v] for v in vaccine],
        "dose1_date": dose1.astype(str).tolist(),
        "dose2_date": _blank(dose2.tolist(), rng.random(BLOCK) < 0.25),
        "state": [FACTS["states"][p] for p in prefix],
        "pin_code": [f"{p}{n:04d}" for p, n in zip(prefix, rng.integers(10**4, size=BLOCK), strict=True)],
        "center_name": _centers(rng, pick),
    }
    return columns | {f"extra_{i}": _texts(rng.integers(10**6, size=BLOCK)) for i in range(extra)}


def _texts(numbers: Any) -> list[str]:
    return [str(n) for n in numbers.tolist()]


def _blank(texts: list[str], where: Any) -> list[str]:
    return ["" if gone else text for text, gone in zip(texts, where.tolist(), strict=True)]


def _mobiles(rng: Any) -> list[str]:
    """Ten digits from 6; those on the list of placeholders are moved on by one."""
    taken = set(FACTS["placeholder_mobiles"])
    drawn = _texts(rng.integers(6 * 10**9, 10**10 - 1, size=BLOCK))
    return [str(int(m) - 1) if m in taken else m for m in drawn]


def _aadhaars(rng: Any) -> list[str]:
    """Eleven digits and Verhoeff's, never a palindrome: its sixth and seventh digits would be equal."""
    import numpy as np

    digits = rng.integers(10, size=(12, BLOCK))
    digits[0] = 2 + digits[0] % 8
    digits[6] = np.where(digits[6] == digits[5], (digits[6] + 1) % 10, digits[6])
    digits[11] = check_digits(digits[:11])
    characters = np.ascontiguousarray((digits.T + 48).astype(np.uint8))
    return [number.decode() for number in characters.view("S12").ravel().tolist()]


def check_digits(digits: Any) -> Any:
    """Verhoeff check digit of each column of digits, (11, n) -> (n,) int.

    Source: J. Verhoeff, Error detecting decimal codes (1969): the dihedral group of ten, one permutation a
    place.
    """
    import numpy as np

    group, turns, inverse = verhoeff_tables()
    state = np.zeros(digits.shape[1], dtype=int)
    for place, row in enumerate(digits[::-1], 1):
        state = np.asarray(group)[state, np.asarray(turns)[place % 8][row]]
    return np.asarray(inverse)[state]


def verhoeff_tables() -> tuple[list[list[int]], list[list[int]], list[int]]:
    """Multiplication (10 x 10), permutations (8 x 10) and inverses (10) of Verhoeff's scheme."""
    group = [[(a + b) % 5 if b < 5 else 5 + (a + b) % 5 for b in range(10)] for a in range(5)]
    group += [[5 + (a - b) % 5 if b < 5 else (a - b) % 5 for b in range(10)] for a in range(5, 10)]
    turns = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
    while len(turns) < 8:
        turns.append([turns[-1][d] for d in turns[1]])
    return group, turns, [row.index(0) for row in group]


def _pans(rng: Any, initials: Any) -> list[str]:
    letters = [[_LETTERS[i] for i in row] for row in rng.integers(26, size=(4, BLOCK)).tolist()]
    numbers = rng.integers(1, 10**4, size=BLOCK).tolist()
    return [
        f"{a}{b}{c}P{i}{n:04d}{z}"
        for a, b, c, z, i, n in zip(*letters, initials.tolist(), numbers, strict=True)
    ]


def _centers(rng: Any, pick: Any) -> list[str]:
    quoted = (rng.random(BLOCK) < 0.03).tolist()
    pairs = zip(
        pick(FACTS["centers"]), pick(FACTS["places"]), rng.integers(1, 40, size=BLOCK), quoted, strict=True
    )
    return [f'"{kind}, {place}"' if comma else f"{kind} {place} {n}" for kind, place, n, comma in pairs]


def _main() -> None:
    import argparse
    import json
    import sys

    sys.path[0] = str(Path(__file__).resolve().parents[2])
    parser = argparse.ArgumentParser(description="Write the dump and print the right counts as JSON.")
    parser.add_argument("file", type=Path)
    parser.add_argument("rows", type=int)
    for option, value in (("--seed", 1), ("--extra-columns", 0), ("--damage", 0)):
        parser.add_argument(option, type=int, default=value)
    told = parser.parse_args()
    print(json.dumps(write_dump(told.file, told.rows, told.seed, told.extra_columns, told.damage)))


if __name__ == "__main__":
    _main()
