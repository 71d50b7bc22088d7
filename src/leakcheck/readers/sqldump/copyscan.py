"""The lines of a COPY, from its head to the line that ends the data."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from leakcheck.readers.sqldump.batch import Columns
from leakcheck.readers.sqldump.buffer import TextBuffer
from leakcheck.readers.sqldump.copydata import (
    CopyForm,
    columns_of,
    copy_form,
    csv_record,
    end_of_data,
    is_statement,
    runs,
    split_escaped,
)
from leakcheck.readers.sqldump.rowparser import MAX_FIELD, NOT_SQL, TOO_LONG, UNFINISHED
from leakcheck.readers.sqldump.skipping import line_end
from leakcheck.readers.sqldump.statements import CopyHead
from leakcheck.readers.sqldump.step import OTHER_COLUMNS, Step, step
from leakcheck.readers.sqldump.tables import TableInfo

_LEAST, _SIGHT = 1 << 12, 1 << 18
_LONGEST_LINE = 16 << 20


class CopyScan:
    """Reads lines of data from the buffer."""

    def __init__(self, buffer: TextBuffer) -> None:
        self._buffer = buffer

    def rows(self, info: TableInfo, head: CopyHead, *, wanted: bool) -> Iterator[Step]:
        """Yield the rows of one COPY, and the line that ends it."""
        form = copy_form(head.options)
        places = info.places(head.columns) if head.columns else None
        if form.header:
            buffer = self._buffer
            buffer.reach(_SIGHT)
            yield step(buffer, line_end(buffer.text, buffer.place), "header" if wanted else "comment", info)
        block = _Block(self._buffer, info, form, len(head.columns) or len(info.columns) or info.width)
        fits = not head.columns or places is not None
        for taken in block.steps():
            taken.places = places
            if not wanted and taken.kind in ("parsed", "rejected"):
                taken.kind, taken.columns, taken.reason = "comment", [], ""
            elif not fits and taken.kind == "parsed":
                taken.kind, taken.reason, taken.rows = "rejected", OTHER_COLUMNS, 0
            yield taken


class _Block:
    """The data between one COPY and its end."""

    def __init__(self, buffer: TextBuffer, info: TableInfo, form: CopyForm, width: int) -> None:
        self._buffer = buffer
        self._info = info
        self._form = form
        self._width = width
        self._sight = _LEAST

    def steps(self) -> Iterator[Step]:
        buffer = self._buffer
        while buffer.reach(_SIGHT) or buffer.ahead:
            if buffer.text.startswith("\\.", buffer.place):
                yield step(buffer, line_end(buffer.text, buffer.place), "comment")
                return
            text = self._lines()
            if not text:
                yield step(buffer, len(buffer.text), "rejected", self._info, reason=UNFINISHED)
                return
            broken_off = yield from self._records(text) if self._form.csv else self._plain(text)
            if broken_off:
                return

    def _settle(self, width: int) -> None:
        """Without any list of columns, the first row says how many there are."""
        self._width = self._width or width
        self._info.width = self._info.width or self._width

    def _lines(self) -> str:
        """Some whole lines at hand, up to the end of the data if it is in sight; more each time."""
        buffer = self._buffer
        cut = 0
        while not cut:
            far = min(buffer.place + self._sight, len(buffer.text))
            cut = buffer.text.rfind("\n", buffer.place, far) + 1 or buffer.text.find("\n", far) + 1
            if not cut and not buffer.grow(_LONGEST_LINE):
                break
        self._sight = min(_SIGHT, 4 * self._sight)
        text = buffer.text[buffer.place : cut]
        found = end_of_data(text)
        return text[: found.start()] if found else text

    def _plain(self, text: str) -> Generator[Step, None, bool]:
        """Lines of the text form; True when a statement was met instead of a row."""
        ending = "\r\n" if text.endswith("\r\n") else "\n"
        lines = text.removesuffix(ending).split(ending)
        self._settle(lines[0].count(self._form.delimiter) + 1)
        for start, end, fits in runs(lines, self._form, self._width):
            if fits:
                plain = lines[start:end]
                yield self._taken(plain, ending, columns_of(plain, self._form, self._width))
                continue
            for line in lines[start:end]:
                if self._width > 1 and is_statement(line):
                    return True
                yield self._odd(line, ending)
        return False

    def _taken(self, lines: list[str], ending: str, columns: Columns) -> Step:
        buffer = self._buffer
        first = buffer.line
        size = sum(map(len, lines)) + len(ending) * len(lines)
        taken = step(buffer, buffer.place + size, "parsed", self._info)
        taken.rows, taken.lines, taken.columns = len(lines), list(range(first, first + len(lines))), columns
        return taken

    def _odd(self, line: str, ending: str) -> Step:
        """A line with another number of delimiters: an escaped one in it, or no row."""
        cells = split_escaped(line, self._form) if "\\" in line or len(line) > MAX_FIELD else []
        long = any(cell is not None and len(cell) > MAX_FIELD for cell in cells)
        if len(cells) == self._width and not long:
            return self._taken([line], ending, [[cell] for cell in cells])
        found = line.count(self._form.delimiter) + 1
        reason = TOO_LONG if long else f"the row holds {found:,} values where {self._width:,} belong"
        place = self._buffer.place + len(line) + len(ending)
        return step(self._buffer, place, "rejected", self._info, reason=reason)

    def _records(self, text: str) -> Generator[Step, None, bool]:
        """Records of the CSV form, which may span lines."""
        buffer = self._buffer
        last = buffer.passed + len(text)
        while buffer.passed < last:
            found = csv_record(buffer.text, buffer.place, self._form)
            while found is None and buffer.grow(2 * MAX_FIELD):
                found = csv_record(buffer.text, buffer.place, self._form)
            self._settle(len(found[0]) if found else 0)
            yield self._record(*found) if found else self._reject_line()
        return False

    def _record(self, cells: list[str | None], end: int) -> Step:
        line = self._buffer.line
        if len(cells) != self._width or any(cell is not None and len(cell) > MAX_FIELD for cell in cells):
            return self._reject_line()
        taken = step(self._buffer, end, "parsed", self._info)
        taken.rows, taken.lines, taken.columns = 1, [line], [[cell] for cell in cells]
        return taken

    def _reject_line(self) -> Step:
        buffer = self._buffer
        return step(buffer, line_end(buffer.text, buffer.place), "rejected", self._info, reason=NOT_SQL)
