"""Whether the columns fall into two neighbouring blocks that know nothing of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import associations
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Two blocks of columns"
FAMILY = "dependence"
TOWARDS = 1
MINIMUM = 100
FORMULA = (
    "over all cuts of the column order with 3 coded columns a side: largest min(share of linked pairs "
    "left, right) - share of linked pairs across (z > 5)"
)
SOURCES = (
    "J. B. S. Haldane, The mean and variance of chi-square, Biometrika 31 (1940)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "The first {left} and the last {right} of the compared columns hang together among themselves, but "
    "hardly across: {inside:.0f} % of pairs inside against {across:.0f} %."
)
SENTENCE_FOR = (
    "No place was found where the columns fall into two unrelated blocks: {inside:.0f} % of pairs are "
    "related inside the best blocks, {across:.0f} % across."
)
INNOCENT = (
    "two subjects in one table, such as person and device",
    "A join of two tables by a key",
)

genuine = makers.coherent


def measure(specimen: Specimen) -> Measurement | None:
    """Find the best cut; None with fewer than six coded columns or without relations."""
    import numpy as np

    pairs = associations(specimen, 4, 4)
    if specimen.size < MINIMUM or pairs is None or pairs.columns < 6:
        return None
    links = np.zeros((pairs.columns, pairs.columns))
    links[pairs.first, pairs.second] = pairs.z > 5
    if not links.any():
        return None
    cuts = [(_contrast(links, cut), cut) for cut in range(3, pairs.columns - 2)]
    (value, inside, across), cut = max(cuts)
    facts = {"left": cut, "right": pairs.columns - cut, "inside": 100 * inside, "across": 100 * across}
    return Measurement(value, tuple(pairs.places.tolist()), facts, pairs.support)


def _contrast(links: NDArray[np.float64], cut: int) -> tuple[float, float, float]:
    """Difference, share of linked pairs inside the looser side, share across."""
    left, right = cut, len(links) - cut
    inside = min(
        float(links[:cut, :cut].sum()) / (left * (left - 1) / 2),
        float(links[cut:, cut:].sum()) / (right * (right - 1) / 2),
    )
    across = float(links[:cut, cut:].sum()) / (left * right)
    return inside - across, inside, across


def fabricated(seed: int, rows: int) -> makers.Table:
    """Six columns of one table pasted beside six of another, whose rows are in another order."""
    import numpy as np

    order = np.random.default_rng([seed, 5]).permutation(rows).tolist()
    header, records = makers.coherent(seed, rows)
    left, right = (3, 5, 6, 14, 16, 17), (7, 8, 9, 11, 13, 15)
    pasted = [[records[i][k] for k in left] + [records[j][k] for k in right] for i, j in enumerate(order)]
    return tuple(header[k] for k in left + right), pasted
