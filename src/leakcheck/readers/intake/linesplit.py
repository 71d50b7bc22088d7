"""One physical line to cells, strictly; and the lines that are no rows: drawn lines, Excel's ``sep=``."""

from __future__ import annotations

import csv
import re

GAP = "  "
_GAP = re.compile(r"[ \u00a0]{2,200}")
_SEP_LINE = re.compile(r'"?sep=(.)"?', re.I)
_NO_DELIMITER = "\x1f"


def split_plain(line: str, delimiter: str) -> list[str]:
    """Cells without regard to quotes; `GAP` stands for two or more blanks, nothing for one column."""
    if delimiter == GAP:
        return _GAP.split(line.strip())
    return line.split(delimiter) if delimiter else [line]


def parse_line(line: str, delimiter: str, quote: str) -> list[str] | None:
    """One physical line read strictly; None when its quotes do not obey the rules."""
    if not quote or quote not in line:
        return split_plain(line, delimiter)
    try:
        rows = list(csv.reader([line], delimiter=delimiter or _NO_DELIMITER, quotechar=quote, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def is_rule_line(line: str) -> bool:
    """Whether a line only draws a table (``+----+``, ``|---|``)."""
    return not line.strip("|+:=- \t") and ("--" in line or "==" in line)


def excel_separator(line: str) -> str | None:
    """Delimiter announced by Excel's ``sep=;`` line, if this is one."""
    found = _SEP_LINE.fullmatch(line.strip() if line.strip().casefold() != "sep=" else line)
    return found[1] if found else None
