"""HTML tables, as copied from a page's source: rows and cells, whatever the markup around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from leakcheck.errors import InputError
from leakcheck.model import Reading, Table
from leakcheck.readers.intake.blocks import Row, column_blocks, refuse_too_wide
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.header import find_header
from leakcheck.readers.intake.htmlrows import html_rows
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.rowengine import Item
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.intake.transposed import turn

TITLE = "HTML table"
EXAMPLE: bytes | None = b"""<table>
<tr><th>name</th><th>age</th></tr>
<tr><td>A. Sharma</td><td>41</td></tr>
<tr><td>B. Rao</td><td>35</td></tr>
</table>
"""
_ROW = re.compile(r"<tr\b[^<>]{0,500}>\s{0,100}<t[dh]\b", re.I)


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are an HTML table: a row tag with a cell tag in it."""
    text = "\n".join(decode_head(head))
    if not _ROW.search(text):
        return 0.0
    return 0.96 if text.lstrip().startswith("<") else 0.6


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read HTML tables; see `leakcheck.readers.read`. Several tables are read as one.

    Raises
    ------
    InputError
        When it is not text, or holds no table with a record.
    """
    decoded = decode(evidence, options.encoding)
    lines = list(decoded.lines())
    found = list(html_rows(lines))
    width = max(Counter(len(item.cells) for item in found).items(), key=lambda w: w[::-1])[0] if found else 0
    refuse_too_wide(width, evidence.name)
    items = [_fitted(item, width) for item in found]
    names, rows, why = _arranged(items, width, options)
    if not rows:
        hint = "paste the table itself, or name another format with --input-format"
        raise InputError("holds no table with a record", where=evidence.name, hint=hint)
    book = LedgerBook(evidence.size)
    book.rows = len(rows)
    _account(lines, items, book)
    reading = _reading(evidence, decoded, why)
    return Table(unique_names(names), reading, column_blocks(rows, len(names)), book.finish)


def _fitted(item: Item, width: int) -> Item:
    """Fill a short row up; refuse a long one, whose cells would be lost."""
    missing = width - len(item.cells)
    if missing < 0:
        return item._replace(kind="rejected", reason=f"{len(item.cells)} cells where {width} were expected")
    reason = f"{missing} cell(s) missing at the end"
    return (
        item._replace(kind="repaired", reason=reason, cells=[*item.cells, *[None] * missing])
        if missing
        else item
    )


def _arranged(
    items: Sequence[Item], width: int, options: ReadOptions
) -> tuple[Sequence[str], list[Row], str]:
    """Names, rows and how the names were found."""
    turned = turn(items, width, options.is_label)
    if turned is not None:
        start = items[0].line
        return turned.names, [(start, person) for person in turned.people], "labels in the first column"
    header = find_header(items, width, options.is_label)
    data = [item for item in items[header.first :] if item.kind != "rejected"]
    names = [*header.cells[:width], *[""] * (width - len(header.cells))]
    return names, [(item.line, item.cells) for item in data], header.why


def _account(lines: Sequence[str], items: Sequence[Item], book: LedgerBook) -> None:
    """Every line once: with the first row that stands on it, else as markup around the table."""
    kinds = ["preamble"] * len(lines)
    for item in items:
        for place in range(item.line - 1, item.line - 1 + item.lines):
            kinds[place] = item.kind if kinds[place] != "parsed" else "parsed"
    last = items[-1].line + items[-1].lines - 1
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True), 1):
        if not line.strip():
            book.note(number, "blank")
        else:
            book.note(number, "footer" if kind == "preamble" and number > last else kind, "")
    book.close(len(lines))


def _reading(evidence: Evidence, decoded: Decoded, header: str) -> Reading:
    return Reading(
        source=evidence.name,
        format="html",
        encoding=decoded.encoding,
        size=evidence.size,
        sha256=evidence.sha256,
        details={"header": header, "newline": decoded.newline},
        notes=decoded.notes,
    )
