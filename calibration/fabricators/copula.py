"""A Gaussian copula fitted to a genuine table, as synthetic-data products use by default.

Margins are empirical (several smoothed), categories are cut from a latent normal, blanks are drawn with the
genuine rate or kept as a latent column of their own. Text no model can learn is redrawn.
Source: Patki, Wedge, Veeramachaneni, The Synthetic Data Vault, DSAA 2016.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calibration.ingredients.margins import Margin, free_text, margin
from calibration.ingredients.profile import profiles
from calibration.table import Table, from_columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Draws = np.random.Generator
KIND = "copula"
NEEDS_REAL = True
_STYLES = ("empirical", "empirical", "smoothed", "normal")


@dataclass(frozen=True, slots=True)
class _Latent:
    """A latent normal: of a margin's values, or (`blank`) of whether it is blank."""

    margin: Margin
    scores: Numbers
    edges: Numbers | None = None


def make(seed: int, rows: int, real: Table | None) -> Table:
    """As many rows as asked, drawn from the fitted copula; exact constraints are not kept, as usual."""
    import numpy as np

    assert real is not None
    rng, draws = random.Random(seed), np.random.default_rng(seed)
    style = rng.choice(_STYLES)
    keyless = rng.random() < 0.6
    margins = [margin(profile, keyless) for profile in profiles(real.header, real.rows)]
    latents = [_latent(one, draws) for one in margins if not one.free]
    columns: dict[int, list[str]] = {}
    if latents:
        correlation = np.atleast_2d(np.corrcoef(np.vstack([one.scores for one in latents])))
        drawn = _normals(np.nan_to_num(correlation), rows, draws)
        for number, one in enumerate(latents):
            columns[id(one.margin)] = _cells(one, drawn[number], style, draws)
    cells = [columns.get(id(one)) or free_text(one.profile, rows, rng) for one in margins]
    return from_columns(real.header, cells, style)


def _latent(one: Margin, draws: Draws) -> _Latent:
    """Normal scores of a column; ties and blanks are spread at random within their share."""
    import numpy as np

    size = len(one.numbers)
    keys = np.where(np.isnan(one.numbers), np.inf, one.numbers)
    order = np.lexsort((draws.random(size), keys))
    ranks = np.empty(size)
    ranks[order] = (np.arange(size) + 0.5) / max(size, 1)
    if one.continuous:
        return _Latent(one, _probit(ranks))
    counts = np.bincount(one.numbers[~np.isnan(one.numbers)].astype(int), minlength=len(one.levels))
    return _Latent(one, _probit(ranks), np.cumsum(counts) / max(size, 1))


def _normals(correlation: Numbers, rows: int, draws: Draws) -> Numbers:
    """Correlated standard normals, shape (columns, rows); the matrix is made positive definite first."""
    import numpy as np

    np.fill_diagonal(correlation, 1.0)
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.clip(values, 1e-6, None))
    made: Numbers = root @ draws.standard_normal((len(values), rows))
    scaled: Numbers = made / np.maximum(made.std(axis=1, keepdims=True), 1e-9)
    return scaled


def _cells(latent: _Latent, drawn: Numbers, style: str, draws: Draws) -> list[str]:
    import numpy as np

    one, uniform = latent.margin, _phi(drawn)
    present = np.sort(one.numbers[~np.isnan(one.numbers)])
    share = len(present) / max(len(one.numbers), 1)
    blank = uniform >= share
    if latent.edges is not None:
        return one.texts(np.searchsorted(latent.edges, uniform, side="right").astype(float), blank)
    quantile = np.clip(uniform / max(share, 1e-9), 0, 1)
    if style == "normal":
        numbers = np.clip(present.mean() + present.std() * _probit(quantile), present[0], present[-1])
    elif style == "smoothed":
        numbers = np.quantile(present, quantile)
        width = present.std() * len(present) ** -0.2 * 0.5
        numbers = np.clip(numbers + draws.normal(0, width, len(numbers)), present[0], present[-1])
    else:
        numbers = np.quantile(present, quantile)
    return one.texts(numbers, blank)


def _phi(values: Numbers) -> Numbers:
    """Normal distribution function."""
    import math

    import numpy as np

    return np.array([0.5 * math.erfc(-value / math.sqrt(2)) for value in values])


def _probit(shares: Numbers) -> Numbers:
    """Normal quantiles, by a fine table (0.0001 steps between +-6)."""
    import numpy as np

    grid = np.linspace(-6, 6, 120_001)
    density = np.exp(-grid * grid / 2)
    distribution = np.cumsum(density)
    distribution = (distribution - distribution[0]) / (distribution[-1] - distribution[0])
    return np.interp(shares, distribution, grid)
