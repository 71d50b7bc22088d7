"""Codes of known texts of one length by their first and last eight bytes: a table look-up, then a comparison.

Why: a column of dates, ages or years is a few words of memory a record; hashing them as strings of any
length costs several times as much. Texts that share a place of a table go to the next table; what is found
in none is left to the caller, so the answer is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leakcheck.frozen import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Bytes

    Words = NDArray[np.uint64]

LONGEST = 16
_TABLES = 3
_MIXERS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""Odd numbers with well-spread bits, of SplitMix64 and its kin (Steele, Lea and Flood, OOPSLA 2014)."""
_SPARE_BITS = 5


@dataclass(frozen=True, slots=True)
class WordCodes:
    """Texts of `length` bytes: `tables` of places (code by mixed word), `heads` and `tails` by place."""

    length: int
    tables: tuple[tuple[int, int, NDArray[np.uint16]], ...]
    codes: NDArray[np.intp]
    heads: Words
    tails: Words

    @classmethod
    def of(cls, length: int, texts: Sequence[bytes], codes: Sequence[int]) -> WordCodes:
        """Tables of some different texts, all of one length from 1 to `LONGEST`, fewer than 2**16."""
        import numpy as np

        cells = np.frombuffer(b"".join(texts), np.uint8).reshape(-1, length)
        heads, tails = _words(cells)
        left = np.arange(len(texts))
        tables: list[tuple[int, int, NDArray[np.uint16]]] = []
        bits = max(len(texts).bit_length() + _SPARE_BITS, 8)
        while len(left) and len(tables) < _TABLES:
            tries = [_mixed(heads[left], tails[left], mixer, bits, length) for mixer in _MIXERS]
            firsts = [np.unique(places, return_index=True)[1] for places in tries]
            best = max(range(len(tries)), key=lambda number: len(firsts[number]))
            mixer, placed = _MIXERS[best], np.zeros(len(left), np.bool_)
            placed[firsts[best]] = True
            table = np.zeros(1 << bits, np.uint16)
            table[tries[best][placed]] = left[placed]
            tables.append((mixer, bits, table))
            left = left[~placed]
        return cls(length, tuple(tables), np.asarray(codes, np.intp), heads, tails)

    def find(self, cells: Bytes) -> NDArray[np.intp]:
        """Codes of cells, uint8 of shape (rows, length); -1 for texts that are not known."""
        import numpy as np

        heads, tails = _words(cells)
        found, left = self._look_up(0, heads, tails), None
        for number in range(1, len(self.tables)):
            left = np.flatnonzero(found < 0) if left is None else left[found[left] < 0]
            if not len(left):
                break
            found[left] = self._look_up(number, heads[left], tails[left])
        return found

    def _look_up(self, number: int, heads: Words, tails: Words) -> NDArray[np.intp]:
        import numpy as np

        mixer, bits, table = self.tables[number]
        places = table.take(_mixed(heads, tails, mixer, bits, self.length))
        right = self.heads.take(places) == heads
        if self.length > _WORD:
            right &= self.tails.take(places) == tails
        codes = self.codes.take(places)
        if not right.all():
            codes[~right] = -1
        return np.asarray(codes)


_WORD = 8


def _words(cells: Bytes) -> tuple[Words, Words]:
    """First and last eight bytes of every cell, or all bytes twice when there are no more."""
    import numpy as np

    rows, length = cells.shape
    width = next(w for w in (8, 4, 2, 1) if w <= length)
    first = np.ndarray((rows,), f"<u{width}", cells, 0, (length,)).astype(np.uint64)
    if length == width:
        return first, first
    last = np.ndarray((rows,), f"<u{width}", cells, length - width, (length,)).astype(np.uint64)
    if length > _WORD:
        return first, last
    both = first | last << np.uint64(8 * width)
    return both, both


def _mixed(heads: Words, tails: Words, mixer: int, bits: int, length: int) -> NDArray[np.intp]:
    """Places in a table of `2 ** bits`."""
    import numpy as np

    mixed = heads * np.uint64(mixer)
    if length > _WORD:
        mixed ^= tails
        mixed *= np.uint64(_MIXERS[0])
    mixed >>= np.uint64(64 - bits)
    return mixed.view(np.intp)
