"""Lines to blocks: the main layout by one pattern a line, everything else through `stray`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from leakcheck.errors import InputError
from leakcheck.model import Block
from leakcheck.readers.combo.judging import MAX_LINE
from leakcheck.readers.combo.stray import Stray, read_stray
from leakcheck.readers.combo.vote import Vote
from leakcheck.readers.intake.blocks import BLOCK_ROWS
from leakcheck.readers.intake.ledgerbook import LedgerBook

_EXTRA = ("email", "username", "password", "hash", "salt", "url", "ip", "id")
_MAX_HELD = 1_000


class CredentialList:
    """Rows of a credential list, written into a ledger as they pass.

    The file is walked twice: once for the columns that lines of another layout need (`extra`),
    so that no such line is lost for want of a column, and once for the rows.

    Parameters
    ----------
    lines : callable
        Yields the physical lines, afresh at each call.
    chosen : Vote
        The layout voted for.
    """

    def __init__(
        self, lines: Callable[[], Iterator[str]], chosen: Vote, book: LedgerBook, where: str
    ) -> None:
        self._lines, self._chosen = lines, chosen
        self._book, self._where = book, where
        self._match = chosen.layout.pattern.fullmatch
        self._main = chosen.layout.columns
        self._held: list[tuple[int, Stray]] = []
        self._headed = False
        self.extra = self._survey()
        self._nothing: tuple[None, ...] = (None,) * len(self.extra)
        self._place = {name: place for place, name in enumerate((*self._main, *self.extra))}

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; at the end the ledger is closed.

        Raises
        ------
        InputError
            When not one line was a record.
        """
        start = 1
        for batch in _batches(self._lines()):
            yield from self._block(start, batch)
            start += len(batch)
        for line, stray in self._held:
            self._book.note(line, "footer" if self._book.rows else "preamble", stray.reason)
        self._book.close(start - 1)
        if not self._book.rows:
            hint = "check the file, or name its format with --input-format"
            raise InputError("holds no line that reads as credentials", where=self._where, hint=hint)

    def _survey(self) -> tuple[str, ...]:
        """Columns that stray lines need beside those of the main layout."""
        wanted: set[str] = set()
        missing = {*_EXTRA} - {*self._main}
        for batch in _batches(self._lines()):
            for line, found in zip(batch, map(self._match, batch), strict=True):
                if found is None and not self._is_header(line) and not missing <= wanted:
                    wanted |= {*read_stray(line, self._chosen.layout).cells}
        return tuple(name for name in _EXTRA if name in wanted and name in missing)

    def _block(self, start: int, batch: list[str]) -> Iterator[Block]:
        found = [*map(self._match, batch)]
        if None not in found and not self._is_unusual(batch):
            rows: list[tuple[str | None, ...]] = [match.groups() for match in found if match]
            numbers = list(range(start, start + len(rows)))
            self._settle()
            self._book.counts["parsed"] += len(rows)
            self._book.rows += len(rows)
        else:
            numbers, rows = self._mixed(start, batch, found)
        if rows:
            columns: list[list[str | None]] = [list(column) for column in zip(*rows, strict=True)]
            columns += [[None] * len(rows) for _ in range(len(self._place) - len(columns))]
            yield Block(numbers, tuple(columns))

    def _is_header(self, line: str) -> bool:
        return bool(line) and line == self._chosen.header

    def _is_unusual(self, batch: list[str]) -> bool:
        header = self._chosen.header
        return bool(header and header in batch) or len(max(batch, key=len)) > MAX_LINE

    def _mixed(
        self, start: int, batch: list[str], found: list[re.Match[str] | None]
    ) -> tuple[list[int], list[tuple[str | None, ...]]]:
        """Numbers and rows of a batch in which some lines are no plain records."""
        numbers, rows = [], []
        for number, (line, match) in enumerate(zip(batch, found, strict=True), start):
            if match is None or len(line) > MAX_LINE or self._is_header(line):
                row = self._unusual(number, line)
            else:
                self._book.counts["parsed"] += 1
                row = match.groups() + self._nothing
            if row is not None:
                if self._held:
                    self._settle()
                numbers.append(number)
                rows.append(row)
                self._book.rows += 1
        return numbers, rows

    def _unusual(self, number: int, line: str) -> tuple[str | None, ...] | None:
        """Put one other line into its class; its row if it holds a record."""
        if self._is_header(line):
            stray = Stray("repeated_header" if self._headed else "header", "", {})
        else:
            stray = read_stray(line, self._chosen.layout)
        if not {*stray.cells} <= {*self._place}:
            stray = Stray("rejected", f"{stray.reason}; a column is missing for it", {})
        if stray.kind != "repaired":
            self._hold(number, stray)
            return None
        self._settle()
        self._book.note(number, "repaired", stray.reason)
        return tuple(stray.cells.get(name) for name in self._place)

    def _hold(self, number: int, stray: Stray) -> None:
        """Keep banners back until it is known whether they stand before, between or behind the records."""
        if stray.kind == "header":
            self._headed = True
        if stray.kind != "comment":
            self._book.note(number, stray.kind, stray.reason)
            return
        self._held.append((number, stray))
        if len(self._held) > _MAX_HELD:
            self._settle()

    def _settle(self) -> None:
        """A record follows what is held: preamble before the first one, comments after."""
        kind = "comment" if self._book.rows else "preamble"
        for number, stray in self._held:
            self._book.note(number, kind, stray.reason)
        self._held.clear()


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(lines, BLOCK_ROWS)):
        yield batch
