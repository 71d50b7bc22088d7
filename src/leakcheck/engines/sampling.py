"""A simple random sample of the records, the same however the evidence was cut and in whatever order it came.

Every place among all records has a rank of 64 bits (`leakcheck.forensics.stores.splitmix`); the records with
the lowest ranks are the sample. Why not a reservoir: bottom-N needs no order, so shares can be merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from leakcheck.errors import UsageError
from leakcheck.extent import Sample
from leakcheck.forensics.stores.splitmix import MASK, rank, ranks
from leakcheck.model import Block

__all__ = ["Sampler", "rank", "ranks"]

_FEW = 64
_ROOM = 1024
_BLOCK_ROWS = 8_192
_RECORD, _CELL = 160, 60
"""About the bytes a kept record and a kept cell cost besides the text."""

_Kept = tuple[int, int, int, tuple[str | None, ...]]
"""Rank, place, line, cells."""


class Sampler:
    """Keeps the records of lowest rank.

    Parameters
    ----------
    size : int
        How many, 1 or more.
    seed : int
        Another seed, another sample.
    memory : int
        Bytes the records kept may hold.
    """

    def __init__(self, size: int, seed: int, memory: int = 2 << 30) -> None:
        self._size, self._seed, self._memory = size, seed, memory
        self._kept: list[_Kept] = []
        self._below = 1 << 64
        self._bytes = 0
        self.seen = 0

    def take(self, block: Block, place: int | None = None) -> None:
        """Look at a block; `place` is the number of records before it, if not all were seen by this one.

        Raises
        ------
        UsageError
            When so many records do not fit into memory.
        """
        first = self.seen if place is None else place
        self.seen += len(block)
        ranks = _ranks(first, len(block), self._seed, self._below)
        if not ranks:
            return
        chosen = [index for _, index in ranks]
        columns = [_picked(column, chosen) for column in block.columns]
        cells: Iterator[tuple[str | None, ...]] = zip(*columns, strict=True) if columns else iter(())
        found = [
            (rank, first + index, int(block.rows[index]), record)
            for (rank, index), record in zip(ranks, cells, strict=True)
        ]
        text = sum(sum(map(len, filter(None, column))) for column in columns)
        self._add(found, text + len(found) * (_RECORD + _CELL * len(columns)))

    def merge(self, other: Sampler) -> None:
        """Add what another has kept of other places, under the same seed."""
        self.seen += other.seen
        self._add(other._kept, other._bytes)

    def _add(self, found: Sequence[_Kept], size: int) -> None:
        self._kept += found
        self._bytes += size
        if len(self._kept) >= 2 * self._size + _ROOM:
            self._cut()
        if self._bytes > self._memory:
            self._cut()
        if self._bytes > self._memory:
            raise UsageError(
                f"a sample of {self._size:,} records holds more than {self._memory:,} bytes of memory",
                where="--sample",
                hint="a smaller number, or raise --max-memory",
            )

    def _cut(self) -> None:
        """Leave out what is not of the lowest any more; no two ranks are equal."""
        if len(self._kept) < self._size:
            return
        self._kept.sort()
        self._bytes = self._bytes * self._size // len(self._kept)
        del self._kept[self._size :]
        self._below = self._kept[-1][0]

    def sample(self) -> Sample:
        """What the sample is."""
        return Sample(min(self._size, self.seen), self.seen, self._size, self._seed)

    def blocks(self) -> Iterator[Block]:
        """The records kept, in the order they came in."""
        self._cut()
        kept = sorted(self._kept, key=lambda record: record[1])
        for start in range(0, len(kept), _BLOCK_ROWS):
            part = kept[start : start + _BLOCK_ROWS]
            columns = zip(*(record[3] for record in part), strict=True)
            yield Block([record[2] for record in part], tuple(list(column) for column in columns))


def _ranks(first: int, count: int, seed: int, below: int) -> list[tuple[int, int]]:
    """Rank and index of those of `count` places whose rank is low enough; without numpy when they are few."""
    if count <= _FEW:
        every = ((rank(first + index, seed), index) for index in range(count))
        return [(found, index) for found, index in every if found < below]
    import numpy as np

    found = ranks(first, count, seed)
    chosen = np.arange(count) if below > MASK else np.flatnonzero(found < np.uint64(below))
    return list(zip(found[chosen].tolist(), chosen.tolist(), strict=True))


def _picked(column: Any, places: list[int]) -> Sequence[str | None]:
    """Some cells of a column; those of Arrow columns come wrapped."""
    if not isinstance(column, list | tuple) and hasattr(column, "take"):
        import numpy as np

        return column.take(np.asarray(places, dtype=np.int64)).to_pylist()  # type: ignore[no-any-return]
    return [column[place] for place in places]
