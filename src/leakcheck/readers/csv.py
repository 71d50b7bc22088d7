"""Delimited text: CSV, TSV and their many cousins, read line by line so that no row is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from leakcheck.errors import InputError
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.bidding import table_bid
from leakcheck.readers.intake.blocks import column_blocks, refuse_too_wide
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.delimited import DelimitedTable, is_whole, look_ahead
from leakcheck.readers.intake.dialect import Dialect, detect, named_delimiter
from leakcheck.readers.intake.header import Header, find_header
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.linesplit import excel_separator
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.rowengine import Item, RowEngine
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.intake.transposed import Turned, turn

TITLE = "Delimited text (CSV, TSV and the like)"
EXAMPLE: bytes | None = b"name,age,city\nA. Sharma,41,Pune\nB. Rao,35,Mysuru\n"
_SAMPLE = 600


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are delimited text: the same number of typed cells in every line."""
    return table_bid(decode_head(head)[:_SAMPLE])


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read delimited text; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, blank, or holds no row of data.
    """
    decoded = decode(evidence, options.encoding)
    dialect, skip = _dialect(decoded, options.delimiter)
    engine, seen, header = _open(decoded, dialect, skip, options)
    if len(header.cells) > dialect.width:
        dialect = replace(dialect, width=len(header.cells))
        engine, seen, header = _reopen(decoded, dialect, skip, seen[header.index or 0].line, header)
    refuse_too_wide(dialect.width, evidence.name)
    if not any(item.kind in ("parsed", "repaired") for item in seen[header.first :]):
        raise InputError(
            "holds no row of data", where=evidence.name, hint="is it only a header? give at least one record"
        )
    book = LedgerBook(evidence.size)
    turned = turn(seen, dialect.width, options.is_label) if is_whole(seen) else None
    if turned is not None:
        reading = _reading(evidence, decoded, dialect, "labels in the first column")
        return Table(unique_names(turned.names), reading, _turned_blocks(seen, turned, book), book.finish)
    rows = DelimitedTable(seen, engine, header, dialect.width, book, evidence.name)
    names = unique_names(header.cells or [""] * dialect.width)
    return Table(names, _reading(evidence, decoded, dialect, header.why), rows.blocks(), book.finish)


def _turned_blocks(seen: list[Item], turned: Turned, book: LedgerBook) -> Iterator[Block]:
    """Records of a table that stood on its side; each starts where the table does."""
    first = next(i for i, item in enumerate(seen) if item.kind in ("parsed", "repaired"))
    for position, item in enumerate(seen):
        kind = "header" if position == turned.head else item.kind
        book.note(item.line, "preamble" if position < first and item.cells else kind, item.reason, item.lines)
    start = seen[first].line
    yield from column_blocks(((start, person) for person in turned.people), len(turned.names))
    book.rows = len(turned.people)
    book.close(sum(item.lines for item in seen))


def _dialect(decoded: Decoded, told: str | None) -> tuple[Dialect, int]:
    """Dialect of the first lines, and how many lines (Excel's ``sep=``) stand before everything."""
    lines = list(islice(decoded.lines(), _SAMPLE))
    announced = excel_separator(lines[0])
    delimiter = named_delimiter(told) if told is not None else announced
    skip = 1 if announced else 0
    return detect(lines[skip:], delimiter), skip


def _open(
    decoded: Decoded, dialect: Dialect, skip: int, options: ReadOptions
) -> tuple[RowEngine, list[Item], Header]:
    engine = RowEngine(decoded.lines(), dialect, skip=skip)
    seen = look_ahead(iter(engine))
    return engine, seen, find_header(seen, dialect.width, options.is_label)


def _reopen(
    decoded: Decoded, dialect: Dialect, skip: int, line: int, header: Header
) -> tuple[RowEngine, list[Item], Header]:
    """Read again at the width of the header, when it names more columns than most rows fill."""
    engine = RowEngine(decoded.lines(), dialect, skip=skip)
    seen = look_ahead(iter(engine))
    index = next(i for i, item in enumerate(seen) if item.line >= line)
    return engine, seen, replace(header, index=index, first=index + 1)


def _reading(evidence: Evidence, decoded: Decoded, dialect: Dialect, header: str) -> Reading:
    return Reading(
        source=evidence.name,
        format="csv",
        encoding=decoded.encoding,
        size=evidence.size,
        sha256=evidence.sha256,
        details={**dialect.details(), "header": header, "newline": decoded.newline},
        notes=decoded.notes,
    )
