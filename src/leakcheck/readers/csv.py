"""Delimited text: CSV, TSV and their many cousins, read line by line so that no row is lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from leakcheck.errors import InputError
from leakcheck.frozen import replace
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.blocks import column_blocks, refuse_too_wide
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

if TYPE_CHECKING:
    from leakcheck.readers.intake.dialect import Dialect
    from leakcheck.readers.intake.item import Item
    from leakcheck.readers.intake.transposed import Turned

TITLE = "Delimited text (CSV, TSV and the like)"
EXAMPLE: bytes | None = b"name,age,city\nA. Sharma,41,Pune\nB. Rao,35,Mysuru\n"
MOST_BID = 0.97
_LARGE = 2 << 20
_QUOTED = 0.5


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are delimited text: the same number of typed cells in every line."""
    from leakcheck.readers.intake.bidding import table_bid
    from leakcheck.readers.intake.dialect import detect
    from leakcheck.readers.intake.tableopening import SAMPLE

    lines = decode_head(head)[:SAMPLE]
    bid = table_bid(lines)
    return max(bid, _QUOTED) if bid < _QUOTED and detect(lines).runs_over else bid


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read delimited text; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, blank, or holds no row of data (unless the options allow that).
    """
    from leakcheck.readers.intake.delimited import DelimitedTable
    from leakcheck.readers.intake.longlines import shortened
    from leakcheck.readers.intake.noting import noting
    from leakcheck.readers.intake.tableopening import is_whole, open_table
    from leakcheck.readers.intake.transposed import turn

    given, evidence = evidence, replace(evidence, opener=shortened(evidence.opener))
    decoded = decode(evidence, options.encoding)
    if options.budget.is_tight and decoded.chunks is not None:
        decoded = replace(decoded, chunks=partial(decoded.chunks, steps=1))
    opened = open_table(decoded, options, large=evidence.size >= _LARGE)
    if options.notice is not None:
        options.notice(given, decoded, opened)
    refuse_too_wide(opened.dialect.width, evidence.name, options.budget)
    if not opened.has_rows() and (opened.header.index is None or not options.allow_empty):
        raise _no_rows(evidence)
    book = LedgerBook(evidence.size)
    seen, header, width = opened.seen, opened.header, opened.dialect.width
    turned = turn(seen, width, options.is_label) if is_whole(seen) else None
    if turned is not None:
        reading = _reading(evidence, decoded, opened.dialect, "labels in the first column")
        return Table(unique_names(turned.names), reading, _turned_blocks(seen, turned, book), book.finish)
    blocks = noting(DelimitedTable(opened, book).blocks(), decoded, book)
    if not options.allow_empty:
        blocks = _with_rows(blocks, evidence)
    names = unique_names(header.cells or [""] * width)
    reading = _reading(evidence, decoded, opened.dialect, header.why)
    return Table(names, reading, blocks, book.finish, header.cells)


def _with_rows(blocks: Iterator[Block], evidence: Evidence) -> Iterator[Block]:
    """The blocks, of which there must be one: all that looked like rows may have been a footer."""
    some = False
    for block in blocks:
        some = True
        yield block
    if not some:
        raise _no_rows(evidence)


def _no_rows(evidence: Evidence) -> InputError:
    hint = "is it only a header? give at least one record"
    return InputError("holds no row of data", where=evidence.name, hint=hint)


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
