"""One row of values, token by token and strictly: the exact way, for rows the fast way cannot take.

Why strict: after a stray quote, data stands where SQL should. Accepting it would shift every cell
behind it, so a row whose cells are no SQL is refused and the reader looks for the next one.
"""

from __future__ import annotations

import re

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern
from leakcheck.readers.sqldump.cells import Cell, Token, cell_value
from leakcheck.readers.sqldump.dialect import Dialect
from leakcheck.readers.sqldump.tokens import row_token

MAX_FIELD = 8 << 20  # a guard of memory; the budget's field is kept behind the readers
MAX_CELLS = 16_384
_MAX_DEPTH = 16
UNFINISHED = "the row is cut off"
NOT_SQL = "the row is not SQL that can be read"
TOO_LONG = "the row holds a value longer than 8 MiB"
TOO_MANY = "the row holds more than 16,384 values"
# Where reading may go on behind a row that failed: the next row, or the next statement.
RESUME = pattern(
    r"(?P<row>,\s{0,20}+\()"
    r"|[\r\n](?P<statement>(?:INSERT|REPLACE|CREATE|COPY|DROP|ALTER|LOCK|UNLOCK|SET|GO|COMMIT)\b|--\s|/\*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row read (`problem` empty), or why not. `end` is the place behind its closing parenthesis.

    `tokens` is how many were looked at: what it cost, which characters do not tell.
    """

    cells: list[Cell]
    end: int
    problem: str = ""
    tokens: int = 0


def parse_row(text: str, place: int, dialect: Dialect, stop: int | None = None, most: int = MAX_CELLS) -> Row:
    """Read the row whose opening parenthesis stands at `place`; look no further than `stop`."""
    match = row_token(dialect).match
    cells: list[Cell] = []
    held: list[Token] = []
    depth, tokens, place = 0, 0, place + 1
    size = len(text) if stop is None else min(stop, len(text))
    while place < size:
        found = match(text, place, size)
        if found is None:
            return Row([], place, UNFINISHED, tokens)
        tokens += 1
        kind, start, place = found.lastgroup or "", place, found.end()
        if depth == 0 and kind in ("comma", "close"):
            problem = _take(text, held, cells, dialect, most)
            if problem:
                return Row(cells, place, problem, tokens)
            if kind == "close":
                return Row(cells, place, "" if text[start] == ")" else NOT_SQL, tokens)
            held = []
            continue
        depth += (kind == "open") - (kind == "close")
        if kind == "end" or depth > _MAX_DEPTH:
            return Row([], place, NOT_SQL, tokens)
        if kind != "blank":
            held.append((kind, start, place))
    return Row([], place, UNFINISHED, tokens)


def _take(text: str, held: list[Token], cells: list[Cell], dialect: Dialect, most: int) -> str:
    """Put the value of one cell behind the others; return the problem, if any."""
    if not held:
        return NOT_SQL
    if held[-1][2] - held[0][1] > 2 * MAX_FIELD:
        return TOO_LONG
    if len(cells) >= most:
        return TOO_MANY
    try:
        cells.append(cell_value(text, held, dialect))
    except ValueError:
        return NOT_SQL
    return TOO_LONG if len(cells[-1] or "") > MAX_FIELD else ""
