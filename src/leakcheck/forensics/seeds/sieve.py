"""Which seeds are on a path: the paths of `paths`, walked by thousands of seeds side by side."""

from __future__ import annotations

from typing import Any

from leakcheck.forensics.seeds.paths import Path, free_bits


def passing(path: Path, outputs: Any, start: int) -> tuple[Any, Any]:
    """Columns of `outputs` whose draws from word `start` on follow a path, and the word behind it.

    Parameters
    ----------
    path : nested tuples
        As `leakcheck.forensics.seeds.paths` makes them.
    outputs : numpy.ndarray of uint32, shape (words, seeds)
    start : int
        Words drawn before.

    Returns
    -------
    tuple of numpy.ndarray of int64
        Places of seeds, and the next word of each. A seed whose words run out counts as passing.

    Notes
    -----
    All seeds make the first draw at the same word: it is read as a row, which is several times faster
    than looking up every seed's word, and leaves few seeds to `walk`.
    """
    import numpy as np

    everyone = np.arange(outputs.shape[1])
    if path is None or path[0] == "bits" or start + 16 >= len(outputs) or path[1] >= 1 << 31:
        return walk(path, outputs, everyone, np.full(len(everyone), start), everyone)[:2]
    kind, size, steps, branches = path
    if kind == "below":
        outcome, at = _below_row(size, outputs, start)
    else:
        row = (outputs[start] >> 5) * 67108864.0 + (outputs[start + 1] >> 6)
        outcome = _of_unit(kind, size, steps, row / 9007199254740992.0)
        at = np.full(len(everyone), start + 2)
    found = []
    for outcomes, after in branches:
        fits = np.flatnonzero(_among(outcome, outcomes))
        found.append(walk(after, outputs, fits, at[fits], fits)[:2])
    places, ends = (np.concatenate(part) for part in zip(*found, strict=True))
    return places, ends


def _among(outcome: Any, outcomes: Any) -> Any:
    import numpy as np

    return outcome == outcomes[0] if len(outcomes) == 1 else np.isin(outcome, outcomes)


def _below_row(size: int, outputs: Any, start: int) -> tuple[Any, Any]:
    """As `_below`, all seeds at the same word."""
    import numpy as np

    shift = np.uint32(32 - max(size.bit_length(), 1))
    value = (outputs[start] >> shift).astype(np.int64)
    at = np.full(len(value), start + 1)
    again = np.flatnonzero(value >= size)
    last = len(outputs) - 3
    while len(again):
        value[again] = outputs[at[again], again] >> shift
        at[again] += 1
        again = again[(value[again] >= size) & (at[again] < last)]
    return value, at


def walk(path: Path, outputs: Any, places: Any, at: Any, numbers: Any) -> tuple[Any, Any, Any]:
    """As `passing`, for some of the seeds, each at its own word; `numbers` go with them."""
    import numpy as np

    if path is None or not len(places):
        return places, at, numbers
    kind, size, steps, branches = path
    tries = (places, at, numbers)
    short = at + 4 * _length(kind, size) >= len(outputs)
    found = [tuple(part[short] for part in tries)]
    if short.any():
        places, at, numbers = (part[~short] for part in tries)
    if kind == "bits":
        fits = _bits(path, outputs, places, at)
        found.append((places[fits], at[fits] + -(-size // 32), numbers[fits]))
        branches = ()
    else:
        outcome, at = _outcome(kind, size, steps, outputs, places, at)
    for outcomes, after in branches:
        fits = _among(outcome, outcomes)
        found.append(walk(after, outputs, places[fits], at[fits], numbers[fits]))
    return tuple(map(np.concatenate, zip(*found, strict=True)))  # type: ignore[return-value]


def _length(kind: str, size: int) -> int:
    """Words of one draw, without rejections."""
    return -(-size // 32) if kind == "bits" else 2


def _outcome(kind: str, size: int, steps: Any, outputs: Any, places: Any, at: Any) -> tuple[Any, Any]:
    if kind == "below":
        return _below(size, outputs, places, at)
    return _of_unit(kind, size, steps, _unit(outputs, places, at)), at + 2


def _of_unit(kind: str, size: int, steps: Any, unit: Any) -> Any:
    """What a number in [0, 1) chooses."""
    import numpy as np

    if kind == "scaled":
        return np.floor(unit * (size + 0.0)).astype(np.int64)
    return np.searchsorted(np.array(steps[:-1]), unit * (steps[-1] + 0.0), side="right")


def _unit(outputs: Any, places: Any, at: Any) -> Any:
    """``random.random()``: 53 bits of two words (genrand_res53)."""
    high, low = outputs[at, places] >> 5, outputs[at + 1, places] >> 6
    return (high * 67108864.0 + low) / 9007199254740992.0


def _below(size: int, outputs: Any, places: Any, at: Any) -> tuple[Any, Any]:
    """``Random._randbelow``: bits of one word until they are below `size`; ever longer ones are left as
    they are.
    """
    import numpy as np

    bits = max(size.bit_length(), 1)
    if bits > 32:
        low, high = outputs[at, places].astype(np.int64), outputs[at + 1, places].astype(np.int64)
        return low | ((high >> (64 - bits)) << 32), at + 2  # rejections left out: a seed may be missed
    last = len(outputs) - 3
    value = (outputs[at, places] >> np.uint32(32 - bits)).astype(np.int64)
    at = at + 1
    again = np.flatnonzero((value >= size) & (at < last))
    while len(again):
        value[again] = outputs[at[again], places[again]] >> np.uint32(32 - bits)
        at[again] += 1
        again = again[(value[again] >= size) & (at[again] < last)]
    return value, at


def _bits(path: Any, outputs: Any, places: Any, at: Any) -> Any:
    import numpy as np

    _, size, _, ((outcomes, _after),) = path
    free, fits = free_bits(size), np.ones(len(places), dtype=bool)
    for word in range(-(-size // 32)):
        kept = 0xFFFFFFFF & ~(free >> (32 * word))
        wanted = (outcomes[0] >> (32 * word)) & kept
        drawn = outputs[at + word, places] >> np.uint32(max(0, 32 * (word + 1) - size))
        fits &= (drawn & np.uint32(kept)) == np.uint32(wanted)
    return fits
