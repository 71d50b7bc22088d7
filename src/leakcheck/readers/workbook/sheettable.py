"""Rows of a sheet to a table: title above, header, data, totals below, and the ledger of all rows.

A sheet differs from delimited text in that its rows are padded and numbered: a title is a row with hardly a
cell, missing rows are blank ones, and a cell beyond the last column is a remark, not a shifted row.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from leakcheck.folding import fold_label
from leakcheck.frozen import dataclass
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.blocks import Row, column_blocks, refuse_too_wide
from leakcheck.readers.intake.cells import kind
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.header import SAMPLE_ROWS, Header, find_header
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.intake.transposed import Turned, turn
from leakcheck.readers.workbook.limits import refuse
from leakcheck.readers.workbook.rows import SheetRow

_AHEAD_ROWS, _AHEAD_CELLS = 20_000, 400_000
_MAX_TAIL = 20
_PROSE_WORDS = 7
_TOTALS = frozenset({"total", "grand total", "sub total", "subtotal", "sum", "totals", "कुल", "कुल योग", "योग"})
_FOOTERS = (
    "total",
    "count",
    "source",
    "note",
    "end of",
    "generated",
    "exported",
    "printed",
    "©",
    "कुल",
    "स्रोत",
)


@dataclass(frozen=True, slots=True)
class About:
    """What a reader knows of its evidence besides the rows."""

    evidence: Evidence
    options: ReadOptions
    format: str
    details: Mapping[str, str]
    notes: tuple[str, ...] = ()


def sheet_table(rows: Iterable[SheetRow], about: About) -> Table:
    """Turn rows into a table; the rest of the rows is read as the blocks are.

    Raises
    ------
    InputError
        When there is no row of data, or too many columns.
    """
    source = iter(rows)
    seen, ended = _look_ahead(source)
    left, width = _extent(seen)
    items = _items(seen, left, width)
    header = (
        find_header(items, width, about.options.is_label) if width else Header(None, len(items), (), "none")
    )
    is_whole = ended and len(items) <= SAMPLE_ROWS
    turned = turn(items, width, about.options.is_label) if is_whole else None
    if header.first >= len(items) and turned is None:
        where = about.evidence.name
        raise refuse("holds no row of data", where, "is it only a header? give at least one record")
    names = turned.names if turned else [*header.cells, *[""] * (width - len(header.cells))]
    refuse_too_wide(len(names), about.evidence.name, about.options.budget)
    book = LedgerBook(about.evidence.size)
    why = "labels in the first column" if turned else header.why
    reading = _reading(about, why)
    account = _Account(book, items, header, left, width)
    blocks = _turned_blocks(items, turned, account) if turned else account.blocks(chain(seen, source))
    return Table(unique_names(names), reading, blocks, book.finish)


def _reading(about: About, header: str) -> Reading:
    return Reading(
        source=about.evidence.name,
        format=about.format,
        encoding="utf-8",
        size=about.evidence.size,
        sha256=about.evidence.sha256,
        details={**about.details, "header": header},
        notes=(*getattr(about.evidence, "notes", ()), *about.notes),
    )


def _look_ahead(source: Iterator[SheetRow]) -> tuple[list[SheetRow], bool]:
    """Take rows until they tell the width and the header; also whether those were all."""
    seen: list[SheetRow] = []
    cells = 0
    for row in source:
        seen.append(row)
        cells += len(row.cells)
        if len(seen) >= _AHEAD_ROWS or cells >= _AHEAD_CELLS:
            return seen, False
    return seen, True


def _extent(seen: Sequence[SheetRow]) -> tuple[int, int]:
    """First used column, and how many columns there are from it."""
    used: set[int] = set()
    for row in seen:
        used.update(place for place, cell in enumerate(row.cells) if cell is not None and place not in used)
    return (min(used), max(used) + 1 - min(used)) if used else (0, 0)


def _filled(cells: Sequence[str | None]) -> int:
    return sum(1 for cell in cells if cell is not None and cell.strip())


def _items(seen: Sequence[SheetRow], left: int, width: int) -> list[Item]:
    """First filled rows as items of the header search; a title above the table counts as preamble."""
    rows = [row for row in seen if _filled(row.cells)][: SAMPLE_ROWS + 1]
    counts = sorted(_filled(row.cells) for row in rows)
    usual = counts[len(counts) // 2] if counts else 0
    items: list[Item] = []
    above = True
    for row in rows:
        above = above and usual > 2 and _filled(row.cells) * 2 < usual
        kind_of = "preamble" if above else "parsed"
        items.append(Item(row.number, 1, kind_of, _fitted(row.cells, left, width)))
    return items


def _fitted(cells: Sequence[str | None], left: int, width: int) -> list[str | None]:
    part = list(cells[left : left + width])
    return part if len(part) == width else [*part, *[None] * (width - len(part))]


def _turned_blocks(items: list[Item], turned: Turned, account: _Account) -> Iterator[Block]:
    """Records of a sheet that stood on its side; each starts where the table does."""
    start = next(item.line for item in items if item.kind == "parsed")
    yield from column_blocks(((start, person) for person in turned.people), len(turned.names))
    for position, item in enumerate(items):
        account.note(SheetRow(item.line, []), "header" if position == turned.head else item.kind)
    account.close(len(turned.people))


class _Account:
    """Passes rows on and writes each into the ledger exactly once.

    Parameters
    ----------
    items, header
        The first filled rows and where the header stands among them.
    left, width
        Columns of the sheet that belong to the table.
    """

    def __init__(
        self, book: LedgerBook, items: Sequence[Item], header: Header, left: int, width: int
    ) -> None:
        self._book, self._left, self._width = book, left, width
        self._above = {item.line: "preamble" for item in items[: header.first]}
        if header.index is not None:
            self._above[items[header.index].line] = "header"
        self._names: list[str | None] = [name or None for name in header.cells]
        self._last = self._total = 0

    def blocks(self, rows: Iterable[SheetRow]) -> Iterator[Block]:
        """Yield the blocks; at the end the ledger is closed."""
        yield from column_blocks(self._rows(rows), self._width)
        self.close(self._book.rows)

    def close(self, records: int) -> None:
        """Say how many records and rows there were."""
        self._book.rows = records
        self._book.close(self._total)

    def note(self, row: SheetRow, kind_of: str, reason: str = "") -> None:
        """Put a row, and the missing rows before it, into the ledger."""
        gap = row.number - self._last - 1
        if gap > 0:
            self._book.note(self._last + 1, "blank", lines=gap)
            self._total += gap
        self._book.note(row.number, kind_of, reason)
        self._total += 1
        self._last = max(self._last, row.number)

    def _rows(self, rows: Iterable[SheetRow]) -> Iterator[Row]:
        tail: deque[SheetRow] = deque()
        for row in rows:
            blank = not any(cell is not None and cell.strip() for cell in row.cells)
            above = self._above.pop(row.number, None) if self._above and not blank else None
            if above is not None:
                self.note(row, above, "text above the table" if above == "preamble" else "")
            elif (blank and tail) or (not blank and self._is_weak(row.cells)):
                tail.append(row)
                if len(tail) > _MAX_TAIL:
                    yield from self._settle(tail.popleft())
            else:
                yield from self._released(tail)
                yield from self._settle(row)
        for row in tail:
            self.note(
                row, "footer" if _filled(row.cells) else "blank", "text below the table" if row.cells else ""
            )

    def _released(self, tail: deque[SheetRow]) -> Iterator[Row]:
        """A row of data shows that what was held back is no footer."""
        while tail:
            yield from self._settle(tail.popleft())

    def _settle(self, row: SheetRow) -> Iterator[Row]:
        if not _filled(row.cells):
            self.note(row, "blank")
            return
        cells = _fitted(row.cells, self._left, self._width)
        if cells == self._names:
            self.note(row, "repeated_header")
            return
        beyond = _filled(row.cells[self._left + self._width :]) + _filled(row.cells[: self._left])
        reason = f"{beyond} cell(s) outside the columns of the table left out" if beyond else row.reason
        self.note(row, "repaired" if reason else "parsed", reason)
        self._book.rows += 1
        yield row.number, cells

    def _is_weak(self, cells: Sequence[str | None]) -> bool:
        """Whether a row may be a total or a remark below the table rather than a record."""
        first = next((cell for cell in cells if cell is not None and cell.strip()), "")
        if len(first) < 40 and fold_label(first) in _TOTALS:
            return True
        if self._width < 3 or _filled(cells) > 1 or kind(first) not in ("text", "other"):
            return False
        return first.casefold().lstrip("* -").startswith(_FOOTERS) or len(first.split()) > _PROSE_WORDS
