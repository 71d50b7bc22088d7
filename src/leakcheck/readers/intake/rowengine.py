"""The row engine: physical lines in, runs of rows and single items out, so that no line can be lost.

Most lines are split plainly, many at a time; lines with quotes go through the strict reader; only what
does not fit climbs the repair ladder. A quote that does not close is rewound, never run to the end of
the file. Speed: whatever is done for every line here is done once for a list of lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from leakcheck.readers.intake.arrowchunks import CleanParser
from leakcheck.readers.intake.careful import LONGEST_LINE, CarefulReader
from leakcheck.readers.intake.chunkedlines import ChunkedLines
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.joining import MAX_JOINED, reach
from leakcheck.readers.intake.linesplit import parse_lines

_FUTILE = 100  # looks ahead in a row that found no end of a cell: from then on they are kept short
_DRAWN = "|+:=-"
_UNSURE = frozenset({"", "#", " ", "\t", "-", "=", "+", "|"})


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of the modal width on consecutive lines, as columns; `line` is the first.

    Each takes one physical line, unless `starts` says on which line (from 0) of how many each row starts. The
    columns of a `clean` run are Arrow arrays, and nothing in it needs a second look.
    """

    line: int
    columns: Sequence[Any]
    clean: bool = False
    starts: Sequence[int] = ()
    count: int = 0

    def __len__(self) -> int:
        return len(self.columns[0])

    @property
    def lines(self) -> int:
        """Physical lines it takes."""
        return self.count or len(self)

    @property
    def rows(self) -> Sequence[int]:
        """Physical line on which each row starts."""
        start = self.line
        return [start + at for at in self.starts] if self.starts else range(start, start + len(self))


class RowEngine:
    """Reads lines under one dialect.

    Parameters
    ----------
    batches : iterator of list of str
        Physical lines without their ends, many at a time.
    careful : CarefulReader
        Reads what does not simply split, and knows the dialect.
    skip : int
        Leading lines that are known not to belong to the table.
    parser : CleanParser, optional
        Parses clean chunks, where `batches` are `ChunkedLines`.

    Attributes
    ----------
    line : int
        Physical lines used up so far.
    """

    def __init__(
        self,
        batches: Iterator[list[str]],
        careful: CarefulReader,
        *,
        skip: int = 0,
        parser: CleanParser | None = None,
    ) -> None:
        self.line = 0
        self._parser = parser
        self._batches = batches
        self._dialect = careful.dialect
        self._careful = careful
        self._skip = skip
        self._lines: list[str] = []
        self._at = 0
        self._futile = 0

    @property
    def last_length(self) -> int:
        """Characters of the last cell where all are as long, else 0."""
        return self._careful.last_length

    def items(self, run: Run) -> Iterator[Item]:
        """Yield the rows of a run one by one."""
        columns = [column if isinstance(column, list) else column.to_pylist() for column in run.columns]
        ends = [*run.rows[1:], run.line + run.lines]
        for line, end, row in zip(run.rows, ends, zip(*columns, strict=True), strict=True):
            yield self._careful.finish(Item(line, end - line, "parsed", row))

    def __iter__(self) -> Iterator[Item]:
        """Yield items one by one, each line looked at carefully: for the first lines."""
        while self._fill(1):
            yield self._next()

    def rest(self) -> Iterator[Run | Item]:
        """Yield all that is left: runs where lines split cleanly, single items elsewhere."""
        while True:
            if (run := self._clean_run()) is not None:
                yield run
                continue
            if not self._fill(1):
                return
            if self.line < self._skip:
                yield self._next()
                continue
            lines, begin = self._lines, self._at
            clean = _CleanLines(lines[begin:], self._careful)
            for place in clean.odd:
                done = self._at - begin
                if place < done:
                    continue
                if place > done:
                    yield self._run(clean, done, place)
                yield self._next()
                if self._lines is not lines:
                    break  # more lines were fetched, and these begin anew
            else:
                if self._at < len(lines):
                    yield self._run(clean, self._at - begin, len(lines) - begin)

    def _clean_run(self) -> Run | None:
        """The next chunk as a whole, if all lines before it are used up and it is clean."""
        source = self._batches
        if self._parser is None or not isinstance(source, ChunkedLines) or self._at < len(self._lines):
            return None
        chunk = source.peek()
        parsed = self._parser.parse(chunk) if chunk is not None else None
        if parsed is None:
            return None
        source.drop()
        starts = () if isinstance(parsed.starts, range) else parsed.starts
        run = Run(self.line + 1, parsed.columns, True, starts, parsed.lines)
        self.line += parsed.lines
        return run

    def _run(self, clean: _CleanLines, start: int, stop: int) -> Run:
        run = Run(self.line + 1, clean.columns(start, stop))
        self.line += stop - start
        self._at += stop - start
        return run

    def _next(self) -> Item:
        """One item from the line at hand."""
        start, text = self.line + 1, self._lines[self._at]
        if start <= self._skip:
            item = Item(start, 1, "preamble", ())
        elif not text:
            item = Item(start, self._blanks(), "blank", ())
        else:
            item = self._careful.read(start, text, self._following)
            self._futile = 0 if item.lines > 1 else self._futile
        self.line += item.lines
        self._at += item.lines
        return item

    def _blanks(self) -> int:
        """Count the empty lines at hand: millions of them must cost no more than their bytes."""
        at, lines = self._at, self._lines
        while at < len(lines) and not lines[at]:
            at += 1
        return at - self._at

    def _following(self) -> list[str]:
        """Look at the lines that follow without using them up."""
        self._futile += 1
        most = reach(self._dialect) if self._futile < _FUTILE else MAX_JOINED
        self._fill(most)
        return self._lines[self._at + 1 : self._at + most]

    def _fill(self, wanted: int) -> bool:
        """Have lines at hand, if there are any left."""
        while len(self._lines) - self._at < wanted:
            batch = next(self._batches, None)
            if batch is None:
                break
            self._lines = self._lines[self._at :] + batch
            self._at = 0
        return self._at < len(self._lines)


class _CleanLines:
    """Many lines at once: those that split cleanly, and the places (`odd`) of those that need a careful look.

    Why all cells in one list: a list for each row costs four times the splitting itself.
    """

    def __init__(self, lines: list[str], careful: CarefulReader) -> None:
        dialect = careful.dialect
        self._lines, self._dialect = lines, dialect
        self._held: list[tuple[int, int, str]] = []
        self.odd: list[int]
        if careful.takes_all or max(map(len, lines)) > LONGEST_LINE:
            self.odd = list(range(len(lines)))
            return
        delimiter, quote, between = dialect.delimiter, dialect.quote, dialect.width - 1
        text = "\n".join(lines)
        counts = list(map(str.count, lines, repeat(delimiter)))
        odd = set()
        if counts.count(between) != len(lines):
            odd = {i for i, count in enumerate(counts) if count != between}
        if quote and quote in text:
            quoted = [i for i, line in enumerate(lines) if quote in line]
            odd.update(quoted)
            odd.difference_update(self._parsed(quoted))
        firsts = [line[:1] for line in lines]
        if not _UNSURE.isdisjoint(firsts) or delimiter[0] in firsts:
            odd.update(self._unsure(firsts))
        for mark in filter(None, ("\x00", dialect.escape)):
            if mark in text:
                odd.update(i for i, line in enumerate(lines) if mark in line)
        self.odd = sorted(odd)

    def _parsed(self, quoted: list[int]) -> Iterator[int]:
        """Read lines with quotes strictly; those of the modal width stay, without their quotes."""
        if not quoted:
            return
        dialect, lines = self._dialect, self._lines
        quote, delimiter = dialect.quote, dialect.delimiter
        even = [i for i in quoted if lines[i].count(quote) % 2 == 0]
        self._lines = lines = lines.copy()
        for place, cells in zip(even, parse_lines([lines[i] for i in even], delimiter, quote),
                                strict=True):  # fmt: skip
            if cells is None or len(cells) != dialect.width or not any(cells):
                continue
            for j in [j for j, cell in enumerate(cells) if delimiter in cell]:
                self._held.append((place, j, cells[j]))
                cells[j] = ""
            lines[place] = delimiter.join(cells)
            yield place

    def _unsure(self, firsts: list[str]) -> Iterator[int]:
        """Lines that may be blank, comments or drawn, judged by how they begin."""
        layout = self._dialect.delimiter + " \t"
        for place, first in enumerate(firsts):
            if first in _UNSURE or first == layout[0]:
                line = self._lines[place]
                if first != layout[0] or not line.strip(layout + _DRAWN):
                    yield place

    def columns(self, start: int, stop: int) -> Sequence[list[str]]:
        """Columns of the lines from `start` to before `stop`, all of which split cleanly."""
        width, delimiter = self._dialect.width, self._dialect.delimiter
        cells = delimiter.join(self._lines[start:stop]).split(delimiter)
        columns = [cells[i::width] for i in range(width)]
        held = self._held
        for place, j, cell in held[bisect_left(held, (start,)) : bisect_left(held, (stop,))]:
            columns[j][place - start] = cell
        return columns
