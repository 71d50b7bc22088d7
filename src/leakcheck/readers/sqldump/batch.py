r"""Many ordinary rows at once, by splitting instead of parsing.

The text is split at its single quotes: what lies inside literals and what lies outside become two
lists. With every literal replaced by one mark, the outside is short and holds no surprises: rows part
at ``),(`` (or at the next ``INSERT``), cells at commas. Whatever is not plain there (a function, a
comment, a wrong number of values) ends the batch in front of that row, which is then parsed strictly.
Lengths are kept by every replacement, so that places in the text can be counted back.
Escapes go first, two characters each: ``\\`` and ``\'`` to marks, so that quotes alone decide.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from itertools import accumulate, repeat

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern
from leakcheck.readers.sqldump.lines import line_ends

LITERAL, _SLASH, _QUOTE, _DOUBLED, _JOIN = "\x00", "\x01\x01", "\x02\x02", "\x03\x03", "\x04"
_MARKS = "\x00\x01\x02\x03\x04"
_PLAIN = (string.ascii_letters + string.digits + "_.+-,\x00\x03\x04").encode()
_BARE: dict[str, str | None] = {"NULL": None, "null": None, "Null": None, _DOUBLED: ""}
_CODED = ("x\x00", "X\x00", "b\x00", "B\x00")
_CODED_CELL = pattern(r"(?<=[,\x04])[xXbB]\x00")
_CAST = pattern(r"CAST\(([^(),]{0,99}+) AS [A-Za-z]\w{0,30}+(?:\([0-9, ]{1,20}+\))?\)", re.I)
_ESCAPED = (("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t"), ('\\"', '"'), ("\\0", "\x00"), ("\\Z", "\x1a"),
            ("\\b", "\b"), ("\\%", _SLASH + "%"), ("\\_", _SLASH + "_"), ("\\", ""))  # fmt: skip

Columns = list[list[str | None]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows read: their lines, their values by column (empty when only counted), the text they took."""

    lines: Sequence[int]
    columns: Columns
    consumed: int

    def __len__(self) -> int:
        return len(self.lines)


def separator(head: str) -> re.Pattern[str]:
    """What parts two rows: a comma, or the end of a statement and the very same `head` again."""
    again = rf"|(?:;\s*+)?(?:GO\s++)?{re.escape(head)}\s*+" if head and "'" not in head else ""
    return re.compile(rf"(\)\s*+(?:,\s*+{again})\()")


def split_batch(
    text: str, parting: re.Pattern[str], width: int, line: int, *, backslash: bool, counted: bool = False
) -> Batch | None:
    """Read as many plain rows as possible; `text` begins behind the parenthesis of the first.

    The last row in sight is always left for the strict parser, which sees what follows it.
    `line` is the physical line on which `text` begins. None when there is no plain row.
    """
    if any(mark in text for mark in _MARKS):
        return None
    outside, inside = _split(text, backslash=backslash)
    pieces = parting.split(LITERAL.join(outside))
    bodies, partings = pieces[0:-1:2], pieces[1::2]
    rows = _tidied(_JOIN.join(bodies))
    if not _are_plain(rows, width):
        plain = _plain_rows(rows, width)
        bodies, partings = bodies[:plain], partings[:plain]
        rows = _tidied(_JOIN.join(bodies))
    if not bodies:
        return None
    count = rows.count(LITERAL)
    literals = _JOIN.join(inside[:count])
    # A literal stands as one mark for its text and two quotes; joined, it brings one character itself.
    consumed = sum(map(len, bodies)) + sum(map(len, partings)) + len(literals) + (count > 0)
    several = text.find("\n", 0, consumed) >= 0 or text.find("\r", 0, consumed) >= 0
    lines = _lines(bodies, partings, literals, line) if several else [line] * len(bodies)
    columns = [] if counted else _columns(rows, literals, width, backslash=backslash)
    return Batch(lines, columns, consumed)


def _split(text: str, *, backslash: bool) -> tuple[list[str], list[str]]:
    """What lies outside literals, and inside them."""
    if backslash and "\\" in text:
        text = text.replace("\\\\", _SLASH).replace("\\'", _QUOTE)
    if "'''" not in text:
        # Two quotes are an escaped one inside a literal, and outside an empty literal.
        parts = text.replace("''", _DOUBLED).split("'")
        return parts[0::2], parts[1::2]
    return _merged(text.split("'"))


def _merged(parts: list[str]) -> tuple[list[str], list[str]]:
    """Literals with nothing between them are one literal that holds a quote."""
    outside, inside, held = [parts[0]], [], ""
    for place in range(1, len(parts) - 1, 2):
        held += parts[place]
        if parts[place + 1] == "" and place + 2 < len(parts):
            held += _DOUBLED
        else:
            inside.append(held)
            outside.append(parts[place + 1])
            held = ""
    return outside, inside


def _tidied(text: str) -> str:
    """Take off what may stand around a value without changing it."""
    if ", " in text:
        text = text.replace(", ", ",")
    if "N\x00" in text:
        text = f"{_JOIN}{text}".replace(",N\x00", ",\x00").replace("\x04N\x00", "\x04\x00")[1:]
    if "_binary \x00" in text:
        text = text.replace("_binary \x00", LITERAL)
    if "CAST(" in text:
        text = text.replace("CAST(N\x00", "CAST(\x00")
        text = _CAST.sub(r"\1", text)
    return text


def _are_plain(text: str, width: int) -> bool:
    """Whether all rows have `width` cells, each a bare word or number, or one literal."""
    if text.encode("utf-8", "replace").translate(None, _PLAIN) or "--" in text:
        return False
    rows = text.split(_JOIN)
    if set(map(str.count, rows, repeat(","))) != {width - 1}:
        return False
    ends = f",{text},".replace(_JOIN, ",")
    if ",," in ends or not _stand_alone(ends, LITERAL, text.count(LITERAL)):
        return False
    doubled = text.count(_DOUBLED[0])
    return not doubled or (doubled % 2 == 0 and _stand_alone(ends, _DOUBLED, doubled // 2))


def _stand_alone(text: str, mark: str, count: int) -> bool:
    """Whether every mark fills its cell; a letter may say how a literal is coded."""
    if text.count(mark + ",") != count:
        return False
    bare = text.count("," + mark)
    return bare == count or (mark == LITERAL and bare + len(_CODED_CELL.findall(text)) == count)


def _plain_rows(text: str, width: int) -> int:
    """How many rows from the first on are plain, by halving: each row is looked at about once."""
    rows = text.split(_JOIN)
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high + 1) // 2
        if _are_plain(_JOIN.join(rows[low:middle]), width):
            low = middle
        else:
            high = middle - 1
    return low


def _columns(rows: str, literals: str, width: int, *, backslash: bool) -> Columns:
    """Put the literals back into their cells; NULL becomes None; cut into columns."""
    flat = rows.replace(_JOIN, ",").split(",")
    if LITERAL in rows:
        take = iter(_unescaped(literals, backslash=backslash).split(_JOIN)).__next__
        if any(code in rows for code in _CODED):
            cells = [_coded(cell, take()) if LITERAL in cell else _BARE.get(cell, cell) for cell in flat]
        else:
            cells = [take() if cell == LITERAL else _BARE.get(cell, cell) for cell in flat]
    else:
        cells = [_BARE.get(cell, cell) for cell in flat]
    return [cells[column::width] for column in range(width)]


def _coded(cell: str, literal: str) -> str:
    return literal if cell == LITERAL else f"{cell[0]}'{literal}'"


def _unescaped(text: str, *, backslash: bool) -> str:
    if backslash:
        text = text.replace(_QUOTE, "'")
        if "\\" in text:
            for escape, character in _ESCAPED:
                text = text.replace(escape, character)
        text = text.replace(_SLASH, "\\")
    return text.replace(_DOUBLED, "'")


def _lines(bodies: list[str], partings: list[str], literals: str, line: int) -> Sequence[int]:
    """Physical line of each row."""
    steps = {parting: line_ends(parting) for parting in set(partings)}
    within = _line_ends_within(bodies, literals)
    ends = [steps[parting] + more for parting, more in zip(partings, within, strict=True)]
    return list(accumulate(ends[:-1], initial=line))


def _line_ends_within(bodies: list[str], literals: str) -> Sequence[int]:
    everything = literals + _JOIN.join(bodies)
    if "\n" not in everything and "\r" not in everything:
        return [0] * len(bodies)
    counts = iter(map(line_ends, literals.split(_JOIN)))
    return [line_ends(b) + sum(next(counts) for _ in range(b.count(LITERAL))) for b in bodies]
