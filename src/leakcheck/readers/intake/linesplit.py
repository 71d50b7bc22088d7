"""Physical lines to cells, strictly; and the lines that are no rows: drawn lines, Excel's ``sep=``."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from leakcheck.pattern import pattern

GAP = "  "
_GAP = pattern(r"[ \u00a0]{2,200}")
_SEP_LINE = pattern(r'"?sep=(.)"?', re.I)
_LONGEST = 64 << 20
_STAND_IN = "\ue001"


def split_plain(line: str, delimiter: str) -> list[str]:
    """Cells without regard to quotes; `GAP` stands for two or more blanks, nothing for one column."""
    if delimiter == GAP:
        return _GAP.split(line.strip())
    return line.split(delimiter) if delimiter else [line]


def parse_line(
    line: str, delimiter: str, quote: str, escape: str = "", *, padded: bool = False
) -> list[str] | None:
    """One physical line read strictly; None when its quotes do not obey the rules.

    With `padded` a quote may stand behind blanks.
    """
    if escape and escape in line:
        return _parse_escaped([line], delimiter, quote, padded=padded)
    if not quote or quote not in line:
        return split_plain(line, delimiter)
    return parse_record([line], delimiter, quote, padded=padded)


def parse_lines(lines: Sequence[str], delimiter: str, quote: str) -> list[list[str] | None]:
    """Many lines read strictly, each by itself; None at the place of those that do not obey the rules.

    Halved until the lines that break the rules are found: nearly all lists are read in one go.
    """
    if not lines:
        return []
    rows = _strict(lines, delimiter, quote)
    if rows is not None and len(rows) == len(lines):
        return list(rows)
    if len(lines) == 1:
        return [None]
    middle = len(lines) // 2
    return parse_lines(lines[:middle], delimiter, quote) + parse_lines(lines[middle:], delimiter, quote)


def parse_record(
    pieces: Sequence[str],
    delimiter: str,
    quote: str,
    escape: str = "",
    *,
    padded: bool = False,
    eol: str = "\n",
) -> list[str] | None:
    """One record, which may run over line ends (`eol`), read strictly; None unless it is exactly one."""
    if escape and any(escape in piece for piece in pieces):
        return _parse_escaped(pieces, delimiter, quote, padded=padded, eol=eol)
    lines = [*(piece + eol for piece in pieces[:-1]), pieces[-1]]
    rows = _strict(lines, delimiter, quote, padded=padded)
    return rows[0] if rows is not None and len(rows) == 1 else None


def _parse_escaped(
    pieces: Sequence[str], delimiter: str, quote: str, *, padded: bool, eol: str = "\n"
) -> list[str] | None:
    r"""Read a record in which a backslash protects quotes, delimiters and itself: ``\"``, ``\,``.

    What is protected is hidden while the rest is read. Before anything else a backslash is text.
    """
    hidden = {"\\": "\ue003", quote or "\\": "\ue004", delimiter or "\\": "\ue005"}
    if any(mark in piece for piece in pieces for mark in hidden.values()):
        return None
    pattern = re.compile(r"\\(" + "|".join(map(re.escape, hidden)) + ")")
    covered = [pattern.sub(lambda found: hidden[found[1]], piece) for piece in pieces]
    cells = (
        parse_record(covered, delimiter, quote, padded=padded, eol=eol)
        if quote
        else split_plain(eol.join(covered), delimiter)
    )
    if cells is None:
        return None
    shown = str.maketrans({mark: text for text, mark in hidden.items()})
    return [cell.translate(shown) for cell in cells]


def _strict(
    lines: Sequence[str], delimiter: str, quote: str, *, padded: bool = False
) -> list[list[str]] | None:
    mark = delimiter if len(delimiter) == 1 else _STAND_IN
    if mark != delimiter:
        if any(_STAND_IN in line for line in lines):
            return None
        lines = [line.replace(delimiter, _STAND_IN) for line in lines] if delimiter else lines
    limit = csv.field_size_limit(_LONGEST)
    try:
        rows = list(csv.reader(lines, delimiter=mark, quotechar=quote, strict=True, skipinitialspace=padded))
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(limit)
    if len(delimiter) > 1:
        return [[cell.replace(_STAND_IN, delimiter) for cell in row] for row in rows]
    return rows


def is_rule_line(line: str, delimiter: str = "") -> bool:
    """Whether a line only draws a table: ``+----+``, ``|---|``, under names also ``-----,---``."""
    if not line.strip("|+:=- \t"):
        return "--" in line or "==" in line
    return bool(delimiter) and not line.strip(f"-={delimiter}") and ("---" in line or "===" in line)


def excel_separator(line: str) -> str | None:
    """Delimiter announced by Excel's ``sep=;`` line, if this is one."""
    found = _SEP_LINE.fullmatch(line.strip() if line.strip().casefold() != "sep=" else line)
    return found[1] if found else None
