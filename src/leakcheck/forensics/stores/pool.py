"""The records that any store keeps, each once.

Which records belong to which store follows from their places alone, so the pool holds the union and asks the
stores. Nothing is counted or imported for the first thousand records, which are all kept; after that, a block
costs the ranks of its places and a `take` of the few records that may stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.bottomrows import BottomRows
from leakcheck.forensics.stores.ends import FIRST, Head, Tail
from leakcheck.forensics.stores.neighbourblocks import NeighbourBlocks
from leakcheck.forensics.stores.texts import concatenated, cut, packed, picked, unpacked, weights
from leakcheck.frozen import dataclass
from leakcheck.model import Block

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Mask = NDArray[np.bool_]

_ROOM = 66_000
_BYTES = 64 << 20  # the budgets of all stores together
_LEAST_BUDGET = 4 << 20
_CELL = 8


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What a pool holds in the end: records in the order of the file, and which store has which.

    `places` and `lines` are int64 of shape (pool,), `columns` Arrow string arrays, the rest bool.
    """

    places: Places
    lines: Places
    columns: tuple[Any, ...]
    sample: Mask
    blocks: Mask
    head: Mask
    tail: Mask


@dataclass(frozen=True, slots=True, eq=False)
class _Chunk:
    """Some records: lists, or arrays and Arrow arrays."""

    places: Any
    lines: Any
    columns: Sequence[Any]


class Pool:
    """Keeps the records of all stores.

    Parameters
    ----------
    width : int
        Columns.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._stores = BottomRows(), NeighbourBlocks(), Head(), Tail()
        self._chunks: list[_Chunk] = []
        self._held = self._bytes = 0

    def update(self, block: Block, first: int) -> None:
        """Take a block, `first` being the number of records before it."""
        count = len(block)
        columns = block.columns[: self._width]
        if first + count <= FIRST:
            lists = [column if isinstance(column, list) else list(_plain(column)) for column in columns]
            self._hold(_Chunk(list(range(first, first + count)), list(map(int, block.rows)), lists))
            return
        import numpy as np

        chosen = np.zeros(count, np.bool_)
        for store in self._stores:
            chosen[store.may_keep(first, count)] = True
        kept = chosen.nonzero()[0]
        rows = block.rows
        lines = kept * rows.step + rows.start if isinstance(rows, range) else np.asarray(rows, np.int64)[kept]
        self._hold(_Chunk(kept + first, lines, [picked(column, kept) for column in columns]))

    def _hold(self, chunk: _Chunk) -> None:
        self._chunks.append(chunk)
        self._held += len(chunk.places)
        self._bytes += sum(_size(column) for column in chunk.columns)
        if self._held > _ROOM or self._bytes > 2 * _BYTES:
            self._settle()

    def _settle(self) -> list[Mask]:
        """Drop what no store keeps any more; says of what is left which store has it."""
        import numpy as np

        places = np.concatenate([np.asarray(chunk.places, np.int64) for chunk in self._chunks])
        order = np.argsort(places)
        lines = np.concatenate([np.asarray(chunk.lines, np.int64) for chunk in self._chunks])
        columns = [cut(concatenated([c.columns[i] for c in self._chunks])) for i in range(self._width)]
        total = sum(_size(column) for column in columns) + _CELL * self._width * len(places)
        sizes = weights(columns, len(places)) if total > _LEAST_BUDGET else None
        masks = [store.choose(places, sizes) for store in self._stores]
        kept = order[np.logical_or.reduce(masks)[order]]
        columns = [picked(column, kept) for column in columns]
        self._chunks = [_Chunk(places[kept], lines[kept], columns)]
        self._held = len(kept)
        self._bytes = sum(_size(column) for column in columns)
        return [mask[kept] for mask in masks]

    def kept(self) -> Kept:
        """What is held in the end."""
        sample, blocks, head, tail = self._settle()
        chunk = self._chunks[0]
        return Kept(chunk.places, chunk.lines, tuple(chunk.columns), sample, blocks, head, tail)

    def __len__(self) -> int:
        return self._held

    def state(self) -> tuple[Any, ...]:
        """The limits of the stores; the records held, as lists, or as arrays of numbers and bytes."""
        if any(not isinstance(chunk.places, list) for chunk in self._chunks):
            self._settle()
        chunks = [
            (c.places, c.lines, c.columns if isinstance(c.places, list) else packed(c.columns))
            for c in self._chunks
        ]
        return [store.limit for store in self._stores], chunks

    def absorb(self, state: Sequence[Any]) -> None:
        """Add the records of another share."""
        limits, chunks = state
        for store, limit in zip(self._stores, limits, strict=True):
            store.limit = min(store.limit, int(limit))
        for places, lines, columns in chunks:
            whole = columns if isinstance(places, list) else unpacked(columns, len(places))
            self._hold(_Chunk(places, lines, whole))


def _plain(column: Any) -> Any:
    return column.to_pylist() if hasattr(column, "to_pylist") else column


def _size(column: Any) -> int:
    """Bytes of a column held, about."""
    if isinstance(column, list):
        return sum(map(len, filter(None, column))) * 2
    return int(column.nbytes)
