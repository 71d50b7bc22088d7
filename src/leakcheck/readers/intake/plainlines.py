"""Many lines of text at once: those that split cleanly, as columns, and the places of all others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import repeat

from leakcheck.readers.intake.careful import LONGEST_LINE, CarefulReader
from leakcheck.readers.intake.linesplit import parse_lines

_DRAWN = "|+:=-"
_UNSURE = frozenset({"", "#", " ", "\t", "-", "=", "+", "|"})


class PlainLines:
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
