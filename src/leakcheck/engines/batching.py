"""Blocks gathered into batches: the larger the arrays, the less each step costs a record."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leakcheck.model import Block

BATCH_ROWS = 65_536
BATCH_BYTES = 4 * 2**20
"""A batch closes at either bound; a block is never cut."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Consecutive blocks that are judged together."""

    blocks: tuple[Block, ...]
    is_last: bool

    def __len__(self) -> int:
        return sum(map(len, self.blocks))

    def texts(self, fields: dict[str, int]) -> tuple[Sequence[int], dict[str, Any]]:
        """Line numbers of the records, and the Arrow text array of every field."""
        first = self.blocks[0]
        rows: Sequence[int] = first.rows
        if len(self.blocks) > 1:
            rows = _together([block.rows for block in self.blocks])
        return rows, {
            name: _array([block.columns[index] for block in self.blocks]) for name, index in fields.items()
        }


def batches(blocks: Iterator[Block]) -> Iterator[Batch]:
    """Gather blocks; the last batch says so."""
    held: list[Block] = []
    rows = size = 0
    ready: Batch | None = None
    for block in blocks:
        if ready is not None:
            yield ready
            ready = None
        held.append(block)
        rows, size = rows + len(block), size + _size(block)
        if rows >= BATCH_ROWS or size >= BATCH_BYTES:
            ready = Batch(tuple(held), is_last=False)
            held, rows, size = [], 0, 0
    if ready is not None:
        yield Batch(ready.blocks, is_last=not held)
    if held:
        yield Batch(tuple(held), is_last=True)


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

    if not isinstance(column, pa.Array | pa.ChunkedArray):
        return pa.array(column, pa.string())
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column if column.type == pa.string() else column.cast(pa.string())
