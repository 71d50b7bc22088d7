"""CSV that a spreadsheet opens without harm: every field quoted, formulas guarded, UTF-8, no mark.

A missing cell is an empty one. Where a cell was guarded the last column, `guarded`, numbers the
columns of that row whose apostrophe is ours; no column is added to a file that needed no guard, so
that other tools see the columns of the evidence and nothing else.
Source: RFC 4180 (with LF); OWASP ASVS 1.2.10.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import IO

from leakcheck.model import Block
from leakcheck.writers import LINE, Sheet, cells_of, headings, lines_of, unused, well_formed
from leakcheck.writers._guard import MARK, guard, needs_guard

MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
IS_TEXT = True
GUARDED = "guarded"


def write(sheet: Sheet, out: IO[bytes]) -> None:
    """Write all rows.

    Whether the flag column is needed is known only at the first guarded cell: a file is then begun
    anew, and what cannot be rewound (a pipe) is preceded by a pass that writes nothing.
    """
    if not sheet.lines:
        _write(sheet, out, flagged=True)
    elif not out.seekable():
        _write(sheet, out, flagged=not _write(sheet, None, flagged=False))
    else:
        start = out.tell()
        if not _write(sheet, out, flagged=False):
            out.seek(start)
            out.truncate()
            _write(sheet, out, flagged=True)


def _write(sheet: Sheet, out: IO[bytes] | None, *, flagged: bool) -> bool:
    """Write and return True, or return False at the first guarded cell unless they are flagged."""
    names = _names(sheet)
    own = [unused(GUARDED, names)] if flagged and sheet.lines else []
    if not flagged and any(map(needs_guard, names)):
        return False
    _send([[*map(guard, names), *own]], out)
    for block in sheet.blocks():
        rows = _rows(block, sheet.lines, flagged)
        if rows is None:
            return False
        _send(rows, out)
    return True


def _names(sheet: Sheet) -> list[str]:
    """Names as the evidence writes them: CSV has room for an empty one, and for one twice."""
    if not sheet.labels:
        return headings(sheet)
    labels = [well_formed(label) for label in sheet.labels]
    return [unused(LINE, labels), *labels] if sheet.lines else labels


def _rows(block: Block, lines: bool, flagged: bool) -> list[Sequence[object]] | None:
    """Rows of a block with guarded cells; None when there are any and they may not be flagged."""
    columns: list[Sequence[object]] = [lines_of(block)] if lines else []
    marks: dict[int, list[str]] = {}
    for number, column in enumerate(block.columns, 1):
        cells = ["" if cell is None else well_formed(cell) for cell in cells_of(column)]
        for row in [i for i, cell in enumerate(cells) if needs_guard(cell)]:
            cells[row] = MARK + cells[row]
            marks.setdefault(row, []).append(str(number))
        columns.append(cells)
    if marks and not flagged:
        return None
    if flagged and lines:
        columns.append([" ".join(marks.get(row, ())) for row in range(len(block))])
    return list(zip(*columns, strict=True))


def _send(rows: Sequence[Sequence[object]], out: IO[bytes] | None) -> None:
    if out is None:
        return
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    out.write(text.getvalue().encode("utf-8"))
