"""The row engine: physical lines in, runs of rows and single items out, so that no line can be lost.

Most lines are split plainly, many at a time; lines with quotes go through the strict reader; only what
does not fit climbs the repair ladder. A quote that does not close is rewound, never run to the end of
the file. Speed: whatever is done for every line here is done once for a list of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.readers.intake.ahead import Handed, HandedRows
from leakcheck.readers.intake.arrowchunks import CleanParser
from leakcheck.readers.intake.careful import CarefulReader
from leakcheck.readers.intake.chunkedlines import ChunkedLines
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.joining import MAX_JOINED, reach
from leakcheck.readers.intake.plainlines import PlainLines
from leakcheck.readers.intake.siftedchunk import SiftedChunk
from leakcheck.readers.intake.slices import Slices

FUTILE = 100  # looks ahead in a row that found no end of a cell: from then on they are kept short


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
        columns = self.columns
        return columns.height if isinstance(columns, Slices) else len(columns[0])

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
    futile : int
        Looks ahead in a row that found no end of a cell.
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
        self.futile = 0

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
            if (parts := self._clean_run()) is not None:
                yield from parts
                continue
            if not self._fill(1):
                return
            if self.line < self._skip:
                yield self._next()
                continue
            lines, begin = self._lines, self._at
            clean = PlainLines(lines[begin:], self._careful)
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

    def _clean_run(self) -> Iterable[Run | Item] | None:
        """The next chunk as a whole, if all lines before it are used up and most of it is clean."""
        source = self._batches
        if self._parser is None or not isinstance(source, ChunkedLines) or self._at < len(self._lines):
            return None
        if not source.is_followed():
            return None
        if (handed := source.handed()) is not None:
            run = self._handed_run(source, handed)
            if run is not None:
                return (run,)
        chunk = source.first()
        parsed = self._parser.sift(chunk)
        if parsed is None:
            return None
        source.drop()
        if parsed.odd:
            return self._sifted(SiftedChunk(parsed, chunk, self._parser, source.begin))
        starts = () if isinstance(parsed.starts, range) else parsed.starts
        self.futile = 0 if len(starts) else self.futile
        run = Run(self.line + 1, parsed.columns, True, starts, parsed.lines)
        self.line += parsed.lines
        return (run,)

    def _sifted(self, chunk: SiftedChunk) -> Iterator[Run | Item]:
        """Rows and odd lines of a chunk in turn; a record may begin in it and end behind it."""
        at, count = 0, chunk.parsed.lines
        for odd in (*chunk.parsed.odd, count):
            if odd < at:
                continue
            if odd > at:
                run = Run(self.line + 1, chunk.rows(at, odd), True)
                self.line += odd - at
                yield run
            at = odd
            if odd < count:
                item = self._odd(chunk, odd)
                self.line += item.lines
                at += item.lines
                if at > count:
                    self._pass_over(at - count)
                yield item

    def _odd(self, chunk: SiftedChunk, place: int) -> Item:
        text = chunk.text(place)
        if not text:
            return Item(self.line + 1, max(1, chunk.blanks(place)), "blank", ())

        def following() -> list[str]:
            self.futile += 1
            return chunk.following(place, self._reach - 1)

        item = self._careful.read(self.line + 1, text, following)
        self.futile = 0 if item.lines > 1 else self.futile
        return item

    def _pass_over(self, count: int) -> None:
        """Lines behind the chunk that belong to the last record in it."""
        self._lines, self._at = [], 0
        self._fill(count)
        self._at = count

    def _handed_run(self, source: ChunkedLines, handed: Handed) -> Run | None:
        """The same of a chunk that a helper has parsed."""
        outline = handed.outline()
        source.told(clean=outline is not None)
        if outline is None or self._parser is None:
            return None
        source.drop()
        columns = HandedRows(handed, outline, self._parser).columns()
        starts = () if isinstance(outline.starts, range) else outline.starts
        self.futile = 0 if len(starts) else self.futile
        run = Run(self.line + 1, columns, True, starts, outline.lines)
        self.line += outline.lines
        return run

    def _run(self, clean: PlainLines, start: int, stop: int) -> Run:
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
            self.futile = 0 if item.lines > 1 else self.futile
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
        self.futile += 1
        most = self._reach
        self._fill(most)
        return self._lines[self._at + 1 : self._at + most]

    @property
    def _reach(self) -> int:
        """Lines that a record may take."""
        return reach(self._dialect) if self.futile < FUTILE else MAX_JOINED

    def _fill(self, wanted: int) -> bool:
        """Have lines at hand, if there are any left."""
        while len(self._lines) - self._at < wanted:
            batch = next(self._batches, None)
            if batch is None:
                break
            self._lines = self._lines[self._at :] + batch
            self._at = 0
        return self._at < len(self._lines)
