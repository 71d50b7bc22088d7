"""Lines read strictly under a whole dialect: what is layout is taken off first."""

from __future__ import annotations

from collections.abc import Sequence

from leakcheck.readers.intake.dialect import Dialect
from leakcheck.readers.intake.linesplit import parse_line, parse_record


def bare(text: str, dialect: Dialect) -> str:
    """One physical line without the layout around it: frames, quotes around all of it, rows of blanks."""
    if dialect.framed:
        return text.strip().removeprefix("|").removesuffix("|")
    if dialect.blanks:
        return " ".join(text.split())
    if dialect.wrapped:
        inner = text.strip()
        whole = len(inner) > 1 and inner[0] == inner[-1] == '"'
        return inner[1:-1].replace('""', '"') if whole else text
    return text


def cells_of(line: str, dialect: Dialect) -> list[str] | None:
    """Cells of one bare line; None when its quotes do not obey the rules."""
    return parse_line(line, dialect.delimiter, dialect.quote, dialect.escape, padded=dialect.padded)


def cells_of_lines(lines: Sequence[str], dialect: Dialect) -> list[str] | None:
    """Cells of one record over several lines; None unless it is exactly one."""
    return parse_record(
        lines, dialect.delimiter, dialect.quote, dialect.escape, padded=dialect.padded, eol=dialect.eol
    )
