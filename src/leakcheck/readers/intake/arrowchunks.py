"""Chunks of delimited text to Arrow columns in one go; whatever is not plainly clean is left to others.

A line passes only if the parse gives exactly one row of the right width for it, and nothing in it would be
read otherwise line by line: quotes obey the rules, no NUL, no lone CR, no comment, drawn or blank line, no
repeated header, no last cell cut short. So both ways give the same rows (property test).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from leakcheck.readers.intake.careful import LONGEST_LINE
from leakcheck.readers.intake.dialect import Dialect
from leakcheck.readers.intake.doubtfulrows import doubtful_rows, numbers, offsets
from leakcheck.readers.intake.encodings.linewise import Plan, decode_batches
from leakcheck.readers.intake.encodings.streaming import count_feeds
from leakcheck.readers.intake.joining import MAX_JOINED, joined
from leakcheck.readers.intake.oddlines import has_lone_return, has_odd_bytes, line_ends, obeys, odd_lines
from leakcheck.readers.intake.physical import split_lines
from leakcheck.readers.intake.profile import NO_PROFILE, Profile

_FEED = 10
_ODD_SHARE = 5
_ODD_LEAST = 64


class Parsed(NamedTuple):
    """Arrow string columns, the line of the chunk (from 0) on which each row starts, and how many lines.

    Where lines are `odd` they are in no row or their row does not count; each begins at the byte of the chunk
    that `places` say, and every other line is one row.
    """

    columns: Sequence[Any]
    starts: Sequence[int]
    lines: int
    odd: Sequence[int] = ()
    places: Sequence[int] = ()


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
        First cell of the header: a row in which it comes again may repeat the header.
    checked : bool
        Whether lines may not be UTF-8; these are read after the `plan`.
    """

    dialect: Dialect
    profile: Profile = NO_PROFILE
    header: str | None = None
    checked: bool = False
    plan: Plan | None = None

    def texts(self, chunk: bytes) -> list[str]:
        """Lines of a chunk of whole lines."""
        if not self.checked or chunk.isascii():
            return split_lines(chunk.decode("utf-8"))
        return [text for texts, _ in decode_batches([chunk], self.plan) for text in texts]

    def parse(self, chunk: bytes) -> Parsed | None:
        """Rows of a chunk of whole lines; None when a line of it must be read with more care."""
        parsed = self.sift(chunk)
        return None if parsed is None or parsed.odd else parsed

    def sift(self, chunk: bytes) -> Parsed | None:
        """Rows of a chunk of whole lines, and which lines need more care; None when many do."""
        quote, delimiter = self.dialect.quote.encode(), self.dialect.delimiter.encode()
        quoted = bool(quote) and quote in chunk
        odd = has_odd_bytes(chunk, checked=self.checked)
        if len(chunk) > LONGEST_LINE or ((odd or quoted) and has_lone_return(chunk)):
            return None
        if odd or (quoted and not obeys(chunk, quote[0], delimiter[0])):
            return self._without_odd(chunk)
        columns, refused = self._parsed(chunk, quoted=quoted)
        if columns is None:
            return None
        rows = len(columns[0]) + len(refused)
        lines = count_feeds(chunk) + (not chunk.endswith(b"\n")) if quoted else rows
        doubtful = doubtful_rows(columns, self.header, self.profile)
        if not refused and not len(doubtful):
            if rows == lines:
                return Parsed(columns, range(lines), lines)
            return self._over_line_ends(chunk, columns, lines) or self._without_odd(chunk)
        if rows != lines:
            return self._without_odd(chunk)
        return None if has_lone_return(chunk) else _sifted(line_ends(chunk), (), columns, refused, doubtful)

    def _without_odd(self, chunk: bytes) -> Parsed | None:
        """The same where lines are known to be odd: the others are parsed as if these were not there."""
        import numpy as np

        ends = line_ends(chunk)
        quote, delimiter = self.dialect.quote.encode(), self.dialect.delimiter.encode()
        odd = odd_lines(chunk, ends, quote, delimiter, checked=self.checked)
        if _are_many(len(odd), len(ends)):
            return None
        edges = np.concatenate(([0], ends + 1))
        starts = [0, *edges[odd + 1].tolist()]
        view = memoryview(chunk)
        kept = map(view.__getitem__, map(slice, starts, [*edges[odd].tolist(), len(chunk)]))
        text = b"".join(kept) if len(odd) else chunk
        columns, refused = self._parsed(text, quoted=bool(quote) and quote in text)
        if columns is None or len(columns[0]) + len(refused) + len(odd) != len(ends):
            return None
        return _sifted(ends, odd, columns, refused, doubtful_rows(columns, self.header, self.profile))

    def _over_line_ends(self, chunk: bytes, columns: Sequence[Any], lines: int) -> Parsed | None:
        """Rows of which some run over line ends: each of those is read again, and must be the same."""
        import numpy as np
        import pyarrow.compute as pc

        holding = [column for column in columns if (offsets(column)[1] == _FEED).any()]
        if b"\r" in chunk or not holding:
            return None
        extra: Any = sum(numbers(pc.count_substring(column, "\n"), np.int32) for column in holding)
        starts = np.concatenate(([0], np.cumsum(extra + 1)))
        if starts[-1] != lines:
            return None
        ends = line_ends(chunk)
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

    def _parsed(self, chunk: bytes, *, quoted: bool) -> tuple[Sequence[Any] | None, list[int]]:
        """Columns of the rows of the right width, and which rows (from 0) are of another; None when many."""
        import pyarrow as pa
        import pyarrow.csv

        csv: Any = pyarrow.csv  # its stubs know no buffers and no strings for answers

        names = [str(i) for i in range(self.dialect.width)]
        most = _ODD_LEAST + (len(chunk) >> 8)
        refused: list[int] = []

        def refuse(row: Any) -> str:
            refused.append(row.number - 1)
            return "skip" if len(refused) <= most else "error"

        try:
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
        except pa.ArrowInvalid:
            return None, refused
        return [_array(column) for column in table.columns], refused


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


def _are_many(odd: int, lines: int) -> bool:
    """Whether so many lines are odd that reading all of them line by line is no dearer."""
    return odd * _ODD_SHARE > lines + _ODD_LEAST * _ODD_SHARE


def _sifted(
    ends: Any, cut: Any, columns: Sequence[Any], refused: Sequence[int], doubtful: Any
) -> Parsed | None:
    """Put lines to rows: those `cut` before the parse, then rows `refused` in it, then `doubtful` ones."""
    import numpy as np

    left = np.ones(len(ends), dtype=bool)
    left[np.asarray(cut, dtype=np.int64)] = False
    lines = np.flatnonzero(left)
    kept = np.ones(len(lines), dtype=bool)
    kept[np.asarray(refused, dtype=np.int64)] = False
    starts: Any = lines[kept]
    left[lines[~kept]] = False
    left[starts[doubtful]] = False
    odd = np.flatnonzero(~left)
    if not len(odd):
        return Parsed(columns, range(len(ends)), len(ends))
    if _are_many(len(odd), len(ends)):
        return None
    places = np.concatenate(([0], ends + 1))[odd]
    return Parsed(columns, starts, len(ends), odd.tolist(), places.tolist())


def _array(column: Any) -> Any:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
