"""Patterns a spreadsheet leaves when cells are filled by dragging: steps, cycles, repeated ends."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

LONGEST_CYCLE = 60
_LAST_NUMBER = re.compile(r"([0-9]{1,15})([^0-9]*)\Z")
_WATCHED = 2000
_FEWEST_STEPS = 15
_UNFILLED = frozenset({"empty", "constant", "hash"})


def trailing_numbers(values: tuple[str, ...], codes: NDArray[Any]) -> NDArray[np.float64]:
    """Number formed by the last digits of each text (``Name 12``, ``user12@…``); NaN where there is none.

    Parameters
    ----------
    values : tuple of str
        Distinct texts.
    codes : int array
        Places in `values`; -1 where missing. Only texts that occur in it are read.
    """
    import numpy as np

    numbers = np.full(len(values) + 1, np.nan)
    for code in np.unique(codes[codes >= 0]).tolist():
        found = _LAST_NUMBER.search(values[code][-64:])
        if found:
            numbers[code] = float(found[1])
    counted: NDArray[np.float64] = numbers[codes]
    return counted


def counted_by(specimen: Specimen, column: Column) -> NDArray[np.float64]:
    """`trailing_numbers` of a column over the whole pool, read once for all signals; shape (pool,)."""
    made = specimen.once(
        ("trailing.all", column.place), lambda: trailing_numbers(column.values, column.codes)
    )
    return cast("NDArray[np.float64]", made)


def counters(specimen: Specimen, column: Column) -> NDArray[np.float64]:
    """What a column would count by, over the first records of the pool: days, numbers, or last digits."""
    if column.days is not None:
        return column.days[:_WATCHED]
    if column.numbers is not None:
        return column.numbers[:_WATCHED]
    made = specimen.once(
        ("trailing", column.place), lambda: trailing_numbers(column.values, column.codes[:_WATCHED])
    )
    return cast("NDArray[np.float64]", made)


def steady_steps(specimen: Specimen, column: Column) -> tuple[float, float, int]:
    """How steadily a column counts.

    Returns
    -------
    share, step, steps
        Share of the steps between neighbours that are equal to the commonest one, which is not 0; that step;
        how many steps there are. (0, 0, n) when the commonest step is 0.
    """
    import numpy as np

    found = counters(specimen, column)
    at = specimen.pairs[specimen.pairs < len(found) - 1]
    steps = differences(found, at)
    steps = steps[~np.isnan(steps)]
    if not len(steps):
        return 0.0, 0.0, 0
    values, counts = np.unique(steps, return_counts=True)
    most = int(counts.argmax())
    if values[most] == 0:
        return 0.0, 0.0, len(steps)
    return float(counts[most]) / len(steps), float(values[most]), len(steps)


def differences(values: NDArray[np.float64], at: NDArray[np.intp]) -> NDArray[np.float64]:
    """Steps from records `at` to the next, to nine decimals; NaN where a value is missing or beyond 1e15."""
    import numpy as np

    within = np.where(np.abs(values) < 1e15, values, np.nan)
    steps: NDArray[np.float64] = np.round(within[at + 1] - within[at], 9)
    return steps


def is_row_number(column: Column, step: float) -> bool:
    """Whether a column that counts by `step` is the ordinary number of a row or record."""
    whole = column.kind == "id" or (column.numbers is not None and len(column.values) == len(column.codes))
    return whole and abs(step) == 1


def cycle(codes: NDArray[Any], longest: int = LONGEST_CYCLE) -> tuple[float, int]:
    """Strongest repetition at one distance beyond that of neighbours.

    Returns
    -------
    excess, distance
        Largest over L of share(x_i = x_{i+L}) - share(x_i = x_{i+1}), and that L; (0, 0) for fewer than four
        turns.
    """
    near = _agreement(codes, 1)
    best, at = 0.0, 0
    for distance in range(2, min(longest, len(codes) // 4) + 1):
        found = _agreement(codes, distance) - near
        if found > best + 1e-9:
            best, at = found, distance
    return best, at


def filled(specimen: Specimen, column: Column) -> float:
    """How far the lower half of a column goes on like a series or comes round in turn, 0 to 1.

    Why the lower half: the first cells are typed, what is dragged comes below them. The largest of: the share
    of steps equal to the commonest (not 0, no row number, at least half of the steps known); of the first
    1,000 records the `cycle` of values, and that of what is counted (`counting_turns`).
    """
    import numpy as np

    found = counters(specimen, column)
    at = specimen.pairs[specimen.pairs < len(found) - 1]
    at = at[len(at) // 2 :]
    steps = differences(found, at)
    steps = steps[~np.isnan(steps)]
    steady, step = 0.0, 0.0
    if len(steps) >= max(_FEWEST_STEPS, len(at) / 2):
        values, counts = np.unique(steps, return_counts=True)
        step = float(values[counts.argmax()])
        steady = float(counts.max()) / len(steps) if step != 0 else 0.0
    half = specimen.head[len(specimen.head) // 2 :]
    turns = cycle(column.codes[half])[0]
    if steady and is_row_number(column, step):
        return turns
    return max(steady, turns, counting_turns(found[half[half < len(found)]]))


def counting_turns(values: NDArray[np.float64], longest: int = LONGEST_CYCLE) -> float:
    """How far numbers come round in turn and count on with every turn: 7, 19, 18, 8, 20, 19, 9, 21, 20.

    What a spreadsheet makes of several selected rows whose cells end in a number: the largest over
    L = 2 to 60 of share(x_{i+L} - x_i = their median, present) - share(x_i = x_{i+1}). 0 for fewer than four
    turns, or where fewer than half of the values are known.
    """
    import numpy as np

    known = np.where(np.abs(values) < 1e15, values, np.nan)
    if np.isnan(known).sum() * 2 > len(known):
        return 0.0
    near, best = float((known[1:] == known[:-1]).mean()) if len(known) > 1 else 0.0, 0.0
    for distance in range(2, min(longest, len(known) // 4) + 1):
        steps = np.round(known[distance:] - known[:-distance], 9)
        usual = np.partition(steps, len(steps) // 2)[len(steps) // 2]
        best = max(best, float((steps == usual).mean()) - near)
    return best


def final_run(codes: NDArray[Any]) -> tuple[int, float]:
    """Length of the run of one value at the end, and how improbable it is by what stands before it.

    Returns
    -------
    length, surprise
        surprise = -(length - 1) log10 q, q = (1 + equal neighbours before) / (2 + neighbours before); 0 where
        equal values stand together before as well, as in a sorted column: there a run is no surprise.
    """
    import numpy as np

    if len(codes) < 2 or codes[-1] < 0:
        return 0, 0.0
    other = np.flatnonzero(codes != codes[-1])
    start = int(other[-1]) + 1 if len(other) else 0
    before, length = codes[:start], len(codes) - start
    if len(before) < 20 or clustered(before[:-1], before[1:]):
        return length, 0.0
    equal = int((before[1:] == before[:-1]).sum())
    return length, -(length - 1) * math.log10((1 + equal) / (1 + len(before)))


def clustered(codes: NDArray[Any], following: NDArray[Any]) -> bool:
    """Whether equal values follow each other more often (3 standard deviations) than by chance.

    Blanks count as a value. Chance is the binomial with sum p^2 over the values of `codes`.
    """
    import numpy as np

    if len(codes) < 2:
        return False
    share = np.bincount(codes + 1) / len(codes)
    chance = float((share**2).sum())
    seen = float((codes == following).sum())
    return seen - len(codes) * chance > 3 * math.sqrt(len(codes) * chance * (1 - chance) + 0.25)


def filled_columns(specimen: Specimen) -> list[Column]:
    """Columns that dragging could have filled: not empty, constant or hashes."""
    return [column for column in specimen.columns if column.kind not in _UNFILLED]


def _agreement(codes: NDArray[Any], distance: int) -> float:
    """Share of records that equal the one `distance` further on, both present."""
    a, b = codes[:-distance], codes[distance:]
    return float(((a == b) & (a >= 0)).mean()) if len(a) else 0.0
