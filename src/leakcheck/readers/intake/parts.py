"""A delimited table read in parts, each for itself, as one reading from the beginning would read it.

A part begins where nothing is held back from the lines before: at a cut of the file (`positions`), behind a
whole record. It reads on past the cut where it should end until that is so again, and says where that was. If
a part does not begin where the one before ended, its rows are worth nothing, and it must be read again from
there: whoever puts parts together must look (`Position` equals `Position`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from leakcheck.errors import InputError
from leakcheck.model import Block, Ledger, Reading, Table
from leakcheck.readers.intake.bounds import Bounds
from leakcheck.readers.intake.budget import Budget
from leakcheck.readers.intake.chunkedlines import ChunkedLines
from leakcheck.readers.intake.decoding import GATHERED
from leakcheck.readers.intake.delimited import DelimitedTable
from leakcheck.readers.intake.filebytes import open_again, open_file
from leakcheck.readers.intake.header import Header
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.positions import Chunks, Position, count_lines, cuts
from leakcheck.readers.intake.rowengine import RowEngine
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.readers.intake.tableopening import Layout, OpenedTable, is_whole, look_ahead
from leakcheck.readers.intake.transposed import turn
from leakcheck.readers.intake.ways import Way

if TYPE_CHECKING:
    from leakcheck.readers.intake.ahead import Ahead, Handed
    from leakcheck.readers.intake.decoding import Decoded
    from leakcheck.readers.intake.odometer import Odometer
    from leakcheck.readers.intake.options import ReadOptions

Notice = tuple[Evidence, "Decoded", OpenedTable]
"""What `ReadOptions.notice` is told."""


class PartFile(Protocol):
    """Bytes that every process can open for itself and begin to read anywhere."""

    @property
    def name(self) -> str:
        """For display."""

    @property
    def size(self) -> int:
        """Bytes."""

    def open(self, odometer: Odometer | None = None) -> BinaryIO:
        """Return a stream over it; `InputError` when it is not there, or not what it was."""


class PartOpener:
    """An opener of evidence that is itself a `PartFile`, for what is no file of this machine."""

    def __call__(self) -> BinaryIO:
        """As `open`."""
        return self.open()  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A regular file as another process finds it: by path, size and time of its last change."""

    path: str
    name: str
    size: int
    modified: int

    def open(self, odometer: Odometer | None = None) -> BinaryIO:
        """Return a stream over it; `InputError` when it is not there, or not what it was."""
        try:
            stream = open_file(Path(self.path), self.name, None, odometer)
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
            raise InputError(reason, where=self.name, hint="it must be there for every worker") from None
        identity = stream.raw.identity  # type: ignore[attr-defined]
        if (identity.size, identity.modified) != (self.size, self.modified):
            stream.close()
            raise InputError("changes while it is read", where=self.name, hint="copy it and check the copy")
        return stream


@dataclass(frozen=True, slots=True)
class Splittable:
    """A delimited table in a plain file, opened: picklable, and all that reading a part of it needs.

    `lead` is the number of lines before the first record.
    """

    file: PartFile
    way: Way
    layout: Layout
    header: Header
    budget: Budget
    lead: int

    @property
    def start(self) -> Position:
        """Where the first part begins."""
        return Position(self.way.skip)

    def cuts(self, span: int) -> list[int]:
        """Bytes at which parts of about `span` bytes begin, whole MiB; the last is the size of the file."""
        with self.file.open() as stream:
            return cuts(stream, self.way.skip, self.file.size, span)

    def count_lines(self, start: int, stop: int) -> int:
        """Physical lines between two cuts."""
        return count_lines(self.file.open(), self.way.skip, start, stop)


def splittable(notice: Notice, options: ReadOptions) -> Splittable | str:
    """What was opened, so that it can be read in parts; or the reason why it cannot."""
    evidence, decoded, opened = notice
    file = plain_file(evidence)
    if file is None:
        return "is no plain file"
    if decoded.way is None:
        return f"is in {decoded.encoding}, in part damaged"
    if is_whole(opened.seen) and turn(opened.seen, opened.dialect.width, options.is_label) is not None:
        return "has its labels in the first column"
    header = replace(opened.header, why="")
    lead = next((item.line - 1 for item in opened.seen[header.first :]), 0)
    way, layout = decoded.way, opened.layout
    return way.refusal() or Splittable(file, way, layout, header, options.budget, lead)


def plain_file(evidence: Evidence) -> PartFile | None:
    """The file behind evidence; None for pipes, bytes, frames and what stands in a container."""
    opener = evidence.opener
    if isinstance(opener, PartOpener) and evidence.wholeness is None:
        return cast("PartFile", opener)
    if not isinstance(opener, partial) or opener.func is not open_again or evidence.wholeness is not None:
        return None
    path, name, identity, *_ = opener.args
    return PlainFile(str(path), name, identity.size, identity.modified)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one part came to: where it began and really ended, and its account of the lines between."""

    start: Position
    end: Position
    account: Any


class PartReader:
    """Reads from a position to a cut, and on until nothing is held back.

    Parameters
    ----------
    table : Splittable
    start : Position
        Where the part before ended (or is thought to end).
    stop : int
        A cut.
    ahead : Ahead, optional
        Helpers that parse and judge clean chunks.
    odometer : Odometer, optional
        Counts the bytes that are read.
    """

    def __init__(
        self,
        table: Splittable,
        start: Position,
        stop: int,
        ahead: Ahead | None = None,
        odometer: Odometer | None = None,
    ) -> None:
        self._table, self._start, self._ahead, self._odometer = table, start, ahead, odometer
        self._chunks = self._from(start, stop, GATHERED if table.layout.parser else 1)
        self._book = LedgerBook(table.file.size)
        self._rows = DelimitedTable(self._opened(), self._book, self._chunks.is_passed)
        if start != table.start:
            self._rows.carry = start.carry
        self._bounds = _bounds_of(table, self._rows.blocks(), self._book)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; lines are numbered as in the whole file."""
        yield from self._bounds.blocks()

    def outcome(self) -> Outcome:
        """What it came to, once the last block was read; `InternalError` when a line is in no class."""
        ledger = self._book.finish()
        start, table = self._start, self._table
        line, place = start.line + ledger.lines, start.place + ledger.rows
        end = self._chunks.position(line, place, self._rows.carry)
        if table.way.differ:
            again = self._from(start, end.offset, 1)
            self._book.annotate(table.way.events(again, start.line - start.used, start.line + 1, line))
        return Outcome(start, end, self.so_far())

    def so_far(self) -> tuple[Any, Any]:
        """What was noted until now, for `FileAccount`."""
        return self._book.state(), self._bounds.state()

    def _from(self, start: Position, stop: int, most: int) -> Chunks:
        return Chunks(self._table.file.open(self._odometer), self._table.way.skip, start, stop, most)

    def _opened(self) -> OpenedTable:
        table, layout, start = self._table, self._table.layout, self._start
        lines: Iterator[list[str]]
        if layout.parser is not None:
            chunks = _unused(iter(self._chunks), start.used, is_first=start == table.start)
            lines = _PartLines(chunks, self._ahead, layout.parser)
            lines.chunks = self._chunks
        else:
            lines = table.way.lists(iter(self._chunks), start.used)
        engine = RowEngine(lines, layout.reader(), skip=layout.skip, parser=layout.parser)
        engine.line = start.line
        if start == table.start:
            return OpenedTable(layout, engine, look_ahead(iter(engine)), table.header)
        return OpenedTable(layout, engine, [], replace(table.header, index=None, first=0))


class _PartLines(ChunkedLines):
    """Offers helpers one chunk beyond the part at most: the others belong to the next."""

    chunks: Chunks
    _is_offering = False

    def handed(self) -> Handed | None:
        self._is_offering = True
        try:
            return super().handed()
        finally:
            self._is_offering = False

    def _hold(self) -> bool:
        is_enough = self._is_offering and self.chunks.are_handed_out and len(self._held) > 1
        return not is_enough and super()._hold()


def _unused(chunks: Iterator[bytes], used: int, *, is_first: bool) -> Iterator[bytes]:
    """The chunks without the lines of the first that were used; the lines to be looked at first, apart."""
    first = next(chunks, b"")
    if used:
        first = b"".join(first.splitlines(keepends=True)[used:])
    cut = first.rfind(b"\n", 0, HEAD) + 1 if is_first else 0
    yield from filter(None, (first[:cut], first[cut:]))
    yield from chunks


def _bounds_of(table: Splittable, blocks: Iterator[Block], book: LedgerBook) -> Bounds:
    """The budgets of a table over some of its blocks."""
    file = table.file
    reading = Reading(file.name, "csv", "", file.size, "")
    evidence = Evidence(file.name, b"", "", file.size, io.BytesIO)
    return Bounds(Table((), reading, blocks, book.finish), table.budget, evidence)


class FileAccount:
    """The account of a file from those of its parts, added in order."""

    def __init__(self, table: Splittable) -> None:
        self._book = LedgerBook(table.file.size)
        self._bounds = _bounds_of(table, iter(()), self._book)

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what a part noted; `BudgetError` when all together hold more than one file may."""
        book, bounds = state
        self._book.absorb(book)
        self._bounds.absorb(bounds)

    def state(self) -> tuple[Any, Any]:
        """Everything noted, as plain data: itself what a part could have noted."""
        return self._book.state(), self._bounds.state()

    def ledger(self, lines: int | None) -> Ledger:
        """The ledger of so many physical lines; `InternalError` when the classes do not sum to them.

        Without `lines` it is that of a reading that was cut short.
        """
        if lines is not None:
            self._book.close(lines)
        return self._bounds.ledger()
