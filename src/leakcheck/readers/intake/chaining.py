"""Several files read as one table: those with the same columns, one after the other.

Numbers: a block has no place for a file name, so physical lines are counted on from file to file. Record and
line numbers are then unique, and an event of kind ``file`` says at which number each file begins: the line in
the file is the number minus that, plus one. Same columns means the same folded labels, in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from leakcheck.errors import InputError, InternalError
from leakcheck.folding import fold_label
from leakcheck.frozen import dataclass, replace
from leakcheck.model import LINE_CLASSES, Block, Ledger, LineEvent, Reading, Table
from leakcheck.readers.intake.budget import BudgetError
from leakcheck.readers.intake.ledgerbook import MAX_EVENTS, is_cut_short
from leakcheck.safe import show

_NAMED = 20

Keys = tuple[tuple[str, int], ...]


def column_keys(columns: Sequence[str]) -> Keys:
    """Folded labels; repeated ones are told apart by their count.

    >>> column_keys(["Name", "D.O.B", "name"])
    (('name', 1), ('d o b', 1), ('name', 2))
    """
    seen: Counter[str] = Counter()
    keys = []
    for label in map(fold_label, columns):
        seen[label] += 1
        keys.append((label, seen[label]))
    return tuple(keys)


@dataclass(frozen=True, slots=True)
class File:
    """One file of the claim: its printable name, and how to read it from the start."""

    name: str
    read: Callable[[], Table]


class Chain:
    """Reads files one after the other; only one is open at a time.

    Parameters
    ----------
    columns : tuple of str
        Columns of the whole, in the order of the first file.
    files : sequence of File
    refused : sequence of (str, str)
        Files that are not read, with the reason; they are events of the ledger.
    size : int
        Bytes of everything given.
    """

    def __init__(
        self, columns: tuple[str, ...], files: Sequence[File], refused: Sequence[tuple[str, str]], size: int
    ) -> None:
        self.columns, self._files, self._refused = columns, files, refused
        self._keys = column_keys(columns)
        self._sums: Counter[str] = Counter()
        self._events: list[LineEvent] = []
        self._events_total = 0
        self._size = size
        self._is_done = False
        self._open: Table | None = None

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of all files.

        Raises
        ------
        InputError
            When a file fails after some of its rows were delivered, or none holds a row.
        """
        for file in self._files:
            yield from self._file(file)
        for name, reason in self._refused:
            last = max(1, self._sums["lines"])
            self._note(LineEvent(last, "rejected", f"file {show(name)} not read: {reason}"))
        if not self._sums["rows"]:
            raise InputError("hold no row of data", where=self._files[0].name, hint="check the files")
        self._is_done = True

    def ledger(self) -> Ledger:
        """Sums over all files; `InternalError` before the last block was read."""
        if not self._is_done and not is_cut_short():
            raise InternalError("ledger: asked for before the last block was read")
        if self._open is not None:
            self._add(self._open.ledger(), self._sums["lines"])
            self._open = None
        names = (*LINE_CLASSES, "lines", "rows")
        sums = {name: self._sums[name] for name in names}
        events = tuple(self._events)
        return Ledger(size=self._size, events=events, events_total=self._events_total, **sums).check()

    def _file(self, file: File) -> Iterator[Block]:
        offset = self._sums["lines"]
        delivered = 0
        try:
            table = file.read()
            order = self._order(table)
            if order is None:
                raise InputError("has other columns than the first file", where=file.name)
            self._open = table
            for block in table.blocks:
                if not delivered:
                    self._note(LineEvent(offset + 1, "file", f"here begins {file.name}"))
                delivered += len(block)
                yield _moved(block, offset, order)
            ledger = table.ledger()
        except BudgetError:
            raise
        except InputError as error:
            if delivered:
                raise
            self._open = None
            self._note(LineEvent(offset + 1, "rejected", f"file {file.name} not read: {error.message}"))
            return
        self._open = None
        self._add(ledger, offset)

    def _add(self, ledger: Ledger, offset: int) -> None:
        self._sums.update({name: getattr(ledger, name) for name in (*LINE_CLASSES, "lines", "rows")})
        for event in ledger.events:
            self._note(replace(event, line=event.line + offset))
        self._events_total += ledger.events_total - len(ledger.events)

    def _order(self, table: Table) -> list[int] | None:
        keys = column_keys(table.columns)
        if keys == self._keys:
            return list(range(len(keys)))
        return [keys.index(key) for key in self._keys] if set(keys) == set(self._keys) else None

    def _note(self, event: LineEvent) -> None:
        self._events_total += 1
        if len(self._events) < MAX_EVENTS:
            self._events.append(event)


def _moved(block: Block, offset: int, order: list[int]) -> Block:
    rows = [row + offset for row in block.rows] if offset else block.rows
    return Block(rows, tuple(block.columns[place] for place in order))


def chained(
    first: Table, reading: Reading, files: Sequence[File], refused: Sequence[tuple[str, str]]
) -> Table:
    """Table over all files.

    Parameters
    ----------
    first : Table
        The first file's, for its columns and how it was understood.
    reading : Reading
        What the report says of the whole.
    """
    chain = Chain(first.columns, files, refused, reading.size)
    note = (
        f"{len(files):,} file(s) read as one table ({listed(file.name for file in files)}); "
        "line numbers run on from file to file, an event of kind 'file' says where each begins"
    )
    details = {**reading.details, "files": str(len(files))}
    return Table(
        first.columns,
        replace(reading, details=details, notes=(note, *reading.notes)),
        chain.blocks(),
        chain.ledger,
    )


def listed(names: Iterator[str]) -> str:
    """The first names, and how many more there are."""
    every = list(names)
    more = f" and {len(every) - _NAMED:,} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more
