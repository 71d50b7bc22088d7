"""Physical lines to cells, strictly; and the lines that are no rows: drawn lines, Excel's ``sep=``."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

GAP = "  "
_GAP = re.compile(r"[ \u00a0]{2,200}")
_SEP_LINE = re.compile(r'"?sep=(.)"?', re.I)
_STAND_IN = "\ue001"
_ESCAPED = re.compile(r"\\([\\\"'])")


def split_plain(line: str, delimiter: str) -> list[str]:
    """Cells without regard to quotes; `GAP` stands for two or more blanks, nothing for one column."""
    if delimiter == GAP:
        return _GAP.split(line.strip())
    return line.split(delimiter) if delimiter else [line]


def parse_line(line: str, delimiter: str, quote: str, escape: str = "") -> list[str] | None:
    """One physical line read strictly; None when its quotes do not obey the rules."""
    if not quote or quote not in line:
        return split_plain(line, delimiter)
    return parse_record([line], delimiter, quote, escape)


def parse_lines(lines: Sequence[str], delimiter: str, quote: str, escape: str = "") -> list[list[str] | None]:
    """Many lines read strictly, each by itself; None at the place of those that do not obey the rules.

    Halved until the lines that break the rules are found: nearly all lists are read in one go.
    """
    if not lines:
        return []
    rows = _strict(lines, delimiter, quote, escape)
    if rows is not None and len(rows) == len(lines):
        return list(rows)
    if len(lines) == 1:
        return [None]
    middle = len(lines) // 2
    first = parse_lines(lines[:middle], delimiter, quote, escape)
    return first + parse_lines(lines[middle:], delimiter, quote, escape)


def parse_record(pieces: Sequence[str], delimiter: str, quote: str, escape: str = "") -> list[str] | None:
    """One record, which may run over line ends, read strictly; None unless it is exactly one."""
    lines = [*(piece + "\n" for piece in pieces[:-1]), pieces[-1]]
    rows = _strict(lines, delimiter, quote, escape)
    return rows[0] if rows is not None and len(rows) == 1 else None


def _strict(lines: Sequence[str], delimiter: str, quote: str, escape: str) -> list[list[str]] | None:
    mark = delimiter if len(delimiter) == 1 else _STAND_IN
    if mark != delimiter:
        if any(_STAND_IN in line for line in lines):
            return None
        lines = [line.replace(delimiter, _STAND_IN) for line in lines] if delimiter else lines
    if escape:
        lines = [_unescaped(line, quote) for line in lines]
    try:
        rows = list(csv.reader(lines, delimiter=mark, quotechar=quote, strict=True))
    except csv.Error:
        return None
    if len(delimiter) > 1:
        return [[cell.replace(_STAND_IN, delimiter) for cell in row] for row in rows]
    return rows


def _unescaped(line: str, quote: str) -> str:
    r"""Backslash escapes as doubled quotes: ``\"`` becomes ``""`` and two backslashes one."""
    return _ESCAPED.sub(lambda m: m[1] if m[1] == "\\" else (quote * 2 if m[1] == quote else m[0]), line)


def is_rule_line(line: str) -> bool:
    """Whether a line only draws a table (``+----+``, ``|---|``)."""
    return not line.strip("|+:=- \t") and ("--" in line or "==" in line)


def excel_separator(line: str) -> str | None:
    """Delimiter announced by Excel's ``sep=;`` line, if this is one."""
    found = _SEP_LINE.fullmatch(line.strip() if line.strip().casefold() != "sep=" else line)
    return found[1] if found else None
