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
    """
    import numpy as np

    places = np.arange(outputs.shape[1])
    passed, at, _ = walk(path, outputs, places, np.full(len(places), start), places)
    return passed, at


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
        fits = outcome == outcomes[0] if len(outcomes) == 1 else np.isin(outcome, outcomes)
        found.append(walk(after, outputs, places[fits], at[fits], numbers[fits]))
    return tuple(map(np.concatenate, zip(*found, strict=True)))  # type: ignore[return-value]


def _length(kind: str, size: int) -> int:
    """Words of one draw, without rejections."""
    return -(-size // 32) if kind == "bits" else 2


def _outcome(kind: str, size: int, steps: Any, outputs: Any, places: Any, at: Any) -> tuple[Any, Any]:
    import numpy as np

    if kind == "below":
        return _below(size, outputs, places, at)
    unit = _unit(outputs, places, at)
    if kind == "scaled":
        return np.floor(unit * (size + 0.0)).astype(np.int64), at + 2
    found = np.searchsorted(np.array(steps[:-1]), unit * (steps[-1] + 0.0), side="right")
    return found, at + 2


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
