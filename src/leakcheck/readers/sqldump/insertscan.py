"""The rows of an INSERT, many at a time where they are plain, one by one where they are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from leakcheck.readers.sqldump.batch import separator, split_batch
from leakcheck.readers.sqldump.buffer import TextBuffer
from leakcheck.readers.sqldump.dialect import Dialect
from leakcheck.readers.sqldump.names import skip_blank
from leakcheck.readers.sqldump.rowparser import MAX_CELLS, NOT_SQL, RESUME, UNFINISHED, parse_row
from leakcheck.readers.sqldump.skipping import STATEMENT
from leakcheck.readers.sqldump.step import OTHER_COLUMNS, STILL, Step, step
from leakcheck.readers.sqldump.tables import TableInfo

_LEAST, _MOST = 1 << 12, 1 << 16
_LONGEST_ROW = 16 << 20
_LONGEST_MARK = 64
_TRIED = 1 << 16
_FUEL = 32 << 20
_PER_TOKEN = 32  # characters of a literal that cost as much as one token
_POLL = 25
_HERE, _BEHIND, _DONE = "at a row", "behind a row", "behind the rows"


@dataclass(slots=True)
class _Shape:
    """What the rows of one statement must be; the width is 0 until a row was read."""

    info: TableInfo
    width: int
    places: tuple[int, ...] | None
    parting: re.Pattern[str]
    wanted: bool


class InsertScan:
    """Reads rows from the buffer; how far it looks ahead follows how plain the rows were so far."""

    def __init__(self, buffer: TextBuffer, dialect: Dialect) -> None:
        self._buffer = buffer
        self._dialect = dialect
        self._sight = _LEAST
        self._patience = 1
        self._slow = 0
        self._spent = 0
        self._parting: tuple[str, re.Pattern[str]] = ("", separator(""))

    def rows(self, info: TableInfo, names: tuple[str, ...], head: str, *, wanted: bool) -> Iterator[Step]:
        """Yield the rows from the opening parenthesis at the buffer's place to the end of the statement."""
        if head != self._parting[0]:
            self._parting = (head, separator(head))
        places = info.places(names) if names else None
        if names and places is None and wanted:
            yield from self._refuse(OTHER_COLUMNS, None)
            return
        width = len(names) or self._width(info)
        shape = _Shape(info, width, places, self._parting[1], wanted)
        state = _HERE
        while state == _HERE:
            if self._slow <= 0:
                batch = self._batch(shape)
                self._slow = self._adapt(batch)
                if batch is not None:
                    yield batch
            self._slow -= 1
            state = yield from self._row(shape)
            if state == _BEHIND:
                state = yield from self._go_on(shape)

    def _width(self, info: TableInfo) -> int:
        """Values a row has: what most of the first rows hold, if the table was not met before."""
        if info.fixed:
            return len(info.columns)
        if not info.width:
            counts: Counter[int] = Counter()
            place = self._buffer.place
            for _ in range(_POLL):
                row = parse_row(self._buffer.text, place, self._dialect)
                if row.problem:
                    break
                counts[len(row.cells)] += 1
                place = skip_blank(self._buffer.text, row.end)
                if not self._buffer.text.startswith(",", place):
                    break
                place = skip_blank(self._buffer.text, place + 1)
                if not self._buffer.text.startswith("(", place):
                    break
            info.width = counts.most_common(1)[0][0] if counts else len(info.columns)
        return info.width

    def _batch(self, shape: _Shape) -> Step | None:
        buffer = self._buffer
        buffer.reach(self._sight)
        if not shape.width:
            return None
        start = buffer.place + 1
        text = buffer.text[start : start + self._sight]
        found = split_batch(
            text,
            shape.parting,
            shape.width,
            buffer.line,
            backslash=self._dialect.backslash,
            counted=not shape.wanted,
        )
        if found is None:
            return None
        # The parenthesis of the next row stays in the buffer.
        taken = step(buffer, start + found.consumed - 1, "parsed" if shape.wanted else "comment", shape.info)
        taken.rows, taken.lines, taken.columns, taken.places = (
            len(found), list(found.lines), found.columns, shape.places,
        )  # fmt: skip
        return taken

    def _adapt(self, batch: Step | None) -> int:
        """Look further after success; after failure read some rows strictly before trying again."""
        if batch is None or batch.rows < 8:
            self._sight = max(_LEAST, self._sight // 4)
            self._patience = min(256, 2 * self._patience)
            return self._patience
        self._patience = 1
        self._sight = max(_LEAST, min(_MOST, 2 * self._sight, 4 * len(batch.text)))
        return 1

    def _row(self, shape: _Shape) -> Generator[Step, None, str]:
        """One row, strictly."""
        buffer = self._buffer
        sight = buffer.ahead if self._has_fuel() else _LEAST
        row = parse_row(buffer.text, buffer.place, self._dialect, buffer.place + sight)
        while row.problem == UNFINISHED and self._has_fuel() and buffer.grow(_LONGEST_ROW):
            row = parse_row(buffer.text, buffer.place, self._dialect)
        if row.problem == UNFINISHED:
            self._spent += buffer.ahead
        if row.problem:
            return (yield from self._refuse(row.problem, shape))
        if not shape.width:
            shape.width = shape.info.width = len(row.cells)
        if len(row.cells) != shape.width:
            reason = f"the row holds {len(row.cells):,} values where {shape.width:,} belong"
            yield step(buffer, row.end, _rejected(shape), shape.info, reason=reason)
            return _BEHIND
        line = buffer.line
        taken = step(buffer, row.end, "parsed" if shape.wanted else "comment", shape.info)
        taken.rows, taken.lines, taken.places = 1, [line], shape.places
        taken.columns = [[cell] for cell in row.cells] if shape.wanted else []
        yield taken
        return _BEHIND

    def _go_on(self, shape: _Shape) -> Generator[Step, None, str]:
        """What follows a row: another, the end of the statement, or what belongs to neither."""
        buffer = self._buffer
        buffer.reach(_LEAST)
        text = buffer.text
        place = skip_blank(text, buffer.place)
        if text.startswith(",", place):
            following = skip_blank(text, place + 1)
            if text.startswith("(", following):
                yield step(buffer, following, "comment")
                return _HERE
            return (yield from self._refuse(UNFINISHED if following == len(text) else NOT_SQL, shape))
        if place == len(text) or STATEMENT.match(text, place):
            return _DONE
        return (yield from self._refuse(NOT_SQL, shape))

    def _refuse(self, reason: str, shape: _Shape | None) -> Generator[Step, None, str]:
        """Reject up to the next row or statement that can be read, or to the end of the dump."""
        buffer = self._buffer
        info = shape.info if shape else None
        while True:
            buffer.reach(2 * _MOST)
            end, state = self._resumption(shape)
            goes_on = state == _DONE and end == len(buffer.text) and not buffer.ended
            if goes_on:
                end = max(buffer.place + 1, end - _LONGEST_MARK)
            yield step(buffer, end, _rejected(shape), info, reason=reason)
            if not goes_on:
                return state
            reason = STILL

    def _has_fuel(self) -> bool:
        return self._spent < 8 * self._buffer.passed + _FUEL

    def _resumption(self, shape: _Shape | None) -> tuple[int, str]:
        """Where reading may go on. Trying costs fuel, which only reading earns: no input can stall it."""
        buffer = self._buffer
        text = buffer.text
        for found in RESUME.finditer(text, buffer.place + 1):
            if found["statement"]:
                return found.start("statement"), _DONE
            if shape is None or not self._has_fuel():
                continue
            start = found.end() - 1
            row = parse_row(text, start, self._dialect, start + _TRIED, shape.width or MAX_CELLS)
            if not row.problem and len(row.cells) == (shape.width or len(row.cells)):
                return start, _HERE
            # A literal without an end was looked at as far as looking is allowed.
            looked_at = _TRIED if row.problem == UNFINISHED else row.end - start
            self._spent += max(looked_at, _PER_TOKEN * row.tokens)
        return len(text), _DONE


def _rejected(shape: _Shape | None) -> str:
    """Rows of a table that is not read are only counted, whole or not."""
    return "rejected" if shape is None or shape.wanted else "comment"
