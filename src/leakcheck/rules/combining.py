"""Several code columns together: the distinct combinations, so that each is decided once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leakcheck.frozen import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(slots=True)
class Encoded:
    """A column as codes (n,) int64 into its distinct known values; -1 where nothing is known."""

    codes: NDArray[np.int64]
    values: list[str]


def combinations(codes: Sequence[NDArray[np.int64]]) -> tuple[list[list[int]], NDArray[np.int64]]:
    """Distinct combinations of several code columns, and which of them each row has.

    Codes (n,) from -1 are packed into one mixed-radix integer, which sorts faster than rows do;
    columns whose radices would overflow 63 bits are sorted as rows.
    """
    import numpy as np

    radices = [int(c.max(initial=-1)) + 2 for c in codes]
    if np.prod([float(r) for r in radices]) >= 2**62:
        rows, inverse = np.unique(np.stack(codes, axis=1), axis=0, return_inverse=True)
        return rows.tolist(), inverse.reshape(-1)
    packed = np.zeros(len(codes[0]), dtype=np.int64)
    for column, radix in zip(codes, radices, strict=True):
        packed = packed * radix + (column + 1)
    _, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    return np.stack([c[first] for c in codes], axis=1).tolist(), inverse.reshape(-1)
