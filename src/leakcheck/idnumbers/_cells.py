"""Cells of a column as bytes: views of Arrow's buffers, compaction and mask tests on all at once.

Everything here works on the flat bytes of all cells together and counts per cell afterwards, so
that the cost is a few passes over memory whatever the number of rows.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from leakcheck.folding import MISSING
from leakcheck.frozen import dataclass
from leakcheck.idnumbers._spelling import HIDDEN, LETTERS, MASKED_LENGTHS, Spelling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Characters = NDArray[np.uint8]
    Flags = NDArray[np.bool_]
    Rows = NDArray[np.int64]

_SPACE = "\t\n\v\f\r\x1c\x1d\x1e\x1f "  # what str.split() cuts at in ASCII
_WRONG, _ALPHABET, _HIDDEN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one column: cell i is ``data[starts[i] : starts[i] + lengths[i]]`` (uint8, int64, int64)."""

    data: Characters
    starts: Rows
    lengths: Rows

    def characters(self, rows: Rows, length: int) -> Characters:
        """Cells that all have `length` bytes, as a uint8 array of shape (length, rows)."""
        import numpy as np

        first = int(self.starts[rows[0]]) if len(rows) else 0
        if len(rows) and int(self.starts[rows[-1]]) - first == length * (len(rows) - 1):  # side by side
            return np.ascontiguousarray(self.data[first : first + length * len(rows)].reshape(-1, length).T)
        windows = np.ndarray((len(self.data) - length + 1,), f"V{length}", self.data, strides=(1,))
        picked = windows[self.starts[rows]].view(np.uint8).reshape(-1, length)
        return np.ascontiguousarray(picked.T)

    def take(self, rows: Rows) -> Cells:
        """Some of the cells, over the same data."""
        return Cells(self.data, self.starts[rows], self.lengths[rows])

    def count(self, flags: Flags, run: int = 1) -> Rows:
        """Count flags (one a byte of the data) in each cell, leaving out its last ``run - 1`` bytes."""
        import numpy as np

        places = np.flatnonzero(flags)
        ends = np.maximum(self.starts + self.lengths - (run - 1), self.starts)
        counts = np.searchsorted(places, ends) - np.searchsorted(places, self.starts)
        return np.asarray(counts, dtype=np.int64)


def cells_of(column: Any) -> Cells:
    """View of the buffers of an Arrow string array; nothing is copied."""
    import numpy as np
    import pyarrow as pa

    width = np.int64 if pa.types.is_large_string(column.type) else np.int32
    _, offsets, data = column.buffers()
    if len(column) == 0 or data is None:
        nothing = np.zeros(len(column), dtype=np.int64)
        return Cells(np.zeros(0, dtype=np.uint8), nothing, nothing)
    bounds = np.frombuffer(offsets, width)[column.offset : column.offset + len(column) + 1].astype(np.int64)
    return Cells(np.frombuffer(data, np.uint8), bounds[:-1], np.diff(bounds))


def compacted(cells: Cells, spelling: Spelling) -> Cells:
    """`Spelling.compact` on ASCII bytes; cells with other bytes come out meaningless."""
    import numpy as np

    first, last = int(cells.starts[0]), int(cells.starts[-1] + cells.lengths[-1])
    data = _capitals()[cells.data[first:last]]
    kept = _kept(_SPACE + spelling.separators)[data]
    lengths = Cells(data, cells.starts - first, cells.lengths).count(kept)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    return _without_marks(Cells(data[kept], starts, lengths), spelling)


def _without_marks(cells: Cells, spelling: Spelling) -> Cells:
    """Drop a leading apostrophe and, for numbers without letters, a trailing ``.0``."""
    import numpy as np

    data = np.append(cells.data, np.zeros(2, dtype=np.uint8))
    marked = ((data[cells.starts] == ord("'")) & (cells.lengths > 0)).astype(np.int64)
    starts, lengths = cells.starts + marked, cells.lengths - marked
    if not spelling.has_letters:
        ends = starts + lengths
        tail = (lengths >= 2) & (data[ends - 2] == ord(".")) & (data[ends - 1] == ord("0"))
        lengths = lengths - 2 * tail
    return Cells(cells.data, starts, lengths)


def are_masked(cells: Cells, spelling: Spelling) -> Flags:
    """`Spelling.is_masked` on compacted bytes."""
    import numpy as np

    kind = _kinds(spelling)[cells.data]
    hidden = kind == _HIDDEN
    if not spelling.has_x and not hidden.any():
        return np.zeros(len(cells.starts), dtype=np.bool_)
    pairs = hidden[:-1] & hidden[1:]
    x = (cells.data == ord("X")) & spelling.has_x
    fours = x[:-3] & x[1:-2] & x[2:-1] & x[3:]
    if not (pairs.any() or fours.any()):
        return np.zeros(len(cells.starts), dtype=np.bool_)
    runs = cells.count(pairs, run=2) + cells.count(fours, run=4)
    fitting = (cells.lengths >= MASKED_LENGTHS.start) & (cells.lengths < MASKED_LENGTHS.stop)
    return np.asarray(fitting & (runs > 0) & (cells.count(kind == _WRONG) == 0))


def may_mean_nothing(cells: Cells, spelling: Spelling) -> Flags:
    """Compacted cells that `leakcheck.folding.is_missing` must be asked about."""
    import numpy as np

    if not len(cells.data):
        return np.ones(len(cells.starts), dtype=np.bool_)
    first = cells.data[np.minimum(cells.starts, len(cells.data) - 1)]
    return np.asarray((cells.lengths == 0) | _word_starts(spelling)[first])


@cache
def _word_starts(spelling: Spelling) -> Flags:
    """By ASCII code: whether a word for "nothing" starts with it once compacted."""
    import numpy as np

    starts = {spelling.compact(word)[:1] for word in MISSING}
    table = np.zeros(256, dtype=np.bool_)
    table[[ord(c) for c in starts if c and c.isascii()]] = True
    return table


@cache
def _kinds(spelling: Spelling) -> Characters:
    """By ASCII code: no character of this number, one of its alphabet, or a sign of hiding."""
    import numpy as np

    kinds = np.full(256, _WRONG, dtype=np.uint8)
    kinds[[ord(c) for c in HIDDEN if c.isascii()]] = _HIDDEN
    kinds[[ord(c) for c in spelling.alphabet]] = _ALPHABET
    return kinds


@cache
def _kept(dropped: str) -> Flags:
    import numpy as np

    table = np.ones(256, dtype=np.bool_)
    table[list(dropped.encode("ascii"))] = False
    return table


@cache
def _capitals() -> Characters:
    import numpy as np

    table = np.arange(256, dtype=np.uint8)
    table[[ord(c.lower()) for c in LETTERS]] = [ord(c) for c in LETTERS]
    return table
