"""The repair ladder for one delimited line that does not fit.

A rung counts only if it gives the modal width from this one physical line; anything looser was
seen to swallow neighbouring rows. Quotes open only where a field begins and close only where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from leakcheck.frozen import replace
from leakcheck.readers.intake.dialect import NAMES, RARITY, Dialect
from leakcheck.readers.intake.linesplit import GAP, split_plain
from leakcheck.readers.intake.profile import Profile
from leakcheck.readers.intake.realign import fits_in_front, realign
from leakcheck.readers.intake.strictly import cells_of

_STAND_IN = "\ue002"
_MAX_QUOTES = 60
_KEPT = "stray quote kept as text"
Reading = tuple[Sequence[str], str]


class Repair(NamedTuple):
    """Cells of the modal width and the reason, or a refusal: `cells` as they were, `fits` False."""

    cells: list[str | None]
    reason: str
    fits: bool = True
    found: int = 0


def repair(line: str, dialect: Dialect, profile: Profile) -> Repair:
    """Make one line fit the modal width, or say why it cannot.

    Quotes that obey the rules are never taken for text, whatever the width. Of several readings that fit,
    the first on the ladder counts whose cells are most like their columns.
    """
    strict = cells_of(line, dialect)
    ladder = (_other_delimiter, _mixed_delimiter)
    rungs = ladder if strict else (_one_literal, _inner, _tolerant, _stray, _literal, *ladder)
    best, least = None, 0
    for cells, reason in (found for rung in rungs for found in rung(line, dialect)):
        if len(cells) != dialect.width:
            continue
        odd = _misfits(cells, dialect, profile)
        if not odd:
            return Repair(list(cells), reason)
        if best is None or odd < least:
            best, least = Repair(list(cells), reason), odd
    settled = settle(strict or tolerant_cells(line, dialect), dialect, profile)
    if not settled.fits and best is not None:
        return best
    return settled if strict or not settled.fits else settled._replace(reason=f"{settled.reason}; {_KEPT}")


def _misfits(cells: Sequence[str], dialect: Dialect, profile: Profile) -> int:
    """Misfits without regard to stray quotes, which are what is being repaired."""
    return profile.misfits([cell.replace(dialect.quote, "") for cell in cells] if dialect.quote else cells)


def tolerant_cells(line: str, dialect: Dialect, *, doubled: bool = True) -> list[str]:
    """Split a line whose quotes break the rules; stray quotes stay in the cell as text.

    With `doubled` a doubled quote never closes a field; without, the second one of a pair may.
    """
    delimiter, quote = dialect.delimiter, dialect.quote
    if not delimiter or not quote:
        return split_plain(line, delimiter)
    cells: list[str] = []
    start, closes = 0, True
    while start <= len(line):
        begin = start + _blanks(line, start, delimiter)
        opens = closes and line.startswith(quote, begin)
        end = _closing(line, begin + 1, dialect, doubled=doubled) if opens else 0
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


def _closing(line: str, start: int, dialect: Dialect, *, doubled: bool) -> int:
    """Index of the quote that closes a field: one before a delimiter or the line end, blanks allowed.

    -1 when there is none; the caller then asks no more for this line, which keeps the work linear.
    """
    delimiter, quote = dialect.delimiter, dialect.quote
    at = line.find(quote, start)
    while at >= 0:
        if doubled and line.startswith(quote, at + 1):
            at = line.find(quote, at + 2)
            continue
        rest = line[at + 1 : at + 9].lstrip(" ") if delimiter != " " else line[at + 1 : at + 2]
        if line[at - 1] != "\\" and (not rest or rest.startswith(delimiter)):
            return at
        at = line.find(quote, at + 1)
    return -1


def _one_literal(line: str, dialect: Dialect) -> Iterator[Reading]:
    """One quote is text, the others obey the rules: the commonest damage to quotes."""
    quote = dialect.quote
    if not quote or line.count(quote) % 2 == 0 or line.count(quote) > _MAX_QUOTES or _STAND_IN in line:
        return
    at = line.find(quote)
    while at >= 0:
        cells = cells_of(line[:at] + _STAND_IN + line[at + 1 :], dialect)
        if cells is not None:
            yield [cell.replace(_STAND_IN, quote) for cell in cells], _KEPT
        at = line.find(quote, at + 1)


def _tolerant(line: str, dialect: Dialect) -> Iterator[Reading]:
    if dialect.quote and dialect.quote in line:
        yield tolerant_cells(line, dialect), _KEPT


def _stray(line: str, dialect: Dialect) -> Iterator[Reading]:
    """A stray quote beside the closing one, which looks like a doubled quote: ``"abc"",``."""
    if dialect.quote and dialect.quote * 2 in line:
        yield tolerant_cells(line, dialect, doubled=False), "stray quote beside the closing one kept as text"


def _inner(line: str, dialect: Dialect) -> Iterator[Reading]:
    """Quotes inside a quoted cell that nobody doubled: ``"the "old", red one"``."""
    quote, delimiter = dialect.quote, dialect.delimiter
    if not quote or not delimiter or quote not in line:
        return
    pieces = line.split(delimiter)
    extra = len(pieces) - dialect.width
    for first in range(dialect.width if extra >= 0 else 0):
        last = first + extra
        if not (pieces[first].startswith(quote) and pieces[last].endswith(quote)):
            continue
        whole = delimiter.join(pieces[first : last + 1])
        if len(whole) > 1:
            cells = [*pieces[:first], _unquoted(whole[1:-1], quote), *pieces[last + 1 :]]
            yield cells, "quotes inside a quoted cell kept as text"


def _literal(line: str, dialect: Dialect) -> Iterator[Reading]:
    if dialect.quote and dialect.quote in line and dialect.delimiter:
        yield line.split(dialect.delimiter), "quotes that do not close kept as text"


def _other_delimiter(line: str, dialect: Dialect) -> Iterator[Reading]:
    for other in others(dialect):
        if line.count(other) < dialect.width - 1:
            continue
        cells = cells_of(line, replace(dialect, delimiter=other))
        if cells is not None:
            yield cells, f"delimited by {NAMES[other]} unlike the other lines"


def _mixed_delimiter(line: str, dialect: Dialect) -> Iterator[Reading]:
    """One delimiter replaced by another: ``a,b|c`` among ``a,b,c``."""
    delimiter, quote = dialect.delimiter, dialect.quote
    if delimiter in ("", GAP) or (quote and quote in line):
        return
    for other in others(dialect):
        if line.count(other) == 1 and line.count(delimiter) == dialect.width - 2:
            yield line.replace(other, delimiter).split(delimiter), f"one {NAMES[other]} taken as delimiter"


@lru_cache(maxsize=64)
def others(dialect: Dialect) -> tuple[str, ...]:
    """Delimiters that may stand in for the right one; blank and colon are too common in values."""
    return tuple(c for c in RARITY if c not in (" ", ":", GAP, dialect.delimiter) and dialect.width > 1)


def settle(cells: list[str], dialect: Dialect, profile: Profile) -> Repair:
    """A line of another width than the others: cut, filled up, put right by its columns, or refused."""
    width, found = dialect.width, len(cells)
    extra = found - width
    if extra > 0 and not any(cell.strip() for cell in cells[width:]):
        return Repair(list(cells[:width]), f"{extra} empty cell(s) too many cut off", found=found)
    if extra <= 0:
        padded: list[str | None] = [*cells, *[None] * -extra]
        short = Repair(
            padded, f"{-extra} cell(s) missing at the end" if extra else "quotes repaired", found=found
        )
        if profile.fits(cells):
            return short
    right = realign(cells, dialect.delimiter, width, profile)
    if right is not None:
        return Repair(right.cells, right.reason, found=found)
    if extra <= 0 and fits_in_front(cells, profile):
        return short
    return Repair(list(cells), f"{found} cells where {width} were expected", fits=False, found=found)
