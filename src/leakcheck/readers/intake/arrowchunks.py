"""Chunks of clean delimited text to Arrow columns in one go; whatever is not plainly clean is left to others.

A chunk passes only if the parse gives exactly one row of the right width for every line, and nothing in it
would be read otherwise line by line: quotes obey the rules, no NUL, no lone CR, no comment, drawn or blank
line, no repeated header, no last cell cut short. So both ways give the same rows (property test).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from leakcheck.readers.intake.dialect import Dialect
from leakcheck.readers.intake.encodings.streaming import count_feeds
from leakcheck.readers.intake.joining import MAX_JOINED, joined
from leakcheck.readers.intake.profile import NO_PROFILE, Profile

_MARK = b"\xef\xbb\xbf"
_FEED = 10
_HAZARDS = b"# \t-=+|"


class Parsed(NamedTuple):
    """Arrow string columns, the line of the chunk (from 0) on which each row starts, and how many lines."""

    columns: Sequence[Any]
    starts: Sequence[int]
    lines: int


@dataclass(frozen=True)
class CleanParser:
    """Parses clean chunks under one dialect.

    Parameters
    ----------
    dialect : Dialect
        One that `suits`.
    profile : Profile
        What the columns hold.
    header : str
        First cell of the header: a chunk in which it comes again may repeat the header.
    """

    dialect: Dialect
    profile: Profile = NO_PROFILE
    header: str | None = None

    def parse(self, chunk: bytes) -> Parsed | None:
        """Rows of a chunk of whole lines that are UTF-8; None when in doubt."""
        quote = self.dialect.quote.encode()
        quoted = bool(quote) and quote in chunk
        if b"\x00" in chunk or (b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n")):
            return None
        if not chunk.isascii() and _MARK in chunk:
            return None
        if quoted and not _obeys(chunk, quote[0], self.dialect.delimiter.encode()[0]):
            return None
        columns = self._parsed(chunk, quoted=quoted)
        if columns is None or self._is_doubtful(columns):
            return None
        lines = count_feeds(chunk) + (not chunk.endswith(b"\n"))
        if len(columns[0]) == lines:
            return Parsed(columns, range(lines), lines)
        return self._over_line_ends(chunk, columns, lines)

    def _over_line_ends(self, chunk: bytes, columns: Sequence[Any], lines: int) -> Parsed | None:
        """Rows of which some run over line ends: each of those is read again, and must be the same."""
        import numpy as np
        import pyarrow.compute as pc

        holding = [column for column in columns if (_offsets(column)[1] == _FEED).any()]
        if b"\r" in chunk or not holding:
            return None
        extra: Any = sum(np.asarray(pc.count_substring(column, "\n")) for column in holding)
        starts = np.concatenate(([0], np.cumsum(extra + 1)))
        if starts[-1] != lines:
            return None
        ends = np.flatnonzero(np.frombuffer(chunk, dtype=np.uint8) == 10)
        for row in np.flatnonzero(extra):
            first = int(starts[row])
            begin = int(ends[first - 1]) + 1 if first else 0
            last = min(first + MAX_JOINED, len(ends)) - 1
            text = chunk[begin : int(ends[last])].decode().split("\n")
            found = joined(text, self.dialect, self.profile)
            cells = [column[int(row)].as_py() for column in columns]
            if found is None or found[0].reason or found[0].cells != cells or found[1] != extra[row] + 1:
                return None
        return Parsed(columns, starts[:-1].tolist(), lines)

    def _parsed(self, chunk: bytes, *, quoted: bool) -> Sequence[Any] | None:
        import pyarrow as pa
        import pyarrow.csv

        csv: Any = pyarrow.csv  # its stubs know no buffers and no strings for answers

        names = [str(i) for i in range(self.dialect.width)]
        odd: list[object] = []

        def refuse(row: object) -> str:
            odd.append(row)
            return "skip"

        table = csv.read_csv(
            pa.BufferReader(chunk),
            csv.ReadOptions(use_threads=False, column_names=names, block_size=len(chunk) + 1),
            csv.ParseOptions(
                delimiter=self.dialect.delimiter,
                quote_char=self.dialect.quote if quoted else False,
                escape_char=False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=refuse,
            ),
            csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
        return None if odd else [column.combine_chunks() for column in table.columns]

    def _is_doubtful(self, columns: Sequence[Any]) -> bool:
        """Whether some row would be read with more care line by line."""
        import pyarrow.compute

        pc: Any = pyarrow.compute  # its stubs know no arrays of text against a text
        first, last = columns[0], columns[-1]
        if self.header is not None and pc.any(pc.equal(first, self.header)).as_py():
            return True
        length = self.profile.columns[-1].length if self.profile.columns else 0
        if length and pc.min(pc.utf8_length(last)).as_py() < length:
            return True
        return _has_hazard(first) or _has_blank_row(columns)


def suits(dialect: Dialect) -> bool:
    """Whether lines of this dialect may simply be split: one ASCII delimiter, no layout, no escapes."""
    layout = dialect.padded or dialect.framed or dialect.blanks or dialect.wrapped or dialect.escape
    signs = dialect.delimiter + dialect.quote
    return (
        not layout
        and len(dialect.delimiter) == 1
        and signs.isascii()
        and dialect.width > 1
        and dialect.delimiter != " "
    )


def _obeys(chunk: bytes, quote: int, delimiter: int) -> bool:
    """Whether all quotes open where a cell begins and close where it ends, or are doubled (RFC 4180)."""
    import numpy as np

    text = np.frombuffer(chunk, dtype=np.uint8)
    places = np.flatnonzero(text == quote)
    if len(places) % 2:
        return False
    opens, closes = places[0::2], places[1::2]
    doubled = opens[1:] == closes[:-1] + 1
    before = text[np.maximum(opens - 1, 0)]
    starts = (before == delimiter) | (before == 10) | (opens == 0)
    after = text[np.minimum(closes + 1, len(text) - 1)]
    ends = (after == delimiter) | (after == 10) | (after == 13) | (closes == len(text) - 1)
    starts[1:] |= doubled
    ends[:-1] |= doubled
    return bool(starts.all() and ends.all())


def _offsets(column: Any) -> tuple[Any, Any]:
    """Offsets (int32, one more than rows) and bytes (uint8) of an Arrow string column that is not a slice."""
    import numpy as np

    _, offsets, data = column.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    return ends, np.frombuffer(data, dtype=np.uint8) if data is not None else np.zeros(0, np.uint8)


def _has_hazard(first: Any) -> bool:
    """Whether a first cell begins as comments, drawn lines and indented lines do."""
    import numpy as np

    ends, data = _offsets(first)
    filled = ends[:-1][ends[1:] > ends[:-1]]
    if not len(filled):
        return False
    signs = np.zeros(256, dtype=bool)
    signs[list(_HAZARDS)] = True
    return bool(signs[data[filled]].any())


def _has_blank_row(columns: Sequence[Any]) -> bool:
    """Whether a row may be blank: its first cell is empty, and the others hold blanks at most."""
    import numpy as np

    ends, _ = _offsets(columns[0])
    empty = np.flatnonzero(ends[1:] == ends[:-1])
    if not len(empty):
        return False
    rest = (column.take(empty) for column in columns[1:])
    return any(not "".join(row).strip() for row in zip(*(column.to_pylist() for column in rest), strict=True))
