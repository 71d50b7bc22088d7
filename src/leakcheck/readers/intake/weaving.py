"""Slices of a parsed chunk and the rows between them, woven into one block in the order of the file.

Why by offsets: to cut, convert and join hundreds of small Arrow arrays costs more than the parse.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from leakcheck.readers.intake.slices import Slices

_MOST = 4_096


Columns = Sequence[Any]


def woven(parts: Iterable[tuple[Sequence[int], Columns]]) -> Iterator[tuple[Sequence[int], Columns]]:
    """Yield the parts, those that are slices of one chunk woven together with the rows between them."""
    weave: Weave | None = None
    for lines, columns in parts:
        if weave is not None and not weave.takes(columns):
            yield weave.part()
            weave = None
        if weave is None and isinstance(columns, Slices):
            weave = Weave(columns.source)
        if weave is None:
            yield lines, columns
        else:
            weave.add(lines, columns)
    if weave is not None:
        yield weave.part()


class Weave:
    """Gathers parts of one chunk.

    Parameters
    ----------
    source : sequence of StringArray
        Columns of the chunk; slices of other columns do not belong here.
    """

    def __init__(self, source: Sequence[Any]) -> None:
        self._source = source
        self._lines = array("q")
        self._spans: list[tuple[int, int]] = []
        self._places: list[int] = []
        self._parts: list[Sequence[Sequence[str | None]]] = []
        self._order: list[int] = []  # a span by its number, a row from -1 downwards

    def takes(self, part: Sequence[Any]) -> bool:
        """Whether a part belongs here."""
        if isinstance(part, Slices):
            return part.source is self._source
        return isinstance(part[0], list | tuple) and len(self._places) < _MOST

    def add(self, lines: Sequence[int], part: Sequence[Any]) -> None:
        """Take the next rows: a slice, or columns of text."""
        if isinstance(part, Slices):
            self._order.append(len(self._spans))
            self._spans.append((part.start, part.stop))
        else:
            before = len(self._places)
            self._places.extend(range(len(self._lines), len(self._lines) + len(lines)))
            self._order.extend(range(-before - 1, -before - 1 - len(lines), -1))
            self._parts.append(part)
        self._lines.extend(lines)

    def part(self) -> tuple[Sequence[int], Columns]:
        """Lines and columns of all rows taken."""
        if not self._places and len(self._spans) == 1:
            return self._lines, tuple(Slices(self._source, *self._spans[0]))
        import numpy as np

        before = len(self._source[0])
        taken = np.empty(len(self._lines), dtype=np.int32)
        own = np.asarray(self._places, dtype=np.int64)
        is_own = np.zeros(len(taken), dtype=bool)
        is_own[own] = True
        taken[~is_own] = np.concatenate([np.arange(*span, dtype=np.int32) for span in self._spans])
        taken[own] = np.arange(before, before + len(own), dtype=np.int32)
        spans = np.asarray(self._spans, dtype=np.int64)
        return self._lines, [
            self._column(column, [cell for part in self._parts for cell in part[place]], taken, spans)
            for place, column in enumerate(self._source)
        ]

    def _column(self, column: Any, cells: list[str | None], taken: Any, spans: Any) -> Any:
        """One column of the rows `taken`: those of the chunk come in `spans`, and ours count behind them."""
        import numpy as np
        import pyarrow as pa

        _, offsets, data = column.buffers()
        text = memoryview(data if data is not None else b"")
        ends = np.frombuffer(offsets, np.int32)[column.offset : column.offset + len(column) + 1]
        given = [cell.encode() if cell else b"" for cell in cells]
        sizes = np.concatenate((np.diff(ends), np.fromiter(map(len, given), np.int32, len(given))))
        edges: Any = np.zeros(len(taken) + 1, dtype=np.int32)
        np.cumsum(sizes[taken], out=edges[1:])
        pieces: list[bytes | memoryview] = [
            *(text[low:high] for low, high in ends[spans].tolist()),
            *reversed(given),
        ]
        whole = pa.py_buffer(b"".join([pieces[place] for place in self._order]))
        there, missing = None, cells.count(None)
        if missing:
            filled: Any = np.ones(len(taken), dtype=bool)
            filled[self._places] = [cell is not None for cell in cells]
            there = pa.py_buffer(np.packbits(filled, bitorder="little").tobytes())
        return pa.StringArray.from_buffers(len(taken), pa.py_buffer(memoryview(edges)), whole, there, missing)
