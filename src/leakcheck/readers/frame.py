"""pandas DataFrame: rows numbered from 1 by position. Never chosen by content: there are no bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakcheck.errors import InputError
from leakcheck.model import Block, Reading, Table
from leakcheck.readers.intake.blocks import column_blocks, refuse_too_wide
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

if TYPE_CHECKING:
    from leakcheck.readers.intake.frames import Writer

TITLE = "pandas DataFrame"
EXAMPLE: bytes | None = None
MOST_BID = 0.0


def bid(head: bytes) -> float:
    """Always 0: a frame is handed over, never found in bytes."""
    return 0.0


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read a DataFrame; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When the evidence is no frame, or too wide.
    """
    from leakcheck.readers.intake.frames import cell_writers, column_names

    if evidence.frame is None:
        raise InputError("is not a DataFrame", where=evidence.name, hint="leave the format out")
    names = column_names(evidence.frame)
    refuse_too_wide(len(names), evidence.name, options.budget)
    writers, notes = cell_writers(evidence.frame)
    reading = Reading(
        source=evidence.name,
        format="frame",
        encoding="none",
        size=evidence.size,
        sha256=evidence.sha256,
        details={"sha256_of": "canonical CSV form"},
        notes=tuple(notes),
    )
    book = LedgerBook(evidence.size)
    return Table(names, reading, _blocks(evidence, writers, len(names), book), book.finish)


def _blocks(evidence: Evidence, writers: list[Writer], width: int, book: LedgerBook) -> Iterator[Block]:
    yield from column_blocks(_rows(evidence, writers, book), width)
    book.close(book.rows)


def _rows(
    evidence: Evidence, writers: list[Writer], book: LedgerBook
) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    from leakcheck.readers.intake.frames import text_slices

    for columns in text_slices(evidence.frame, writers):
        for row in zip(*columns, strict=True):
            book.rows += 1
            book.counts["parsed"] += 1
            yield book.rows, row
