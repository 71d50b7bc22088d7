"""Number columns as the signals of shape and digits look at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Specimen

    Floats = NDArray[np.float64]

_FEWEST = 30
_DISTINCT = 5
_LARGEST = 1e15
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Place of a column, its finite values over the sample, and the counts of the distinct ones, by size."""

    place: int
    values: Floats
    counts: NDArray[np.int64]


def number_columns(specimen: Specimen) -> tuple[Numbers, ...]:
    """Number columns with at least 30 values of at most 15 digits, five of them distinct."""
    return specimen.once("number columns", lambda: tuple(_numbers(specimen)))  # type: ignore[return-value]


def _numbers(specimen: Specimen) -> list[Numbers]:
    import numpy as np

    found = []
    for column in specimen.of("number"):
        if column.numbers is None:
            continue
        values = column.numbers[specimen.sample]
        values = values[np.abs(values) < _LARGEST]
        distinct, counts = np.unique(values, return_counts=True)
        if len(values) >= _FEWEST and len(distinct) >= _DISTINCT and values.std() > 0:
            found.append(Numbers(column.place, values, counts))
    return found


def decimals(values: Floats) -> int:
    """Least number of decimals (1 to 6) that 95 of 100 values can be written with; 0 for whole or longer."""
    import numpy as np

    for places in range(_MOST_DECIMALS + 1):
        scaled = values * 10**places
        if (np.abs(scaled - np.rint(scaled)) < 1e-6 * np.maximum(1, np.abs(scaled) * 1e-3)).mean() >= 0.95:
            return places
    return 0
