"""The budgets of field, columns and cells, kept in one place for every reader.

Why behind the readers: a budget that each reader keeps by itself is kept differently, or not at all. What a
reader must refuse earlier, to save memory, it refuses by the same budget.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from leakcheck.frozen import replace
from leakcheck.model import Block, Ledger, LineEvent, Table
from leakcheck.readers.intake.ahead import longest_cell
from leakcheck.readers.intake.blocks import refuse_too_wide
from leakcheck.readers.intake.budget import FLAGS, Budget, exceeded
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.source import Evidence

_MOST_EVENTS = 100_000
_FREE_TEXT = 100_000_000
_SHOWN = 16
_LONGEST_NAME = 10_000


def bounded(table: Table, budget: Budget, evidence: Evidence) -> Table:
    """Table whose blocks keep the budget: long fields are cut and reported, too many cells end the reading.

    Text counts as well, against `Budget.ratio`: a workbook, a Parquet dictionary or a spanning cell writes a
    megabyte once and means it a million times.

    Raises
    ------
    BudgetError
        When there are more columns; from the blocks, when there are more cells or far more text than bytes.
    """
    refuse_too_wide(len(table.columns), evidence.name, budget)
    bounds = Bounds(table, budget, evidence)
    bound = replace(table, blocks=bounds.blocks(), ledger=bounds.ledger)
    longest = max(map(len, table.columns), default=0)
    return bound if longest <= _LONGEST_NAME else _named_shorter(bound, longest)


def _named_shorter(table: Table, longest: int) -> Table:
    note = f"names of columns were cut to {_LONGEST_NAME:,} characters; the longest had {longest:,}"
    names = unique_names(name[:_LONGEST_NAME] for name in table.columns)
    return replace(table, columns=names, reading=replace(table.reading, notes=(*table.reading.notes, note)))


class Bounds:
    """Watches the blocks go by, and amends the ledger by what it cut."""

    def __init__(self, table: Table, budget: Budget, evidence: Evidence) -> None:
        self._blocks, self._finish = table.blocks, table.ledger
        self._budget, self._where = budget, evidence.name
        self._most_text = _FREE_TEXT + budget.ratio * evidence.size
        self._cells = self._text = 0
        self._cut: set[int] = set()
        self._events: list[LineEvent] = []

    def blocks(self) -> Iterator[Block]:
        """Blocks as they come, long fields cut."""
        for block in self._blocks:
            self._cells += len(block) * len(block.columns)
            columns = tuple(self._column(column, block.rows) for column in block.columns)
            self._refuse_more()
            kept = all(ours is theirs for ours, theirs in zip(columns, block.columns, strict=True))
            yield block if kept else replace(block, columns=columns)

    def ledger(self) -> Ledger:
        """Ledger of the reader; a line that was simply read, and holds a cut field, was repaired."""
        ledger = self._finish()
        if not self._events:
            return ledger
        moved = min(len(self._cut - {event.line for event in ledger.events}), ledger.parsed)
        return replace(
            ledger,
            parsed=ledger.parsed - moved,
            repaired=ledger.repaired + moved,
            events=tuple(sorted((*ledger.events, *self._events), key=lambda event: event.line)),
            events_total=ledger.events_total + len(self._events),
        ).check()

    def state(self) -> tuple[Any, ...]:
        """What passed by and what was cut, as plain data; for `absorb` in the bounds of the whole."""
        events = [(event.line, event.reason) for event in self._events]
        return self._cells, self._text, sorted(self._cut), events

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what the bounds of a later part of the same file say.

        Raises
        ------
        BudgetError
            When the parts together hold more than one file may.
        """
        cells, text, cut, events = state
        self._cells += cells
        self._text += text
        self._cut.update(cut)
        room = _MOST_EVENTS - len(self._events)
        self._events += [LineEvent(line, "repaired", reason) for line, reason in events[:room]]
        self._refuse_more()

    def _refuse_more(self) -> None:
        budget = self._budget
        if self._cells > budget.cells:
            raise exceeded("cells", f"holds more than {budget.cells:,} cells", self._where)
        if self._text > self._most_text:
            what = f"repeats its text to more than {budget.ratio:,} times the size of the file"
            raise exceeded("ratio", what, self._where)

    def _column(self, column: Sequence[str | None], rows: Sequence[int]) -> Sequence[str | None]:
        """Count the text, and cut what is too long. Nothing is joined: cells may share one long text."""
        most = self._budget.field
        if not isinstance(column, list):
            size = column.nbytes  # type: ignore[attr-defined]  # an Arrow array
            self._text += size
            if size <= most or longest_cell(column) <= most:
                return column
            column = column.to_pylist()  # type: ignore[attr-defined]
        try:
            size = sum(map(len, column))
        except TypeError:  # a missing cell has no length
            size = sum(map(len, filter(None, column)))
        self._text += size
        if size <= most or max(map(len, filter(None, column))) <= most:
            return column
        return [
            self._short(cell, int(line)) if cell and len(cell) > most else cell
            for cell, line in zip(column, rows, strict=True)
        ]

    def _short(self, cell: str, line: int) -> str:
        most, size = self._budget.field, len(cell)
        digest = hashlib.sha256(cell.encode("utf-8", "backslashreplace")).hexdigest()[:_SHOWN]
        reason = (
            f"a field of {size:,} characters was cut to {most:,} (SHA-256 of the whole begins {digest}; "
            f"{FLAGS['field']} keeps more)"
        )
        self._cut.add(line)
        if len(self._events) < _MOST_EVENTS:
            self._events.append(LineEvent(line, "repaired", reason))
        return cell[:most]
