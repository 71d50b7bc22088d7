"""XLSX workbooks (Excel, LibreOffice, Google Sheets): one sheet, every row, stored values as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakcheck.model import Table
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.workbook import examples
from leakcheck.readers.workbook.signature import office_kind
from leakcheck.safe import show

if TYPE_CHECKING:
    from leakcheck.readers.workbook.rows import SheetRow

TITLE = "XLSX workbook (Excel)"
EXAMPLE: bytes | None = examples.XLSX


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are an XLSX workbook: a ZIP archive with members under ``xl/``."""
    kind = office_kind(head)
    return {"xlsx": 0.99, "xlsb": 0.9, "package": 0.5}.get(kind or "", 0.0)


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read one sheet; see `leakcheck.readers.read`. Formulas are never evaluated.

    Raises
    ------
    InputError
        When it is damaged, protected, larger than the budgets, or holds no row of data.
    UsageError
        When no sheet has the name asked for.
    """
    from leakcheck.readers.workbook.archive import open_archive
    from leakcheck.readers.workbook.limits import SPLIT_HINT, limits_of, refuse
    from leakcheck.readers.workbook.sheets import choose, sheet_notes, wanted_table
    from leakcheck.readers.workbook.sheettable import About, sheet_table
    from leakcheck.readers.workbook.xlsxparts import read_book
    from leakcheck.readers.workbook.xlsxrows import sheet_rows

    if office_kind(evidence.head) == "xlsb":
        raise refuse("is a binary workbook (XLSB)", evidence.name, "save it as XLSX or CSV and check that")
    archive = open_archive(evidence, limits_of(options.budget))
    if "xl/workbook.xml" not in archive and not any(name.startswith("xl/") for name in archive.names()):
        raise refuse("is no workbook", evidence.name, "check the file, or " + SPLIT_HINT)
    book = read_book(archive)
    sheet = choose(book.sheets, wanted_table(options), evidence.name)

    def rows() -> Iterator[SheetRow]:
        with archive.open(sheet.part) as stream:
            yield from sheet_rows(stream, book, evidence.name, archive.limits)

    details = {"sheet": show(sheet.name, 60), "sheets": str(len(book.sheets))}
    return sheet_table(rows(), About(evidence, options, "xlsx", details, sheet_notes(book.sheets, sheet)))
