"""Names for the columns of a page's table: rows of ``<th>``, or the vote used for delimited text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leakcheck.folding import fold_label
from leakcheck.frozen import dataclass
from leakcheck.readers.intake.header import find_header
from leakcheck.readers.intake.item import Item
from leakcheck.readers.markup.grid import GridRow

_MAX_HEAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class Heads:
    """Column names, the lines on which header rows start, their cells folded, and how they were found."""

    names: tuple[str, ...]
    lines: tuple[int, ...]
    folded: frozenset[tuple[str, ...]]
    why: str
    firsts: frozenset[str] = frozenset()

    def has(self, cells: Sequence[str | None]) -> bool:
        """Whether a row is one of the header rows, or one of them again."""
        return folded_cells(cells) in self.folded


def folded_cells(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Cells as they are compared with a header."""
    return tuple(fold_label(cell or "") for cell in cells)


def find_heads(rows: Sequence[GridRow], width: int, is_label: Callable[[str], float]) -> Heads:
    """Names of the columns, found among the first rows of a table."""
    full = [row for row in rows if any(row.cells) and (row.own > 1 or row.spanned == 1)]
    marked: list[GridRow] = []
    for row in full[:_MAX_HEAD_ROWS]:
        if not all(row.heads):
            break
        marked.append(row)
    if marked and len(marked) < len(full):
        width = max(width, *(len(row.cells) for row in marked))
        return _heads(_joined(marked, width), marked, "marked as header")
    kinds = ["parsed" if len(row.cells) == width else "repaired" for row in full]
    items = [Item(i, 1, kind, row.cells) for i, (kind, row) in enumerate(zip(kinds, full, strict=True))]
    header = find_header(items, width, is_label)
    if header.index is None:
        return Heads(("",) * width, (), frozenset(), header.why)
    names = (*header.cells[:width], *[""] * (width - len(header.cells)))
    return _heads(names, [full[header.index]], header.why)


def _heads(names: tuple[str, ...], rows: Sequence[GridRow], why: str) -> Heads:
    folded = frozenset(folded_cells(row.cells) for row in rows)
    firsts = frozenset((row.cells[0] or "").casefold() for row in rows)
    return Heads(names, tuple(row.line for row in rows), folded, why, firsts)


def _joined(rows: Sequence[GridRow], width: int) -> tuple[str, ...]:
    """Names of several header rows read downwards; a name that spans columns counts for each."""
    filled = []
    for row in rows:
        cells = [*row.cells, *[None] * (width - len(row.cells))]
        for place in range(1, width):
            cells[place] = cells[place - 1] if cells[place] is None else cells[place]
        filled.append(cells)
    columns = zip(*filled, strict=True)
    return tuple(" ".join(dict.fromkeys(cell for cell in column if cell)) for column in columns)
