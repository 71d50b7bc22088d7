"""JSON: one record, a list of records, one record a line, or records wrapped in an object."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from leakcheck.errors import InputError
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.blocks import column_blocks, refuse_too_wide
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.flatten import flatten
from leakcheck.readers.intake.jsonrecords import Document, documents
from leakcheck.readers.intake.jsonscan import JsonScanner
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

TITLE = "JSON and JSON lines"
EXAMPLE: bytes | None = b'[{"name": "A. Sharma", "age": 41},\n {"name": "B. Rao", "age": 35}]\n'
_OPENING = re.compile(r'\s{0,1000}(\{\s{0,1000}["}]|\[\s{0,1000}[\[{"\]])')
_INSIDE = re.compile(r'(^|[\s:=>`(])[\[{]\s{0,200}(\{\s{0,200})?"[^"\n]{1,100}"\s{0,20}:', re.M)


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are JSON: a bracket and a quoted key at the start, or further in."""
    text = "\n".join(decode_head(head))
    if _OPENING.match(text):
        return 0.97
    return 0.75 if _INSIDE.search(text[:20_000]) else 0.0


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read JSON; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, holds no JSON record, or is nested deeper than 64 levels.
    """
    decoded = decode(evidence, options.encoding)
    lines = list(decoded.lines())
    scanner = JsonScanner("\n".join(lines))
    found = list(documents(scanner, options.is_label))
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    rows = [
        (bisect_right(starts, record.start), flatten(record.content, evidence.name))
        for document in found
        for record in document.records
    ]
    if not rows:
        hint = "is it cut off? give at least one whole {...}, or name another format with --input-format"
        raise InputError("holds no JSON record", where=evidence.name, hint=hint)
    columns = tuple(dict.fromkeys(name for _, cells in rows for name in cells))
    refuse_too_wide(len(columns), evidence.name)
    book = LedgerBook(evidence.size)
    book.rows = len(rows)
    _account(lines, starts, found, book)
    reading = _reading(evidence, decoded, found, scanner.repeated_keys)
    return Table(columns, reading, _blocks(rows, columns), book.finish)


def _blocks(rows: list[tuple[int, dict[str, str | None]]], columns: tuple[str, ...]) -> Iterator[Block]:
    yield from column_blocks(
        ((line, [cells.get(name) for name in columns]) for line, cells in rows), len(columns)
    )


def _account(lines: list[str], starts: list[int], found: list[Document], book: LedgerBook) -> None:
    """Put every line into its class: inside a document parsed, between them rejected, around them talk."""
    kinds = ["rejected"] * len(lines)
    first, last = bisect_right(starts, found[0].start), bisect_right(starts, found[-1].end - 1)
    kinds[: first - 1] = ["preamble"] * (first - 1)
    kinds[last:] = [("footer" if found[-1].whole else "rejected")] * (len(lines) - last)
    for document in found:
        begin, end = bisect_right(starts, document.start), bisect_right(starts, document.end - 1)
        saved = not document.whole and document.records[0].start == document.start
        kinds[begin - 1 : end] = ["repaired" if saved else "parsed"] * (end - begin + 1)
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True), 1):
        if not line.strip():
            book.note(number, "blank")
        else:
            book.note(number, kind, _REASONS.get(kind, ""))
    book.close(len(lines))


_REASONS = {
    "preamble": "text before the JSON",
    "footer": "text after the JSON",
    "rejected": "not whole JSON",
    "repaired": "the record breaks off; its whole members were kept",
}


def _reading(evidence: Evidence, decoded: Decoded, found: list[Document], repeated: int) -> Reading:
    notes = list(decoded.notes)
    if any(document.wrapped for document in found):
        notes.append("the records stand in a list inside an object; what stands beside the list was not read")
    if repeated:
        notes.append(f"{repeated:,} key(s) came twice in one object and were numbered")
    if not all(document.whole for document in found):
        notes.append("the JSON breaks off; the records before the break were kept")
    layout = "one document" if len(found) == 1 else f"{len(found):,} documents"
    return Reading(
        source=evidence.name,
        format="json",
        encoding=decoded.encoding,
        size=evidence.size,
        sha256=evidence.sha256,
        details={"layout": layout, "newline": decoded.newline},
        notes=tuple(notes),
    )
