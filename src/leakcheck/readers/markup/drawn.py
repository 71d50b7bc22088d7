r"""Tables drawn in text to rows: Markdown, psql, mysql, org-mode, reStructuredText, column mode.

Sources: GitHub Flavored Markdown 0.29 section 4.10; PostgreSQL psql ``\pset format aligned``; MySQL client
``--table``; docutils "reStructuredText Markup Specification", tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from leakcheck.pattern import pattern
from leakcheck.readers.markup.grid import GridRow
from leakcheck.readers.markup.rulers import Ruler, at_edges, plain_drawing, ruler, width_of
from leakcheck.readers.markup.splitting import gap_cells, pipe_cells, slice_cells

_MAX_JOINED = 200
_FOOT = pattern(r"\s{0,100}\(\d{1,12} rows?\)")


def drawn_rows(lines: Iterable[str]) -> Iterator[GridRow]:
    """Rows of every drawn table, header rows marked; tables are numbered from 1."""
    reader = _Reader(lines)
    while reader.line is not None:
        found = ruler(reader.line)
        if found is None or width_of(found) < 1:
            reader.advance()
            continue
        reader.table += 1
        above = reader.above
        start = reader.number
        reader.advance()
        if found.kind == "box" and not (above.strip() and plain_drawing(above).strip().startswith("|")):
            yield from _boxed(reader, found)
        elif found.kind == "gap" and not above.strip():
            yield from _simple(reader, found)
        elif above.strip():
            yield from _headed(reader, found, above, start - 1)


class _Reader:
    """Lines with their numbers, the one above, and the table being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.line: str | None = None
        self.above = ""
        self.number = 0
        self.table = 0
        self._used = False
        self.advance()

    def advance(self) -> None:
        self.above = "" if self._used or self.line is None else self.line
        self._used = False
        self.line = next(self._lines, None)
        self.number += 1

    def used(self) -> None:
        """The line at hand belongs to a table: it is nobody's header."""
        self._used = True


def _headed(reader: _Reader, found: Ruler, above: str, line: int) -> Iterator[GridRow]:
    """A header above the ruler, rows below it: Markdown, psql, org-mode, column mode."""
    cells = _cells(above, found)
    if found.kind == "gap" and len(cells) != width_of(found):
        return
    if abs(len(cells) - width_of(found)) > (found.kind == "pipe"):
        return
    yield _row(reader.table, line, line, cells, head=True)
    yield from _body(reader, found)


def _body(reader: _Reader, found: Ruler) -> Iterator[GridRow]:
    while reader.line is not None and reader.line.strip():
        text, start = reader.line, reader.number
        if ruler(text) is not None:
            reader.used()
            reader.advance()
            continue
        drawn = plain_drawing(text)
        if (found.kind != "gap" and "|" not in drawn) or _FOOT.fullmatch(text):
            return
        pieces = [_cells(text, found)]
        while found.kind in ("plus", "box") and _goes_on(reader.line or "", found):
            reader.used()
            reader.advance()
            if reader.line is None or len(pieces) > _MAX_JOINED:
                break
            pieces.append(_cells(reader.line, found))
        else:
            reader.used()
            reader.advance()
        yield _row(reader.table, start, start + len(pieces) - 1, _joined(pieces))


def _boxed(reader: _Reader, found: Ruler) -> Iterator[GridRow]:
    """Rows between full rulers: one a line (mysql), or one a ruler (reStructuredText grid)."""
    blocks: list[list[tuple[int, str]]] = [[]]
    grid: bool | None = True if found.double else None
    count = 0
    while reader.line is not None and plain_drawing(reader.line).lstrip("> ").startswith(("|", "+")):
        drawn, line = ruler(reader.line), reader.line
        number = reader.number
        reader.used()
        reader.advance()
        if drawn is None:
            blocks[-1].append((number, line))
        if drawn is not None and drawn.double and count == 0:
            grid = True
        long = len(blocks[-1]) > _MAX_JOINED
        if drawn is None and not long:
            continue
        goes_on = reader.line is not None and plain_drawing(reader.line).lstrip("> ").startswith("|")
        if count == 1 and grid is None:
            grid = not long and goes_on and _is_grid(blocks, reader.line or "", found)
        head = count == 0 and goes_on and not long
        count = max(count, long)
        yield from _block(reader.table, blocks[-1], found, grid=bool(grid), head=head)
        if drawn is not None:
            count += bool(blocks[-1])
            blocks = [blocks[-1], []] if count < 2 else [blocks[0], []]
        else:
            blocks[-1] = []
    if blocks[-1]:
        yield from _block(reader.table, blocks[-1], found, grid=bool(grid), head=False)


def _is_grid(blocks: Sequence[Sequence[tuple[int, str]]], ahead: str, found: Ruler) -> bool:
    """Whether each ruler ends a row: not before the header again, or where several stand together."""
    block = blocks[-1]
    if blocks[0] and ahead == blocks[0][0][1]:
        return False
    return len(block) == 1 or any(not _cells(line, found)[0].strip() for _, line in block[1:])


def _block(
    table: int, block: Sequence[tuple[int, str]], found: Ruler, *, grid: bool, head: bool
) -> Iterator[GridRow]:
    """Rows of the lines between two rulers."""
    if not block:
        return
    if grid or head:
        cells = [_cells(line, found) for _, line in block]
        yield _row(table, block[0][0], block[-1][0], _joined(cells), head=head)
        return
    pending: list[tuple[int, list[str]]] = []
    for number, line in block:
        pending.append((number, _cells(line, found)))
        if not _goes_on(line, found) or len(pending) > _MAX_JOINED:
            yield _row(table, pending[0][0], number, _joined([cells for _, cells in pending]))
            pending = []
    if pending:
        yield _row(table, pending[0][0], pending[-1][0], _joined([cells for _, cells in pending]))


def _simple(reader: _Reader, found: Ruler) -> Iterator[GridRow]:
    """A reStructuredText simple table: ruler, header, ruler, rows, ruler; the header may be missing."""
    head: list[tuple[int, str]] = []
    while reader.line is not None and reader.line.strip() and len(head) <= _MAX_JOINED:
        if ruler(reader.line) is not None:
            break
        head.append((reader.number, reader.line))
        reader.used()
        reader.advance()
    second = ruler(reader.line or "")
    if not head or second is None or second.kind != "gap":
        return
    reader.used()
    reader.advance()
    rows = _simple_rows(reader, second)
    first = next(rows, None)
    joined = _joined([_cells(line, found) for _, line in head])
    if first is None:
        for number, line in head:
            yield _row(reader.table, number, number, [*_cells(line, found)])
        return
    yield _row(reader.table, head[0][0], head[-1][0], joined, head=True)
    yield from chain([first], rows)


def _simple_rows(reader: _Reader, found: Ruler) -> Iterator[GridRow]:
    """Rows down to the closing ruler; a line whose first column is empty continues the row above."""
    held: GridRow | None = None
    while reader.line is not None and ruler(reader.line) is None and reader.line.strip():
        cells = _cells(reader.line, found)
        goes_on = held is not None and reader.number - held.line < _MAX_JOINED
        if held is not None and goes_on and cells and not cells[0].strip():
            texts = [[cell or "" for cell in held.cells], cells]
            held = _row(reader.table, held.line, reader.number, _joined(texts))
        else:
            if held is not None:
                yield held
            held = _row(reader.table, reader.number, reader.number, _joined([cells]))
        reader.used()
        reader.advance()
    if held is not None:
        yield held
    reader.used()


def _goes_on(line: str, found: Ruler) -> bool:
    """Whether psql marks the row as going on in the next line: a plus sign where a cell's padding ends."""
    if "+" not in line:
        return False
    places = at_edges(line, found.edges)
    if places is None:
        return False
    ends = [*places[found.framed :], *([] if found.framed else [len(line.rstrip())])]
    if not found.framed and len(line.rstrip()) < found.length:
        ends.pop()
    return any(line[end - 1 : end] == "+" for end in ends)


def _cells(line: str, found: Ruler) -> list[str]:
    if found.kind == "gap":
        return gap_cells(line, found.edges)
    if found.kind == "pipe":
        return pipe_cells(line, width_of(found), framed=found.framed)
    return slice_cells(line, found)


def _joined(pieces: Sequence[Sequence[str]]) -> list[str]:
    """Cells of a row over several lines; a psql mark of continuation goes."""
    if len(pieces) == 1:
        return [cell.strip() for cell in pieces[0]]
    width = max(len(piece) for piece in pieces)
    inner = [[cell.removesuffix("+").strip() for cell in piece] for piece in pieces[:-1]]
    whole = [*inner, [cell.strip() for cell in pieces[-1]]]
    columns = [[piece[at] for piece in whole if at < len(piece)] for at in range(width)]
    return [" ".join(cell for cell in column if cell) for column in columns]


def _row(table: int, line: int, last: int, cells: Sequence[str], *, head: bool = False) -> GridRow:
    texts: list[str | None] = [*cells]
    return GridRow(table, line, last, texts, [head] * len(texts), "head" if head else "", 1, len(texts))
