"""The repair ladder for one delimited line that does not fit, and the joining of quoted line ends.

A rung counts only if it gives the modal width from this one physical line; anything looser was
seen to swallow neighbouring rows. Quotes open only where a field begins and close only where it ends.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import NamedTuple

from leakcheck.readers.intake.dialect import NAMES, RARITY, Dialect
from leakcheck.readers.intake.linesplit import GAP, parse_line, split_plain

MAX_JOINED = 60
MAX_CELL = 1_000_000
_MAX_TRIES = 4


class Repair(NamedTuple):
    """Cells of the modal width and the reason, or a refusal: `cells` as they were, `fits` False."""

    cells: list[str | None]
    reason: str
    fits: bool = True


def repair(line: str, dialect: Dialect) -> Repair:
    """Make one line fit the modal width, or say why it cannot."""
    for rung in (_tolerant, _literal, _other_delimiter, _mixed_delimiter):
        found = rung(line, dialect)
        if found is not None and len(found[0]) == dialect.width:
            return Repair(list(found[0]), found[1])
    cells = parse_line(line, dialect.delimiter, dialect.quote) or tolerant_cells(line, dialect)
    return _padded_or_refused(cells, dialect.width)


def joined(first: str, following: Sequence[str], dialect: Dialect) -> tuple[list[str], int] | None:
    """Cells of a record whose quoted field runs over line ends, and the number of lines it takes.

    Accepted only if the quote really closes within 60 lines, everything obeys the rules and the
    width is right; and not if the pieces already are records on their own.
    """
    quote, delimiter = dialect.quote, dialect.delimiter
    if not delimiter or not quote or first.count(quote) % 2 == 0:
        return None
    alone = len(first.split(delimiter)) == dialect.width
    pieces, odd, tries = [first], 1, 0
    for count, line in enumerate(following[: MAX_JOINED - 1], 2):
        pieces.append(line)
        odd = (odd + line.count(quote)) % 2
        if (
            alone
            and line.count(quote) % 2 == 0
            and len(parse_line(line, delimiter, quote) or ()) == dialect.width
        ):
            return None
        if odd or quote not in line:
            continue
        cells = _parse_joined(pieces, dialect)
        if cells is not None and len(cells) == dialect.width:
            return cells, count
        tries += 1
        if tries == _MAX_TRIES:
            return None
    return None


def tolerant_cells(line: str, dialect: Dialect) -> list[str]:
    """Split a line whose quotes break the rules; stray quotes stay in the cell as text."""
    delimiter, quote = dialect.delimiter, dialect.quote
    if not delimiter or not quote:
        return split_plain(line, delimiter)
    cells: list[str] = []
    start, closes = 0, True
    while start <= len(line):
        begin = start + _blanks(line, start, delimiter)
        end = _closing(line, begin + 1, delimiter, quote) if closes and line.startswith(quote, begin) else 0
        closes = closes and end >= 0
        behind = line.find(delimiter, max(start, end + 1 if end > 0 else start))
        behind = behind if behind >= 0 else len(line)
        cells.append(_unquoted(line[begin + 1 : end], quote) if end > 0 else line[start:behind])
        start = behind + 1
    return cells


def _blanks(line: str, start: int, delimiter: str) -> int:
    """Blanks (at most 8) before a quote that opens a field."""
    ahead = line[start : start + 8]
    return 0 if delimiter == " " else len(ahead) - len(ahead.lstrip(" "))


def _unquoted(text: str, quote: str) -> str:
    return text.replace(quote * 2, quote).replace("\\" + quote, quote)


def _closing(line: str, start: int, delimiter: str, quote: str) -> int:
    """Index of the quote that closes a field: one before a delimiter or the line end, blanks allowed.

    -1 when there is none; the caller then asks no more for this line, which keeps the work linear.
    """
    at = line.find(quote, start)
    while at >= 0:
        if line.startswith(quote, at + 1):
            at = line.find(quote, at + 2)
            continue
        rest = line[at + 1 : at + 9].lstrip(" ") if delimiter != " " else line[at + 1 : at + 2]
        if line[at - 1] != "\\" and (not rest or rest.startswith(delimiter)):
            return at
        at = line.find(quote, at + 1)
    return -1


def _tolerant(line: str, dialect: Dialect) -> tuple[Sequence[str], str] | None:
    if not dialect.quote or dialect.quote not in line:
        return None
    return tolerant_cells(line, dialect), "stray quote kept as text"


def _literal(line: str, dialect: Dialect) -> tuple[Sequence[str], str] | None:
    if not dialect.quote or dialect.quote not in line or not dialect.delimiter:
        return None
    return line.split(dialect.delimiter), "quotes that do not close kept as text"


def _other_delimiter(line: str, dialect: Dialect) -> tuple[Sequence[str], str] | None:
    for other in _others(dialect):
        cells = parse_line(line, other, dialect.quote)
        if cells is not None and len(cells) == dialect.width:
            return cells, f"delimited by {NAMES[other]} unlike the other lines"
    return None


def _mixed_delimiter(line: str, dialect: Dialect) -> tuple[Sequence[str], str] | None:
    """One delimiter replaced by another: ``a,b|c`` among ``a,b,c``."""
    if dialect.delimiter in ("", GAP) or (dialect.quote and dialect.quote in line):
        return None
    for other in _others(dialect):
        if line.count(other) == 1 and line.count(dialect.delimiter) == dialect.width - 2:
            return line.replace(other, dialect.delimiter).split(
                dialect.delimiter
            ), f"one {NAMES[other]} taken as delimiter"
    return None


def _others(dialect: Dialect) -> list[str]:
    """Delimiters that may stand in for the right one; blank and colon are too common in values."""
    return [c for c in RARITY if c not in (" ", ":", GAP, dialect.delimiter)] if dialect.width > 1 else []


def _padded_or_refused(cells: list[str], width: int) -> Repair:
    extra = len(cells) - width
    if extra > 0:
        if not any(cell.strip() for cell in cells[width:]):
            return Repair(list(cells[:width]), f"{extra} empty cell(s) too many cut off")
        return Repair(list(cells), f"{len(cells)} cells where {width} were expected", fits=False)
    return Repair(
        [*cells, *[None] * -extra], f"{-extra} cell(s) missing at the end" if extra else "quotes repaired"
    )


def _parse_joined(pieces: list[str], dialect: Dialect) -> list[str] | None:
    lines = [piece + "\n" for piece in pieces[:-1]] + [pieces[-1]]
    if sum(len(line) for line in lines) > MAX_CELL:
        return None
    try:
        rows = list(csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
