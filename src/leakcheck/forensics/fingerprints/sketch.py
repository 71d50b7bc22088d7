"""The values of a column as 32-bit numbers, and the smallest of them: a bottom-k sketch.

Why the smallest: they are a random sample of the distinct values that any other table, however cut or sorted,
draws the same way, so the overlap of two columns is estimated without either being kept (Broder, "On the
resemblance and containment of documents", 1997; Cohen and Kaplan, bottom-k sketches, PODC 2007). Numbers and
days are hashed as numbers: ``7`` is ``7.00``, 1 May is 05/01, however written. No name can be read back.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from leakcheck.folding import fold_label

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column

    Hashes = NDArray[np.uint32]

KEPT = 512
"""Minima kept of a column unless the list says more; one with no more distinct values is kept whole."""

LOOKED_AT = 1024
"""Distinct texts of a column under examination that are hashed; more would not change a share by 3 %."""


def hashes_of(column: Column, at_most: int | None = LOOKED_AT) -> Hashes:
    """Numbers of the distinct values of a column, rising; at most `at_most` texts, the first in the table."""
    import numpy as np

    counted = column.days if column.days is not None else column.numbers
    if counted is not None:
        values = counted[np.isfinite(counted)]
        distinct = np.unique(np.floor(values) if column.days is not None else values)
        return np.unique(_mixed((distinct + 0.0).view(np.uint64)))
    spelt = {fold_label(text) for text in column.values[:at_most]}
    codes = [zlib.crc32(text.encode("utf-8", "surrogatepass")) for text in spelt if text]
    return np.unique(_mixed(np.array(codes, dtype=np.uint64)))


def minima_of(hashes: Hashes, kept: int = KEPT) -> Hashes:
    """The smallest of rising numbers; the more of a long column, the shorter an excerpt is recognised."""
    return hashes[:kept]


def count_among(hashes: Hashes, minima: Hashes) -> int:
    """How many of some numbers are among others; both rising and distinct."""
    import numpy as np

    places = np.minimum(np.searchsorted(minima, hashes), len(minima) - 1)
    return int((minima[places] == hashes).sum()) if len(minima) else 0


def _mixed(codes: NDArray[np.uint64]) -> Hashes:
    """Finaliser of splitmix64 (Steele, Lea and Flood, 2014): near codes become far numbers."""
    import numpy as np

    mixed = (codes ^ (codes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(32)).astype(np.uint32)
