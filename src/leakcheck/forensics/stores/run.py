"""A sorted run of hashes in a file, with the place that each had before it was sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.nameless import NamelessFile
from leakcheck.frozen import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]
    Places = NDArray[np.int64]

_BITS = 12
_MANY = 64
RANGES = 2**_BITS
"""Ranges of hashes whose ends in a run are known without reading it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run lies: hashes (8 bytes each), places (4), and rows (8) unless these are a range.

    `edges[i]` is the number of hashes whose first 12 bits are below i; uint32 of shape (4097,).
    """

    file: NamelessFile
    start: int
    count: int
    plain_rows: range | None
    edges: NDArray[np.uint32]

    @classmethod
    def write(cls, file: NamelessFile, hashes: Words, rows: range | Places) -> Run:
        """Sort and append a run.

        Sorted is by the first bits, with the place in the last: one sort of numbers is several times faster
        than an indirect one. Whoever reads a range sorts it again.
        """
        import numpy as np

        low = np.uint64((1 << max(_BITS, len(hashes).bit_length())) - 1)
        packed = hashes & ~low
        packed |= np.arange(len(hashes), dtype=np.uint64)
        packed.sort()
        packed &= low
        places = packed.astype(np.uint32)
        np.take(hashes, places, out=packed, mode="clip")
        plain = rows if isinstance(rows, range) else None
        start = file.append(packed)
        file.append(places)
        if not isinstance(rows, range):
            file.append(rows)
        return cls(file, start, len(hashes), plain, edges_of(packed))

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self.count * (12 if self.plain_rows is not None else 20)

    def read_hashes(self, place: int, found: Words) -> Words:
        """Fill an array with the sorted hashes from a place on."""
        return self.file.read(self.start + 8 * place, found)

    def hashes(self) -> Words:
        """All hashes in the order in which they came."""
        import numpy as np

        found = np.empty(self.count, np.uint64)
        found[self._places(0, self.count)] = self.read_hashes(0, np.empty(self.count, np.uint64))
        return found

    def rows(self) -> range | Places:
        """Row numbers in the order in which they came."""
        return self._read_rows(0, self.count) if self.plain_rows is None else self.plain_rows

    def _read_rows(self, place: int, count: int) -> Places:
        import numpy as np

        found: Places = np.empty(count, np.int64)
        self.file.read(self.start + 12 * self.count + 8 * place, found)
        return found

    def rows_of(self, key: int) -> list[int]:
        """Rows of the records with a hash."""
        import numpy as np

        share = key >> 64 - _BITS
        first, last = int(self.edges[share]), int(self.edges[share + 1])
        hashes = self.read_hashes(first, np.empty(last - first, np.uint64))
        here = np.flatnonzero(hashes == np.uint64(key))
        if not len(here):
            return []
        places = self._places(first, last)[here].tolist()
        if self.plain_rows is not None:
            return [self.plain_rows[place] for place in places]
        if len(places) > _MANY:
            return [int(row) for row in numbers_of(self.rows())[places]]
        return [int(self._read_rows(place, 1)[0]) for place in places]

    def _places(self, first: int, last: int) -> NDArray[np.uint32]:
        import numpy as np

        found: NDArray[np.uint32] = np.empty(last - first, np.uint32)
        self.file.read(self.start + 8 * self.count + 4 * first, found)
        return found


def edges_of(ordered: Words) -> NDArray[np.uint32]:
    """Where the ranges begin and the last ends, in hashes that are sorted by at least their first 12 bits."""
    import numpy as np

    bounds = np.arange(1, RANGES, dtype=np.uint64) << np.uint64(64 - _BITS)
    inner = np.searchsorted(ordered, bounds)
    return np.concatenate([[0], inner, [len(ordered)]]).astype(np.uint32)


def numbers_of(rows: range | Places) -> Any:
    """Row numbers as an array; int64 of shape (n,)."""
    import numpy as np

    return np.arange(rows.start, rows.stop, dtype=np.int64) if isinstance(rows, range) else rows
