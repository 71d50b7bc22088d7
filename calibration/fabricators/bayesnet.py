"""A Bayesian network (each column given its two most telling predecessors), on binned values.

A simple form of what PrivBayes publishes; with some noise added to the counts, as it adds for privacy.
Source: Zhang et al., PrivBayes, ACM TODS 42(4), 2017.
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
    Codes = NDArray[np.int64]
    Draws = np.random.Generator
KIND = "bayesnet"
NEEDS_REAL = True
_BINS = 12


def make(seed: int, rows: int, real: Table | None) -> Table:
    """One (a Markov chain or tree) or two parents a column; noise in one table of two."""
    import numpy as np

    assert real is not None
    rng, draws = random.Random(seed), np.random.default_rng(seed)
    parents, noise = rng.choice([1, 1, 2]), rng.choice([0.0, 0.0, 0.5, 2.0])
    keyless = rng.random() < 0.7
    margins = [margin(profile, keyless) for profile in profiles(real.header, real.rows)]
    modelled = [one for one in margins if not one.free]
    edges = [_edges(one) for one in modelled]
    known = [_binned(one, edge) for one, edge in zip(modelled, edges, strict=True)]
    made: list[Codes] = []
    for place, codes in enumerate(known):
        chosen = _parents(known[:place], codes, parents)
        made.append(_drawn(codes, [known[p] for p in chosen], [made[p] for p in chosen], rows, noise, draws))
    cells = {
        id(one): _texts(one, edge, codes, draws)
        for one, edge, codes in zip(modelled, edges, made, strict=True)
    }
    columns = [cells[id(one)] if id(one) in cells else free_text(one.profile, rows, rng) for one in margins]
    return from_columns(real.header, columns, f"{parents} parents, noise {noise:g}")


def _edges(one: Margin) -> Numbers | None:
    """Limits of about twelve bins of equal count; None for categories."""
    import numpy as np

    present = one.numbers[~np.isnan(one.numbers)]
    return np.unique(np.quantile(present, np.linspace(0, 1, _BINS + 1))) if one.continuous else None


def _binned(one: Margin, edges: Numbers | None) -> Codes:
    """Code of each cell; 0 for a blank one."""
    import numpy as np

    numbers, blank = np.nan_to_num(one.numbers), np.isnan(one.numbers)
    codes = numbers.astype(np.int64) if edges is None else np.searchsorted(edges[1:-1], numbers, side="right")
    return np.where(blank, 0, codes + 1).astype(np.int64)


def _parents(earlier: list[Codes], codes: Codes, most: int) -> list[int]:
    """Columns with the largest mutual information with this one."""
    told = sorted(((_information(one, codes), -place) for place, one in enumerate(earlier)), reverse=True)
    return [-place for _, place in told[:most]]


def _information(one: Codes, two: Codes) -> float:
    import numpy as np

    width = int(two.max()) + 1
    joint = np.bincount(one * width + two, minlength=(int(one.max()) + 1) * width).reshape(-1, width) / len(
        one
    )
    expected = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    held = joint > 0
    return float((joint[held] * np.log(joint[held] / expected[held])).sum())


def _drawn(
    codes: Codes, known: list[Codes], made: list[Codes], rows: int, noise: float, draws: Draws
) -> Codes:
    """Codes drawn from the (noisy) conditional counts given the parents; unseen parents give the margin."""
    import numpy as np

    width = int(codes.max()) + 1
    state, wanted = np.zeros(len(codes), np.int64), np.zeros(rows, np.int64)
    for genuine, fresh in zip(known, made, strict=True):
        base = int(genuine.max()) + 1
        state, wanted = state * base + genuine, wanted * base + fresh
    states = int(max(state.max(), wanted.max())) + 1
    counts = np.bincount(state * width + codes, minlength=states * width).reshape(states, width).astype(float)
    if noise:
        counts = np.clip(counts + draws.laplace(0, noise, counts.shape), 0, None)
    counts[counts.sum(axis=1) == 0] = np.bincount(codes, minlength=width)
    limits = np.cumsum(counts, axis=1) / counts.sum(axis=1, keepdims=True)
    drawn: Codes = (draws.random(rows)[:, None] > limits[wanted]).sum(axis=1)
    return np.minimum(drawn, width - 1)


def _texts(one: Margin, edges: Numbers | None, codes: Codes, draws: Draws) -> list[str]:
    """Cells of codes: numbers lie anywhere within their bin."""
    import numpy as np

    blank, places = codes == 0, np.maximum(codes - 1, 0)
    if edges is None:
        return one.texts(places.astype(float), blank)
    low, high = edges[np.minimum(places, len(edges) - 1)], edges[np.minimum(places + 1, len(edges) - 1)]
    return one.texts(low + (high - low) * draws.random(len(codes)), blank)
