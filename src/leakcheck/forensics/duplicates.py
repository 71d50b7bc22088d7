"""Duplicates: every record by the columns that name somebody, the first ones by all columns.

Why two looks: every further column that is compared costs time for every record. A table of up to
`THOROUGH` records is compared in all columns; in a longer one that is done for the first of them only, and
all records are compared by the columns that name a person or a record. The sentences say which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leakcheck.forensics.stores.comparison import FEW, KIND, SOURCES, Comparison, compared
from leakcheck.frozen import replace
from leakcheck.model import Block, Finding

__all__ = ["KIND", "SOURCES", "Collector"]

THOROUGH = 100_000
_BUT = (f"{KIND}.all-but-one", f"{KIND}.all-but-numbers")


class Collector:
    """Looks for records and identity numbers that stand in the table more than once.

    Parameters
    ----------
    columns : sequence of str
        Names of the columns as written.
    fields : mapping of int to str
        What columns were taken for, by their place.
    first : int
        Records that are compared in all columns; by place, so that it does not matter who sees them.
    few : int
        Records up to which nothing is hashed by numpy.
    """

    sources = SOURCES

    def __init__(
        self, columns: Sequence[str], fields: Mapping[int, str], first: int = THOROUGH, few: int = FEW
    ) -> None:
        self._given = tuple(columns), dict(fields), first, few
        self._most = first
        self._first = Comparison(columns, fields, few=few)
        some = len(compared(len(columns), fields, thorough=False)) < len(columns)
        self._all = Comparison(columns, fields, few=few, thorough=False) if some else None
        self._end = self.place = 0

    def update(self, block: Block) -> None:
        """Take the records of a block."""
        size = len(block)
        room = size if self._all is None else min(size, max(0, self._most - self.place))
        if room:
            columns = tuple(column if room == size else column[:room] for column in block.columns)
            self._first.update(Block(block.rows[:room], columns))
        if self._all is not None:
            self._all.update(block)
        self.place += size
        self._end = max(self._end, self.place)

    def fresh(self) -> Collector:
        """The same look at the same columns, nothing seen yet."""
        return Collector(*self._given)

    def onward(self) -> Collector:
        """As `fresh`, for further records; both must be merged in the end."""
        found = self.fresh()
        found._first, found._all = self._first.onward(), self._all and self._all.onward()
        return found

    def merge(self, other: Collector) -> None:
        """Take over what another share has seen; that share must not be used any more."""
        self._first.merge(other._first)
        if self._all is not None and other._all is not None:
            self._all.merge(other._all)
        self._reach(other._end)

    def state(self) -> tuple[Any, ...]:
        """What was seen, as plain data: 8 bytes a record and what the samples hold."""
        return self._end, self._first.state(), self._all.state() if self._all is not None else None

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what the state of another share says."""
        end, first, every = state
        self._first.absorb(first)
        if self._all is not None:
            self._all.absorb(every)
        self._reach(end)

    def _reach(self, end: int) -> None:
        self._end = self.place = max(self._end, end)

    def finish(self) -> tuple[Finding, ...]:
        """One finding for each comparison in which something repeats."""
        first = self._first.finish()
        if self._all is None or self._end <= self._most:
            return first
        return (*self._all.finish(), *self._of_the_first(first))

    def _of_the_first(self, found: Sequence[Finding]) -> Iterator[Finding]:
        """What only a look at all columns tells."""
        rest = self._end - self._most
        note = f"looked at the first {self._most:,} of {self._end:,} records"
        for finding in found:
            if finding.rule in _BUT:
                tally = finding.tally
                told = replace(tally, unknown=tally.unknown + rest, notes=(note, *tally.notes))
                yield replace(finding, tally=told)
