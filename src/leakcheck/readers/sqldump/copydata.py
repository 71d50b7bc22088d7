"""The data of a pg_dump COPY: a line is a row, up to the line with a backslash and a full stop.

Source: PostgreSQL documentation, "COPY", file formats; the older option syntax is understood too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern
from leakcheck.readers.sqldump.batch import Columns
from leakcheck.readers.sqldump.literals import unescape_copy
from leakcheck.readers.sqldump.rowparser import MAX_FIELD

_OPTION = r"\b{}\b\s*+(?:AS\s++)?(E?'(?:[^']|''){{1,10}}+'|'')"
_CONTROL = {"\\t": "\t", "\\b": "\b", "\\v": "\v", "\\f": "\f"}
_END_OF_DATA = pattern(r"^\\\.[ \t]{0,9}+\r?$", re.M)
_STATEMENT = pattern(r"(?:COPY .{1,2000}+ FROM stdin|INSERT INTO |CREATE TABLE |-- PostgreSQL |ALTER TABLE )")


@dataclass(frozen=True, slots=True)
class CopyForm:
    """How the lines of data are written."""

    delimiter: str = "\t"
    null: str = "\\N"
    csv: bool = False
    header: bool = False
    quote: str = '"'
    escape: str = '"'


def copy_form(options: str) -> CopyForm:
    """Read what stands between ``FROM stdin`` and the semicolon."""
    csv = bool(re.search(r"\bCSV\b", options, re.I))
    quote = _option(options, "QUOTE") or '"'
    null = _option(options, "NULL")
    return CopyForm(
        delimiter=_option(options, "DELIMITERS?") or ("," if csv else "\t"),
        null=null if null is not None else ("" if csv else "\\N"),
        csv=csv,
        header=bool(re.search(r"\bHEADER\b(?!\s*+(?:false|off|0))", options, re.I)),
        quote=quote,
        escape=_option(options, "ESCAPE") or quote,
    )


def _option(options: str, name: str) -> str | None:
    found = re.search(_OPTION.format(name), options, re.I)
    if found is None:
        return None
    value = found[1][found[1].index("'") + 1 : -1].replace("''", "'")
    return _CONTROL.get(value, value) if found[1][0] in "eE" else value


def end_of_data(text: str) -> re.Match[str] | None:
    r"""Find the line ``\.`` that ends the data."""
    return _END_OF_DATA.search(text) if "\\." in text else None


def is_statement(line: str) -> bool:
    """Whether a line that is no row begins a statement: the data broke off without its end."""
    return bool(_STATEMENT.match(line))


def runs(lines: list[str], form: CopyForm, width: int) -> Iterator[tuple[int, int, bool]]:
    """Cut lines into runs (start, end) that do, or do not, hold one delimiter fewer than `width`."""
    fits = [line.count(form.delimiter) == width - 1 and len(line) <= MAX_FIELD for line in lines]
    start = 0
    while start < len(lines):
        try:
            end = fits.index(not fits[start], start)
        except ValueError:
            end = len(lines)
        yield start, end, fits[start]
        start = end


def columns_of(lines: list[str], form: CopyForm, width: int) -> Columns:
    """Cells of lines that have `width` of them, by column."""
    cells = form.delimiter.join(lines).split(form.delimiter)
    null = form.null
    flat = [None if c == null else unescape_copy(c) if "\\" in c else c for c in cells]
    return [flat[column::width] for column in range(width)]


def split_escaped(line: str, form: CopyForm) -> list[str | None]:
    """Cells of one line in which a delimiter may be escaped by a backslash."""
    cell = re.compile(rf"(?:[^\\{re.escape(form.delimiter)}]|\\.)*+", re.S)
    cells: list[str] = []
    place = -1
    while place < len(line):
        found = cell.match(line, place + 1)
        cells.append(found[0] if found else "")
        place = found.end() if found else len(line)
    return [None if cell == form.null else unescape_copy(cell) for cell in cells]


def csv_record(text: str, place: int, form: CopyForm) -> tuple[list[str | None], int] | None:
    """One record of the CSV form at `place`; None when it does not end. A quoted NULL is text."""
    q, e, d = re.escape(form.quote), re.escape(form.escape), re.escape(form.delimiter)
    inside = rf"[^{q}{e}]" if form.escape != form.quote else rf"[^{q}]"
    cell = re.compile(rf"(?:{q}((?:{inside}|{e}[{q}{e}])*+){q}|([^{d}{q}\r\n]*+))({d}|\r?\n)", re.S)
    cells: list[str | None] = []
    while found := cell.match(text, place):
        place = found.end()
        if found[1] is not None:
            cells.append(re.sub(rf"{e}([{q}{e}])", r"\1", found[1]))
        else:
            cells.append(None if found[2] == form.null else found[2])
        if found[3] != form.delimiter:
            return cells, place
    return None
