"""Blocks gathered into batches: the larger the arrays, the less each step costs a record."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leakcheck.model import Block
from leakcheck.readers.intake.ahead import HandedColumn

BATCH_ROWS = 131_072
BATCH_BYTES = 8 * 2**20
"""A batch closes at either bound; a block is never cut."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive blocks that are judged together; `place` is the number of records before them."""

    blocks: tuple[Block, ...]
    place: int = 0

    def __len__(self) -> int:
        return sum(map(len, self.blocks))

    def placed(self) -> Iterator[tuple[int, Block]]:
        """The blocks, each with the number of records before it."""
        place = self.place
        for block in self.blocks:
            yield place, block
            place += len(block)

    def as_text(self) -> Batch:
        """The same as one block of Arrow texts, to be sent elsewhere."""
        places = {str(place): place for place in range(len(self.blocks[0].columns))}
        rows, arrays = self.texts(places)
        return Batch((Block(rows, tuple(arrays.values())),), self.place)

    def texts(self, fields: dict[str, int]) -> tuple[Sequence[int], dict[str, Any]]:
        """Line numbers of the records, and the Arrow text array of every field."""
        first = self.blocks[0]
        rows: Sequence[int] = first.rows
        if len(self.blocks) > 1:
            rows = _together([block.rows for block in self.blocks])
        return rows, {
            name: _array([block.columns[index] for block in self.blocks]) for name, index in fields.items()
        }


class Batcher:
    """Gathers blocks until they are worth judging."""

    def __init__(self, rows: int = BATCH_ROWS, size: int = BATCH_BYTES) -> None:
        self._most_rows, self._most_bytes = rows, size
        self._held: list[Block] = []
        self._place = self._rows = self._size = 0

    def add(self, block: Block, place: int) -> Batch | None:
        """Take a block; the batch it completes, or the one it does not follow on."""
        before = self.rest() if self._held and place != self._place + self._rows else None
        if not self._held:
            self._place = place
        self._held.append(block)
        self._rows += len(block)
        self._size += _size(block)
        if before is None and (self._rows >= self._most_rows or self._size >= self._most_bytes):
            return self.rest()
        return before

    def rest(self) -> Batch | None:
        """What is held, if anything."""
        batch = Batch(tuple(self._held), self._place) if self._held else None
        self._held, self._rows, self._size = [], 0, 0
        return batch


def _size(block: Block) -> int:
    """Bytes of text, about; of lists only every 64th cell is looked at."""
    total = 0
    for column in block.columns:
        if hasattr(column, "nbytes"):
            total += column.nbytes
        else:
            total += 64 * sum(len(cell) for cell in column[::64] if cell)
    return total


def _together(parts: list[Sequence[int]]) -> Sequence[int]:
    """Line numbers of several blocks; consecutive ranges stay a range."""
    if all(isinstance(part, range) and part.step == 1 for part in parts):
        joined = all(a.stop == b.start for a, b in itertools.pairwise(parts))  # type: ignore[attr-defined]
        if joined:
            return range(parts[0].start, parts[-1].stop)  # type: ignore[attr-defined]
    return [row for part in parts for row in part]


def _array(parts: list[Any]) -> Any:
    import pyarrow as pa

    arrays = [_text_array(part) for part in parts]
    return arrays[0] if len(arrays) == 1 else pa.concat_arrays(arrays)


def _text_array(column: Any) -> Any:
    """One Arrow string array: chunks are joined, other types of text cast."""
    import pyarrow as pa

    if isinstance(column, HandedColumn):
        column = column.array()
    if not isinstance(column, pa.Array | pa.ChunkedArray):
        return pa.array(column, pa.string())
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column if column.type == pa.string() else column.cast(pa.string())
