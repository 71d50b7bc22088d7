"""The fast way through a text: one whole record after the other, all in C, until something is unusual."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from leakcheck.pattern import pattern
from leakcheck.readers.jsontext.flatten import Flattener, TooDeepError
from leakcheck.readers.jsontext.grammar import FAILURES, strict_scan
from leakcheck.readers.jsontext.window import Window
from leakcheck.readers.jsontext.wrapping import may_wrap

BETWEEN_ELEMENTS = pattern(r"[ \t\n]*+,[ \t\n]*+(?=\{)")
BETWEEN_LINES = pattern(r"[ \t]*+\n[ \t\n]*+(?=\{)")
LONGEST_FIELD = 1_000_000
_LEAST, _MOST = 2_048, 1 << 20
_REMEMBERED = 10_000

Names = tuple[str, ...]
Cells = Sequence[str | bool | None]


class Run(NamedTuple):
    """Consecutive records with the same names of cells (as they stand: they may repeat), and their lines."""

    names: Names
    lines: list[int]
    cells: list[Cells]


class Runner:
    """Takes runs of records. The stretch looked at grows with success and shrinks at the first surprise."""

    def __init__(self, window: Window) -> None:
        self.flatten = Flattener()
        self._window = window
        self._stride = _LEAST
        self._wraps: dict[Names, bool] = {}

    def widen(self, characters: int) -> None:
        """Look at least so far: what was just read by hand was that long."""
        self._stride = min(_MOST, max(self._stride, 4 * characters))

    def take(self, between: re.Pattern[str]) -> list[Run]:
        """Records behind the present place, each preceded by what `between` matches; may be none."""
        window = self._window
        text = window.text[window.place : window.place + self._stride]
        found, end = self._runs(text, between)
        self._stride = min(_MOST, self._stride * 2) if end * 2 > len(text) else _LEAST
        if end:
            window.take(window.place + end, "parsed")
        return found

    def _runs(self, text: str, between: re.Pattern[str]) -> tuple[list[Run], int]:
        found: list[Run] = []
        names: Names | None = None
        line, place, start = self._window.account.line, 0, 0
        count, separator, scan, flatten = text.count, between.match, strict_scan, self.flatten
        lines_only = between is BETWEEN_LINES
        while (gap := separator(text, place)) is not None:
            try:
                content, end = scan(text, gap.end())
                if not content or end - place > LONGEST_FIELD:
                    break
                its_names, cells = flatten(content)
            except (*FAILURES, TooDeepError):
                break
            if lines_only and type(cells) is list and self._wraps_by_name(content):
                break
            line += count("\n", start, gap.end())
            start, place = gap.end(), end
            if its_names is not names:
                names = its_names
                found.append(Run(names, [], []))
                add_line, add_cells = found[-1].lines.append, found[-1].cells.append
            add_line(line)
            add_cells(cells)
        return found, place

    def _wraps_by_name(self, content: Any) -> bool:
        names = next(zip(*content, strict=True))
        known = self._wraps.get(names)
        if known is None:
            if len(self._wraps) >= _REMEMBERED:
                self._wraps.clear()
            known = self._wraps[names] = may_wrap(names)
        return known
