"""Items of the row engine to rows of a table: preamble, header, repeated headers, data, footer.

Everything streams: only the first items and a short tail are held back, and every item is written
into the ledger exactly once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from leakcheck.folding import fold_label
from leakcheck.model import Block
from leakcheck.readers.intake.blocks import Part, blocks_of
from leakcheck.readers.intake.footers import TOTALS, is_cut_row, is_weak
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.othertables import OtherTable
from leakcheck.readers.intake.rowengine import FUTILE, Run
from leakcheck.readers.intake.tableopening import OpenedTable

_MAX_TAIL = 1_000
_NO_ROWS = ("blank", "comment")


class DelimitedTable:
    """Rows of a delimited table, written into a ledger as they pass.

    Parameters
    ----------
    opened : OpenedTable
        The first items, where the header stands among them, and the engine that yields the others.
    is_enough : callable, optional
        Whether so many lines of the file are enough: then reading ends as soon as nothing is held back.
    """

    def __init__(
        self, opened: OpenedTable, book: LedgerBook, is_enough: Callable[[int], bool] | None = None
    ) -> None:
        header, width = opened.header, opened.dialect.width
        self._is_enough = is_enough
        self._before = 0 if opened.seen else opened.engine.line
        self._seen, self._rest = opened.seen, opened.engine
        self._header, self._width = header, width
        self._book = book
        self._names = [fold_label(name) for name in header.cells]
        self._marks = TOTALS | ({header.cells[0], header.cells[0].strip()} if header.cells else set())
        self._tail: deque[Item] = deque()
        self._other = OtherTable(width)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; at the end the ledger is closed."""
        yield from blocks_of(self._rows(), self._width)
        self._book.close(self._rest.line - self._before)

    @property
    def carry(self) -> tuple[int, ...]:
        """What is remembered of the lines before this place, where nothing is held back."""
        return (min(self._rest.futile, FUTILE), *self._other.carry)

    @carry.setter
    def carry(self, numbers: tuple[int, ...]) -> None:
        self._rest.futile, self._other.carry = numbers[0], numbers[1:]

    def _rows(self) -> Iterator[Part]:
        for position, item in enumerate(self._seen[: self._header.first]):
            self._note_before(position, item)
        for item in self._seen[self._header.first :]:
            yield from self._take(item)
        parts = self._rest.rest()
        while self._tail or self._is_enough is None or not self._is_enough(self._rest.line):
            part = next(parts, None)
            if part is None:
                yield from self._end()
                return
            yield from self._part(part)

    def _part(self, part: Run | Item) -> Iterator[Part]:
        if isinstance(part, Run) and not self._tail and self._is_plain(part):
            self._book.counts["parsed"] += part.lines
            self._book.rows += len(part)
            self._other.see_row()
            yield part.rows, part.columns
            return
        for item in self._rest.items(part) if isinstance(part, Run) else (part,):
            yield from self._take(item)

    def _is_plain(self, run: Run) -> bool:
        """Whether no row of a run may be a repeated header or a line of totals, and none was cut short."""
        if run.clean:
            return True
        length = self._rest.last_length
        if length and min(map(len, run.columns[-1])) < length:
            return False
        return self._marks.isdisjoint(run.columns[0])

    def _take(self, item: Item) -> Iterator[Part]:
        """Hold back what may be the footer or another table; release it when a full row shows it is not."""
        is_gap = item.kind in _NO_ROWS
        if is_gap and not self._tail:
            self._other.see_gap()
            yield from self._settle(item)
            return
        waits = is_gap or is_weak(item, self._width) or self._other.may_hold(item)
        if not waits or self._may_repeat_header(item):
            yield from self._release()
            yield from self._settle(item)
            self._other.see_row()
            return
        self._tail.append(item)
        if len(self._tail) > _MAX_TAIL:
            yield from self._settle(self._tail.popleft())

    def _release(self) -> Iterator[Part]:
        """What was held back was no footer."""
        held = list(self._tail)
        self._tail.clear()
        for item in self._other.sorted_out(held):
            yield from self._settle(item)

    def _settle(self, item: Item) -> Iterator[Part]:
        kind = "repeated_header" if self._may_repeat_header(item) else item.kind
        self._book.note(item.line, kind, item.reason, item.lines)
        if kind in ("parsed", "repaired"):
            self._book.rows += 1
            yield (item.line,), [(cell,) for cell in _fitted(item.cells, self._width)]

    def _end(self) -> Iterator[Part]:
        """At the end: what was held back is the footer, except a row that was merely cut short."""
        for item in self._other.sorted_out(list(self._tail)):
            if item.kind in _NO_ROWS:
                self._book.note(item.line, item.kind, item.reason, item.lines)
            elif not is_weak(item, self._width) or is_cut_row(item):
                yield from self._settle(item)
            else:
                self._book.note(item.line, "footer", "text below the table", item.lines)

    def _note_before(self, position: int, item: Item) -> None:
        if position == self._header.index:
            self._book.note(item.line, "header", lines=item.lines)
        elif item.kind in _NO_ROWS:
            self._book.note(item.line, item.kind, item.reason, item.lines)
        else:
            self._book.note(item.line, "preamble", "text above the table", item.lines)

    def _may_repeat_header(self, item: Item) -> bool:
        names = self._names
        if not names or item.kind not in ("parsed", "comment") or len(item.cells) != len(names):
            return False
        first = item.cells[0]
        return (
            first is not None
            and fold_label(first) == names[0]
            and [fold_label(c or "") for c in item.cells] == names
        )


def _fitted(cells: Sequence[str | None], width: int) -> Sequence[str | None]:
    return cells if len(cells) == width else [*cells[:width], *[None] * (width - len(cells))]
