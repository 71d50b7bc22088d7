"""SQL dumps: the rows of one table, streamed out of INSERT or COPY statements; nothing is executed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from leakcheck.errors import InputError
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.blocks import refuse_too_wide
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.decoding import decode_head
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import HEAD, Evidence

if TYPE_CHECKING:
    from leakcheck.readers.sqldump.choice import Choice
    from leakcheck.readers.sqldump.delivery import Delivery
    from leakcheck.readers.sqldump.step import Step
    from leakcheck.readers.sqldump.textsource import TextSource

TITLE = "SQL dump (MySQL, MariaDB, PostgreSQL, SQL Server, SQLite)"
READS_CUTS = True
MOST_BID = 0.99
EXAMPLE: bytes | None = b"""CREATE TABLE `people` (`name` text, `age` int);
INSERT INTO `people` VALUES ('A. Sharma',41),
('B. Rao',35);
"""


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are an SQL dump: statements that can be read, and little else."""
    from leakcheck.readers.sqldump.bidding import dump_bid

    # A full head ends inside a line, which for a dump may be all of it: one byte less keeps that line.
    return dump_bid("\n".join(decode_head(head[: HEAD - 1])), cut=len(head) >= HEAD)


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read one table of a dump; see `leakcheck.readers.read`.

    Raises
    ------
    UsageError
        When the table named does not exist.
    InputError
        When it is not text, or holds no row of that table.
    """
    from leakcheck.readers.sqldump.choice import choose
    from leakcheck.readers.sqldump.delivery import Delivery
    from leakcheck.readers.sqldump.names import shown
    from leakcheck.readers.sqldump.scanner import Scanner
    from leakcheck.readers.sqldump.textsource import open_text

    source = open_text(evidence, options.encoding)
    choice = choose(source, options.table, evidence.name)
    scanner = Scanner(source.pieces(), choice.dialect, choice.tables, choice.is_wanted)
    steps = scanner.steps()
    passed, first = _first_rows(steps)
    if first is None:
        hint = f"tables: {choice.tables.listed()}; choose one with --table"
        raise InputError(
            f"holds no row of the table {shown(choice.table.name)}", where=evidence.name, hint=hint
        )
    columns = choice.table.settle(len(first.columns or ())) if first.places is None else choice.table.columns
    refuse_too_wide(len(columns), evidence.name, options.budget)
    choice.table.columns, choice.table.fixed = columns, True
    book = LedgerBook(evidence.size)
    delivery = Delivery(book, choice, len(columns))
    return Table(
        unique_names(columns),
        _reading(evidence, source, choice),
        _blocks(chain(passed, [first], steps), delivery, source, book),
        book.finish,
    )


def _first_rows(steps: Iterator[Step]) -> tuple[list[Step], Step | None]:
    """Steps up to the first rows of the table: only there its columns are known for certain."""
    passed: list[Step] = []
    for step in steps:
        if step.columns and step.kind == "parsed":
            return passed, step
        passed.append(step)
    return passed, None


def _blocks(
    steps: Iterator[Step], delivery: Delivery, source: TextSource, book: LedgerBook
) -> Iterator[Block]:
    for step in steps:
        yield from delivery.take(step)
    yield from delivery.close()
    book.annotate(source.events())


def _reading(evidence: Evidence, source: TextSource, choice: Choice) -> Reading:
    from leakcheck.readers.sqldump.names import shown

    notes = [*evidence.notes, *choice.notes]
    if source.fallen:
        notes.append(f"{source.fallen:,} row(s) are not UTF-8 and were read as {source.fallback}")
    codec = source.codec if not source.fallen else f"{source.codec}, in part {source.fallback}"
    details = {
        "dialect": choice.dialect.name if choice.dialect.sure else "unknown",
        "backslash": "escapes" if choice.dialect.backslash else "is an ordinary character",
        "table": shown(choice.table.name),
    }
    return Reading(evidence.name, "sql", codec, evidence.size, evidence.sha256, details, tuple(notes))
