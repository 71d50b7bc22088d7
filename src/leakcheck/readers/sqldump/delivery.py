"""Steps of the scanner to blocks of records, and every line and event into the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leakcheck.model import Block
from leakcheck.readers.intake.blocks import BLOCK_ROWS
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.sqldump.batch import Columns
from leakcheck.readers.sqldump.choice import Choice
from leakcheck.readers.sqldump.lines import LineAccount
from leakcheck.readers.sqldump.names import shown
from leakcheck.readers.sqldump.step import Step

_BLOCK_CELLS = 2_000_000


@dataclass(slots=True)
class _Other:
    """Rows of a table that is not read."""

    line: int
    rows: int = 0


class Delivery:
    """Gathers rows until a block is full.

    Parameters
    ----------
    book : LedgerBook
        Where lines and events go.
    choice : Choice
        The table that is read.
    width : int
        Its columns.
    """

    def __init__(self, book: LedgerBook, choice: Choice, width: int) -> None:
        self._book = book
        self._account = LineAccount(book)
        self._limit = max(1, min(BLOCK_ROWS, _BLOCK_CELLS // max(1, width)))
        self._lines: list[int] = []
        self._columns: Columns = [[] for _ in range(width)]
        self._others: dict[tuple[str, ...], _Other] = {}

    def take(self, step: Step) -> Iterator[Block]:
        """Account for a step; yield the blocks that became full."""
        self._account.add(step.text, step.kind)
        if step.kind == "rejected":
            where = f", at character {step.column + 1:,} of the line" if step.column else ""
            # The line itself is counted by the account: an INSERT of thousands of rows may share it.
            self._book.note(step.line, "rejected", step.reason + where, 0)
        elif step.rows and step.kind == "parsed":
            yield from self._add(step)
        elif step.rows and step.info is not None:
            self._others.setdefault(step.info.name, _Other(step.line)).rows += step.rows

    def close(self) -> Iterator[Block]:
        """Yield the last block and close the ledger."""
        yield from self._full(1)
        for name, other in self._others.items():
            reason = f"{other.rows:,} row(s) of the table {shown(name)}, which was not asked for"
            self._book.note(other.line, "comment", reason, 0)
        self._account.close()

    def _add(self, step: Step) -> Iterator[Block]:
        self._book.rows += step.rows
        self._lines += step.lines or []
        given = self._arranged(step)
        for column, cells in zip(self._columns, given, strict=True):
            column.extend(cells)
        yield from self._full(self._limit)

    def _arranged(self, step: Step) -> Columns:
        """Values by column of the table; those the statement does not name are missing."""
        columns = step.columns or []
        if step.places is None:
            return columns
        found = dict(zip(step.places, columns, strict=True))
        missing: list[str | None] = [None] * step.rows
        return [found.get(place, missing) for place in range(len(self._columns))]

    def _full(self, least: int) -> Iterator[Block]:
        while len(self._lines) >= least:
            cut = self._limit
            yield Block(self._lines[:cut], tuple(column[:cut] for column in self._columns))
            self._lines = self._lines[cut:]
            self._columns = [column[cut:] for column in self._columns]
