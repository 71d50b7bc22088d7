"""Which sheet is read: the one asked for, else the one with the most filled cells; the others are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import IO

from leakcheck.errors import UsageError
from leakcheck.frozen import dataclass
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.workbook.archive import DAMAGES
from leakcheck.readers.workbook.limits import SPLIT_HINT, refuse
from leakcheck.safe import show

_CHUNK = 1 << 20
_NAMED = 20
_FILLED = re.compile(rb"<(?:[A-Za-z]\w{0,20}:)?(?:v|is)[\s>]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the part it stands in, how many cells are filled, whether it is hidden."""

    name: str
    part: str
    cells: int = 0
    hidden: bool = False


def wanted_table(options: ReadOptions) -> str | None:
    """Name of the sheet asked for with ``--table``, if any."""
    table: str | None = getattr(options, "table", None)
    return table


def choose(sheets: Sequence[Sheet], table: str | None, where: str) -> Sheet:
    """Choose a sheet.

    Raises
    ------
    InputError
        When there is none.
    UsageError
        When the name asked for fits no sheet; a plain number counts sheets from 1.
    """
    if not sheets:
        raise refuse("holds no sheet with cells", where, "check the file, or " + SPLIT_HINT)
    if table is None:
        return max(sheets, key=lambda sheet: sheet.cells)
    exact = [sheet for sheet in sheets if sheet.name == table]
    alike = [sheet for sheet in sheets if sheet.name.casefold().strip() == table.casefold().strip()]
    if exact or alike:
        return (exact or alike)[0]
    if table.isascii() and table.isdecimal() and len(table) < 6 and 0 < int(table) <= len(sheets):
        return sheets[int(table) - 1]
    known = ", ".join(_shown(sheet) for sheet in sheets[:_NAMED])
    raise UsageError("no sheet of that name", where="--table", hint=f"sheets: {known}")


def sheet_notes(sheets: Sequence[Sheet], chosen: Sheet) -> tuple[str, ...]:
    """Sentences on what was read and what was left; names pass through `show`."""
    hidden = ("the sheet read is hidden in the workbook",) if chosen.hidden else ()
    others = [sheet for sheet in sheets if sheet is not chosen]
    if not others:
        return hidden
    more = f" and {len(others) - _NAMED:,} more" if len(others) > _NAMED else ""
    listed = ", ".join(_described(sheet) for sheet in others[:_NAMED])
    return (f"read the sheet {_shown(chosen)}; not read: {listed}{more}; choose one with --table", *hidden)


def count_filled(stream: IO[bytes], where: str) -> int:
    """Filled cells of a sheet's XML, counted in the raw bytes: good enough to compare sheets.

    Raises
    ------
    InputError
        When the part cannot be unpacked.
    """
    count, tail = 0, b""
    while True:
        try:
            chunk = stream.read(_CHUNK)
        except DAMAGES:
            raise refuse("is damaged: a sheet cannot be unpacked", where, "get the file again") from None
        if not chunk:
            return count + len(_FILLED.findall(tail))
        piece = tail + chunk
        cut = piece.rfind(b"<")
        cut = len(piece) if cut < 0 or len(piece) - cut > 64 else cut
        count += len(_FILLED.findall(piece, 0, cut))
        tail = piece[cut:]


def _shown(sheet: Sheet) -> str:
    return f"“{show(sheet.name, 60)}”"


def _described(sheet: Sheet) -> str:
    return f"{_shown(sheet)} ({sheet.cells:,} cells{', hidden' if sheet.hidden else ''})"
