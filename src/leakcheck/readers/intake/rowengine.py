"""The row engine: physical lines in, one item out for each, so that no line can be lost.

Most lines are split plainly; lines with quotes go through the strict reader; only what does not
fit climbs the repair ladder. A quote that does not close is rewound, never run to the end of the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from leakcheck.readers.intake.dialect import Dialect
from leakcheck.readers.intake.linesplit import is_rule_line, parse_line
from leakcheck.readers.intake.repair import MAX_CELL, MAX_JOINED, joined, repair


class Item(NamedTuple):
    """One record or one other line: where it starts, how many physical lines, and what it is.

    `kind` is a ledger class: parsed, repaired, rejected, blank or comment.
    """

    line: int
    lines: int
    kind: str
    cells: Sequence[str | None]
    reason: str = ""


class RowEngine:
    """Reads lines under one dialect.

    Parameters
    ----------
    lines : iterable of str
        Physical lines without their ends.
    skip : int
        Leading lines that are known not to belong to the table.
    """

    def __init__(self, lines: Iterable[str], dialect: Dialect, *, skip: int = 0) -> None:
        self._lines = iter(lines)
        self._ahead: deque[str] = deque()
        self._dialect = dialect
        self._skip = skip
        self.line = 0

    def __iter__(self) -> Iterator[Item]:
        dialect, width, ahead = self._dialect, self._dialect.width, self._ahead
        delimiter, quote = dialect.delimiter, dialect.quote
        layout = f"{delimiter} \t"
        plain = bool(delimiter) and not dialect.padded and not dialect.framed
        while True:
            text = ahead.popleft() if ahead else next(self._lines, None)
            if text is None:
                return
            self.line += 1
            if self.line <= self._skip:
                yield Item(self.line, 1, "preamble", ())
                continue
            if plain and quote not in text and text[:1] != "#" and len(text) < MAX_CELL:
                cells = text.split(delimiter)
                if len(cells) == width and text.strip(layout):
                    yield Item(self.line, 1, "parsed", cells)
                    continue
            yield self._careful(text, layout)

    def _careful(self, text: str, layout: str) -> Item:
        start = self.line
        if not text.strip(layout):
            return Item(start, 1, "blank", (), "only delimiters" if text.strip() else "")
        if is_rule_line(text):
            return Item(start, 1, "comment", (), "a drawn line")
        text = _unframed(text) if self._dialect.framed else text
        cells = parse_line(text, self._dialect.delimiter, self._dialect.quote)
        fits = cells is not None and len(cells) == self._dialect.width
        if text.startswith("#") and not (fits and _is_row(cells or ())):
            return Item(start, 1, "comment", cells or (text,))
        if cells is not None and fits and not any(map(str.strip, cells)):
            return Item(start, 1, "blank", (), "only empty cells")
        if cells is not None and fits:
            stray = self._dialect.quote != "" and text.count(self._dialect.quote) % 2 == 1
            reason = "stray quote kept as text" if stray else ""
            return self._finished(Item(start, 1, "repaired" if stray else "parsed", cells, reason))
        found = joined(text, self._peek(), self._dialect) if cells is None else None
        if found is not None:
            for _ in range(found[1] - 1):
                self._ahead.popleft()
                self.line += 1
            return self._finished(Item(start, found[1], "parsed", found[0]))
        mended = repair(text, self._dialect)
        return self._finished(
            Item(start, 1, "repaired" if mended.fits else "rejected", mended.cells, mended.reason)
        )

    def _peek(self) -> list[str]:
        """Look at the lines that follow without using them up."""
        missing = MAX_JOINED - 1 - len(self._ahead)
        if missing > 0:
            self._ahead.extend(islice(self._lines, missing))
        return list(self._ahead)

    def _finished(self, item: Item) -> Item:
        cells: list[str | None] = list(item.cells)
        if self._dialect.padded:
            cells = [cell and cell.strip() for cell in cells]
        if any(cell is not None and len(cell) > MAX_CELL for cell in cells):
            cells = [cell and cell[:MAX_CELL] for cell in cells]
            return Item(
                item.line,
                item.lines,
                "repaired",
                cells,
                f"a cell longer than {MAX_CELL:,} characters was cut",
            )
        return item._replace(cells=cells)


def _unframed(text: str) -> str:
    return text.strip().removeprefix("|").removesuffix("|")


def _is_row(cells: Sequence[str]) -> bool:
    """A line beginning with ``#`` is a row, not a comment, when most of its cells are filled."""
    if len(cells) == 1:
        return not cells[0].startswith("# ")
    return sum(bool(cell.strip()) for cell in cells) * 2 > len(cells)
