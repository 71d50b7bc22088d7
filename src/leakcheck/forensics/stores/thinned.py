"""Every third, ninth … record of a table, as many as fit; cells stay what they were until they are asked for.

Why: of a long table most records that were taken at first are dropped again, and making texts of Arrow's
cells costs several times as much as dropping them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.model import Block

_THIN = 3  # odd, so that records of two sources that take turns are both kept
Texts = list[str | None]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some records: their places among all, their line numbers, and their columns (lists or Arrow arrays)."""

    places: list[int]
    rows: list[int]
    columns: Sequence[Any]

    def thinned(self, step: int) -> _Piece:
        """The records whose place is a multiple of a step."""
        kept = [i for i, place in enumerate(self.places) if place % step == 0]
        if len(kept) == len(self.places):
            return self
        places, rows = [self.places[i] for i in kept], [self.rows[i] for i in kept]
        return _Piece(places, rows, _picked(self.columns, kept))


class ThinnedSample:
    """Keeps at most so many records, spread evenly; which, the last place alone decides.

    Parameters
    ----------
    width : int
        Number of columns.
    most : int
        Records to keep at most.
    """

    def __init__(self, width: int, most: int) -> None:
        self._width, self._most = width, most
        self._step = 1
        self._pieces: list[_Piece] = []
        self.end = 0

    def add(self, block: Block, place: int) -> None:
        """Take those records of a block that belong to the sample; `place` is that of its first."""
        self.reach(place + len(block))
        places = range(-place % self._step, len(block), self._step)
        if places:
            rows = [int(row) for row in block.rows[places.start :: self._step]]
            self._pieces.append(_Piece([place + i for i in places], rows, _picked(block.columns, places)))

    def reach(self, end: int) -> None:
        """Make room for records up to a place."""
        self.end, before = max(self.end, end), self._step
        while -(-self.end // self._step) > self._most:
            self._step *= _THIN
        if self._step > before:
            thinned = [piece.thinned(self._step) for piece in self._pieces]
            self._pieces = [piece for piece in thinned if piece.places]

    def absorb(
        self, places: Sequence[int], rows: Sequence[int], cells: Sequence[Sequence[str | None]]
    ) -> None:
        """Add the records of another sample, as `told` tells them; before that, `reach` its end."""
        if places:
            self._pieces.append(_Piece(list(places), list(rows), cells).thinned(self._step))

    def told(self) -> tuple[list[int], list[int], list[Texts]]:
        """Places, line numbers and the texts of every column, in the order of the records."""
        places = [place for piece in self._pieces for place in piece.places]
        rows = [row for piece in self._pieces for row in piece.rows]
        cells: list[Texts] = [[] for _ in range(self._width)]
        for piece in self._pieces:
            for kept, column in zip(cells, piece.columns, strict=True):
                kept.extend(_texts(column))
        order = sorted(range(len(places)), key=places.__getitem__)
        if order != list(range(len(places))):
            places, rows = [places[i] for i in order], [rows[i] for i in order]
            cells = [[column[i] for i in order] for column in cells]
        self._pieces = [_Piece(places, rows, cells)] if places else []
        return places, rows, cells


def _picked(columns: Sequence[Any], places: Sequence[int]) -> list[Any]:
    """Some cells of every column."""
    which: Any = None
    found = []
    for column in columns:
        if isinstance(column, list | tuple) or not hasattr(column, "to_pylist"):
            found.append([column[place] for place in places])
            continue
        if which is None:
            which = _arrow(places)
        found.append(column.take(which))
    return found


def _arrow(places: Sequence[int]) -> Any:
    """Places as Arrow takes them, made once for all columns."""
    import numpy as np

    from leakcheck.idnumbers._buffers import places as arrow_places

    return arrow_places(np.array(places, np.int64))


def _texts(column: Any) -> Texts:
    cells = column.to_pylist() if hasattr(column, "to_pylist") else column
    return [cell if cell is None else str(cell) for cell in cells]
