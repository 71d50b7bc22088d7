"""Parquet, Arrow IPC files (Feather) and Arrow streams: typed columns as text, rows numbered from 1."""

from __future__ import annotations

from leakcheck.model import Reading, Table
from leakcheck.readers.intake.blocks import refuse_too_wide
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.workbook import examples

TITLE = "Parquet, Arrow and Feather"
EXAMPLE: bytes | None = examples.PARQUET
_OLD_FEATHER = b"FEA1"
_ENCRYPTED = b"PARE"
_MARKS = (b"PAR1", b"ARROW1", _OLD_FEATHER, _ENCRYPTED, b"\xff\xff\xff\xff")


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are Parquet, an Arrow file or an Arrow stream, by their first bytes."""
    if not head.startswith(_MARKS):
        return 0.0
    from leakcheck.readers.workbook import arrowcheck, parquetcheck

    if head.startswith((parquetcheck.MAGIC, arrowcheck.FILE_MAGIC)):
        return 0.99
    if head.startswith((_OLD_FEATHER, _ENCRYPTED)) and head.count(b"\x00") * 50 > len(head):
        return 0.9
    return 0.9 if arrowcheck.looks_like_stream(head) else 0.0


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read a columnar file; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is damaged, encrypted, promises more than the budgets, or holds no row of data.
    """
    from leakcheck.readers.workbook import parquetcheck
    from leakcheck.readers.workbook.columnar import columnar_blocks, open_arrow, open_parquet
    from leakcheck.readers.workbook.limits import limits_of, refuse

    where, head = evidence.name, evidence.head
    if head.startswith(_OLD_FEATHER):
        raise refuse(
            "is a Feather file of the first version", where, "save it as Feather V2 or CSV and check that"
        )
    if head.startswith(_ENCRYPTED):
        raise refuse("is an encrypted Parquet file", where, "decrypt it first")
    opened = open_parquet if head.startswith(parquetcheck.MAGIC) else open_arrow
    limits = limits_of(options.budget)
    columnar = opened(evidence, limits)
    if not columnar.names:
        raise refuse("has no column", where, "check the file")
    refuse_too_wide(len(columnar.names), where, options.budget)
    book = LedgerBook(evidence.size)
    reading = Reading(
        source=where,
        format="parquet",
        encoding="utf-8",
        size=evidence.size,
        sha256=evidence.sha256,
        details={"layout": columnar.layout, "header": "names in the schema"},
        notes=tuple(getattr(evidence, "notes", ())),
    )
    return Table(
        unique_names(columnar.names), reading, columnar_blocks(columnar, book, where, limits), book.finish
    )
