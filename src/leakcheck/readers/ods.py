"""OpenDocument spreadsheets (LibreOffice, ODS): one sheet, every row, stored values as text."""

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

TITLE = "OpenDocument spreadsheet (ODS)"
EXAMPLE: bytes | None = examples.ODS
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are an ODS spreadsheet: its media type stands first in the archive."""
    return 0.99 if office_kind(head) == "ods" else 0.0


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
    from leakcheck.readers.workbook.odsrows import sheet_rows, survey
    from leakcheck.readers.workbook.sheets import choose, sheet_notes, wanted_table
    from leakcheck.readers.workbook.sheettable import About, sheet_table

    where = evidence.name
    archive = open_archive(evidence, limits_of(options.budget))
    if _CONTENT not in archive:
        raise refuse("is no spreadsheet", where, "check the file, or " + SPLIT_HINT)
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise refuse("is protected by a password", where, "open it with its password and save it without")
    with archive.open(_CONTENT) as stream:
        sheets = survey(stream, where, archive.limits)
    sheet = choose(sheets, wanted_table(options), where)

    def rows() -> Iterator[SheetRow]:
        with archive.open(_CONTENT) as stream:
            yield from sheet_rows(stream, int(sheet.part), where, archive.limits)

    details = {"sheet": show(sheet.name, 60), "sheets": str(len(sheets))}
    return sheet_table(rows(), About(evidence, options, "ods", details, sheet_notes(sheets, sheet)))
