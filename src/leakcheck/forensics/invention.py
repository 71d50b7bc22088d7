"""Invented or collected: keeps a bounded view of the table, and asks every signal about it.

Why no finding comes from here: what a value of a signal is worth is known to the weighing alone, which
makes findings of the readings. Below `LEAST` records nothing at all is computed, so that a pasted record
stays fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.cellcounts import empty_cells
from leakcheck.forensics.stores.pool import Pool
from leakcheck.model import Block, Finding, Source

if TYPE_CHECKING:
    from leakcheck.forensics.table.reading import Reading
    from leakcheck.forensics.table.specimen import Specimen

KIND = "invention"
SOURCES: tuple[Source, ...] = ()
LEAST = 30
"""Records below which no table can be told from another."""
MOST_COLUMNS = 500
"""Columns looked at, from the left: a table of many thousands must not cost minutes."""


class Collector:
    """Feeds the stores.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns as written.
    fields : mapping of int to str
        What columns were taken for, by their place.
    """

    sources = SOURCES

    def __init__(self, columns: Sequence[str], fields: Mapping[int, str]) -> None:
        self._given = tuple(columns), dict(fields)
        self._width = min(len(columns), MOST_COLUMNS)
        self._pool = Pool(self._width)
        self._empty = [0] * self._width
        self._rows = self._end = self.place = 0
        self._specimen: Specimen | None = None

    def update(self, block: Block) -> None:
        """Take the records of a block that the stores ask for."""
        if not len(block):
            return
        self._pool.update(block, self.place)
        for i, column in enumerate(block.columns[: self._width]):
            self._empty[i] += empty_cells(column)
        self._rows += len(block)
        self.place += len(block)
        self._end = max(self._end, self.place)
        self._specimen = None

    def fresh(self) -> Collector:
        """The same look at the same columns, nothing seen yet."""
        return Collector(*self._given)

    def merge(self, other: Collector) -> None:
        """Take over what another share has kept."""
        self.absorb(other.state())

    def state(self) -> tuple[Any, ...]:
        """What was kept, as plain data: at most some 22,000 records."""
        return self._rows, self._end, self._empty, self._pool.state()

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what the state of another share says."""
        rows, end, empty, kept = state
        self._rows += rows
        self._empty = [mine + its for mine, its in zip(self._empty, empty, strict=True)]
        self._pool.absorb(kept)
        self.place = self._end = max(self._end, end)
        self._specimen = None

    def specimen(self) -> Specimen | None:
        """What is kept of the table; None below `LEAST` records."""
        if self._rows < LEAST:
            return None
        if self._specimen is None:
            from leakcheck.forensics.table.build import Stored, specimen_from

            names, fields = self._given
            stored = Stored(self._rows, self._empty, names[: self._width], fields)
            self._specimen = specimen_from(self._pool.kept(), stored)
        return self._specimen

    def readings(self) -> tuple[Reading, ...]:
        """What every signal says; none below `LEAST` records.

        Raises
        ------
        InternalError
            When a signal fails.
        """
        specimen = self.specimen()
        if specimen is None:
            return ()
        from leakcheck.forensics.table.reading import readings_of

        return tuple(readings_of(specimen))

    def finish(self) -> tuple[Finding, ...]:
        """Nothing: the weighing makes findings of the readings."""
        return ()
