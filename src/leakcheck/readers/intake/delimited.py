"""Items of the row engine to rows of a table: preamble, header, repeated headers, data, footer.

Everything streams: only the first items and a short tail are held back, and every item is written
into the ledger exactly once.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain

from leakcheck.errors import InputError
from leakcheck.folding import fold_label
from leakcheck.model import Block
from leakcheck.readers.intake.blocks import Row, column_blocks
from leakcheck.readers.intake.cells import kind
from leakcheck.readers.intake.header import SAMPLE_ROWS, Header
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.rowengine import Item, RowEngine

_MAX_TAIL = 20
_TOTALS = frozenset({"total", "grand total", "sub total", "subtotal", "sum", "totals", "कुल", "कुल योग", "योग"})
_FOOTER = re.compile(
    r"\W{0,3}(total|count|source|notes?|end of|generated|exported|printed|report|page \d|"
    r"\d{1,9} rows?\b|rows?\b|records?\b|©|copyright|disclaimer|कुल|स्रोत|--)",
    re.I,
)


def look_ahead(engine: Iterator[Item]) -> list[Item]:
    """Take items until enough rows are seen to judge the header, or the end."""
    items: list[Item] = []
    rows = 0
    for item in engine:
        items.append(item)
        rows += item.kind != "blank"
        if rows > SAMPLE_ROWS:
            break
    return items


def is_whole(seen: list[Item]) -> bool:
    """Whether `look_ahead` came to the end of the table."""
    return sum(item.kind != "blank" for item in seen) <= SAMPLE_ROWS


class DelimitedTable:
    """Rows of a delimited table, written into a ledger as they pass.

    Parameters
    ----------
    seen, rest
        The items already looked at, and the engine that yields the others.
    header : Header
        Where the header stands among `seen`.
    width : int
        Cells of every row that is passed on.
    """

    def __init__(
        self, seen: list[Item], rest: RowEngine, header: Header, width: int, book: LedgerBook, where: str
    ) -> None:
        self._seen, self._rest = seen, rest
        self._header, self._width = header, width
        self._book, self._where = book, where
        self._names = [fold_label(name) for name in header.cells]

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks; at the end the ledger is closed.

        Raises
        ------
        InputError
            When not one row of data was found.
        """
        yield from column_blocks(self._rows(), self._width)
        self._book.close(self._rest.line)
        if not self._book.rows:
            raise InputError(
                "holds no row of data", where=self._where, hint="check the file, or name its format"
            )

    def _rows(self) -> Iterator[Row]:
        for position, item in enumerate(self._seen[: self._header.first]):
            self._note_before(position, item)
        tail: deque[Item] = deque()
        for item in chain(self._seen[self._header.first :], self._rest):
            if item.kind == "parsed" and not tail and not self._may_repeat_header(item):
                if (item.cells[0] or "")[:12].casefold().strip() in _TOTALS:
                    tail.append(item)
                    continue
                self._book.counts["parsed"] += item.lines
                self._book.rows += 1
                yield item.line, item.cells
                continue
            yield from self._unusual(item, tail)
        yield from self._end(tail)

    def _unusual(self, item: Item, tail: deque[Item]) -> Iterator[Row]:
        """Hold back what may be the footer; release it when a full row shows that it was not."""
        weak = item.kind in ("blank", "comment") or self._is_weak(item)
        if weak and (tail or item.kind not in ("blank", "comment")):
            tail.append(item)
            if len(tail) > _MAX_TAIL:
                yield from self._settle(tail.popleft())
            return
        while tail:
            yield from self._settle(tail.popleft())
        yield from self._settle(item)

    def _settle(self, item: Item) -> Iterator[Row]:
        kind_of = "repeated_header" if self._may_repeat_header(item) else item.kind
        self._book.note(item.line, kind_of, item.reason, item.lines)
        if kind_of in ("parsed", "repaired"):
            self._book.rows += 1
            yield item.line, _fitted(item.cells, self._width)

    def _end(self, tail: deque[Item]) -> Iterator[Row]:
        """At the end: what was held back is the footer, except a row that was merely cut short."""
        for item in tail:
            if item.kind in ("blank", "comment"):
                self._book.note(item.line, item.kind, item.reason, item.lines)
            elif self._is_cut_row(item):
                yield from self._settle(item)
            else:
                self._book.note(item.line, "footer", "text below the table", item.lines)

    def _note_before(self, position: int, item: Item) -> None:
        if position == self._header.index:
            self._book.note(item.line, "header", lines=item.lines)
        elif item.kind in ("blank", "comment"):
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

    def _is_weak(self, item: Item) -> bool:
        """Whether an item below the data may be footer text rather than a row."""
        filled = [cell for cell in item.cells if cell]
        if not filled or item.kind not in ("repaired", "parsed", "rejected"):
            return False
        if fold_label(filled[0][:20]) in _TOTALS:
            return True
        if item.kind == "parsed" or self._width < 2:
            return False
        return bool(_FOOTER.match(filled[0][:60])) or (
            item.kind == "repaired" and len(filled) == 1 and self._width > 2
        )

    def _is_cut_row(self, item: Item) -> bool:
        text = next((cell for cell in item.cells if cell), "")
        return (
            bool(item.cells[0])
            and kind(text) in ("number", "code", "date", "email")
            and not _FOOTER.match(text[:60])
        )


def _fitted(cells: Sequence[str | None], width: int) -> Sequence[str | None]:
    return cells if len(cells) == width else [*cells[:width], *[None] * (width - len(cells))]
