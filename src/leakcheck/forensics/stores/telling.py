"""Values that say whose they are: masked numbers and words for "missing" repeat and mean nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from leakcheck.folding import MISSING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.stores.evensample import EvenSample

    Pending = tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64], Sequence[Any]]

_MASK = "[*#•]|[xX]{2}"
_MARKS = b"*", b"#", "•".encode()[:1], b"x", b"X"
_BLANKS, _LOWER = " \t\n\r\v\f", {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_TOGETHER, _BYTES = 2048, 2**20


def is_telling(cell: str) -> bool:
    """Whether a value says who it belongs to: neither a mark for "missing" nor masked."""
    lower = cell.lower() if cell.isascii() else cell.translate(_LOWER)
    is_masked = "xx" in lower or "*" in lower or "#" in lower or "•" in lower
    return not is_masked and lower.strip(_BLANKS) not in MISSING


class TellingSample:
    """Hands telling records on to a sample; Arrow cells are looked at many at a time.

    Why: a call of Arrow costs ten microseconds whatever the number of cells, and of most blocks only a few
    records can be in the sample.
    """

    def __init__(self, sample: EvenSample) -> None:
        self._sample = sample
        self._pending: list[Pending] = []
        self._count = self._bytes = 0

    def add(
        self,
        keys: NDArray[np.uint64],
        values: NDArray[np.uint64],
        rows: NDArray[np.int64],
        cells: Sequence[Any],
    ) -> None:
        """Some records, and of each column the cells to look at; none is missing."""
        import numpy as np

        if any(isinstance(column, list) for column in cells):
            columns = [c if isinstance(c, list) else c.to_pylist() for c in cells]
            told = [all(map(is_telling, record)) for record in zip(*columns, strict=True)]
            places = np.flatnonzero(told)
            self._sample.add(keys[places], values[places], rows[places])
            return
        self._pending.append((keys, values, rows, cells))
        self._count, self._bytes = self._count + len(keys), self._bytes + sum(c.nbytes for c in cells)
        if self._count >= _TOGETHER or self._bytes >= _BYTES:
            self.flush()

    def may_keep(self, keys: NDArray[np.uint64]) -> Iterator[NDArray[np.int64]]:
        """As `EvenSample.may_keep`; of many the lowest first, because these may rule out all others.

        Each part must have been added before the next is asked for.
        """
        places = self._sample.may_keep(keys)
        first = self._sample.foreseen(keys[places])
        if first is not None:
            yield places[first]
            self.flush().settle()
            places = places[~first]
            places = places[self._sample.may_keep(keys[places])]
        yield places

    def flush(self) -> EvenSample:
        """Look at what waits; returns the sample."""
        import numpy as np

        if self._pending:
            import pyarrow as pa

            columns = zip(*(cells for *_, cells in self._pending), strict=True)
            told = [_are_telling(pa.concat_arrays(column)) for column in columns]
            places = np.flatnonzero(np.logical_and.reduce(told))
            parts = [np.concatenate([pending[i] for pending in self._pending])[places] for i in range(3)]
            self._pending, self._count, self._bytes = [], 0, 0
            self._sample.add(parts[0], parts[1], parts[2])
        return self._sample


def take_cells(column: Any, places: NDArray[np.int64]) -> Any:
    """Some cells of a column: a list of texts, or an Arrow text array."""
    import numpy as np

    if isinstance(column, list | tuple):
        return [column[place] for place in places.tolist()]
    import pyarrow as pa

    which = pa.py_buffer(np.ascontiguousarray(places, np.int64).data)  # pa.array would be slower
    cells = column.take(pa.Array.from_buffers(pa.int64(), len(places), [None, which]))
    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    return cells.cast(pa.string()) if cells.type != pa.string() else cells


def _are_telling(cells: Any) -> NDArray[np.bool_]:
    """`is_telling` of cells that lie one behind the other, as `concat_arrays` leaves them."""
    import pyarrow.compute as pc

    plain = pc.ascii_lower(pc.ascii_trim_whitespace(cells))
    hidden = pc.is_in(plain, _missing())
    data = cells.buffers()[2]
    # Looking for single bytes in all cells together costs a thousandth of a regular expression in each.
    text = data.to_pybytes() if data is not None else b""
    if any(mark in text for mark in _MARKS):
        hidden = pc.or_(pc.match_substring_regex(cells, _MASK), hidden)
    found: NDArray[np.bool_] = ~hidden.to_numpy(zero_copy_only=False)
    return found


@cache
def _missing() -> Any:
    import pyarrow as pa

    return pa.array(sorted(MISSING), pa.string())
