"""Sequential trees fitted to a genuine table, as synthpop makes synthetic microdata.

The first column is drawn with replacement, each further one from the leaf its tree puts the row in.
Source: Nowok, Raab, Dibben, synthpop, J. Stat. Softw. 74(11), 2016. Needs scikit-learn.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from calibration.ingredients.margins import Margin, free_text, margin
from calibration.ingredients.profile import profiles
from calibration.table import Table, from_columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Draws = np.random.Generator
KIND = "cart"
NEEDS_REAL = True
_BLANK = -1e6
_WIDEST = 40
"""Columns given to the trees at most; later ones use the first 40 as predictors."""


def make(seed: int, rows: int, real: Table | None) -> Table:
    """As many rows as asked; visit order as in the file or drawn, leaves of 5 (synthpop's default) to 20."""
    import numpy as np

    assert real is not None
    rng, draws = random.Random(seed), np.random.default_rng(seed)
    leaf, smooth = rng.choice([5, 5, 5, 10, 20]), rng.random() < 0.3
    keyless = rng.random() < 0.6
    margins = [margin(profile, keyless) for profile in profiles(real.header, real.rows)]
    order = [place for place, one in enumerate(margins) if not one.free]
    if rng.random() < 0.3:
        rng.shuffle(order)
    known = np.column_stack([np.nan_to_num(margins[p].numbers, nan=_BLANK) for p in order] or [np.zeros(1)])
    made = np.empty((rows, len(order)))
    for step, place in enumerate(order):
        made[:, step] = _column(known[:, : step + 1], made[:, :step], leaf, draws)
        if smooth and margins[place].continuous:
            made[:, step] = _smoothed(made[:, step], known[:, step], draws)
    cells = [[""]] * len(margins)
    for step, place in enumerate(order):
        cells[place] = _texts(margins[place], made[:, step])
    for place, one in enumerate(margins):
        if one.free:
            cells[place] = free_text(one.profile, rows, rng)
    return from_columns(real.header, cells, f"leaf {leaf}{' smoothed' if smooth else ''}")


def _texts(one: Margin, numbers: Numbers) -> list[str]:
    import numpy as np

    blank = numbers <= _BLANK / 2
    return one.texts(np.where(blank, 0, numbers), blank)


def _column(known: Numbers, made: Numbers, leaf: int, draws: Draws) -> Numbers:
    """Draws of the last column of `known` given the earlier ones, which are `made` already."""
    import numpy as np
    from sklearn.tree import DecisionTreeRegressor

    target, predictors = known[:, -1], known[:, :-1][:, -_WIDEST:]
    rows = len(made)
    if predictors.shape[1] == 0:
        return draws.choice(target, rows)
    tree = DecisionTreeRegressor(min_samples_leaf=leaf, random_state=0)
    tree.fit(predictors, _response(target))
    leaves, wanted = tree.apply(predictors), tree.apply(made[:, -_WIDEST:])
    order = np.argsort(leaves, kind="stable")
    starts = np.searchsorted(leaves[order], wanted, side="left")
    ends = np.searchsorted(leaves[order], wanted, side="right")
    picked: Numbers = target[order[starts + (draws.random(rows) * (ends - starts)).astype(int)]]
    return picked


def _response(target: Numbers) -> Numbers:
    """What the tree splits on: one-hot for few levels (Gini), ranks otherwise (long tails)."""
    import numpy as np

    values, codes = np.unique(target, return_inverse=True)
    return np.eye(len(values))[codes] if len(values) <= 12 else codes.astype(float)


def _smoothed(made: Numbers, known: Numbers, draws: Draws) -> Numbers:
    import numpy as np

    present = known[known > _BLANK / 2]
    if len(np.unique(present)) < 12:
        return made
    width = np.median(np.abs(present - np.median(present))) * 0.1
    moved = np.clip(made + draws.normal(0, width, len(made)), present.min(), present.max())
    return np.where(made > _BLANK / 2, moved, made)
