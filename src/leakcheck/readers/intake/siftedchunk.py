"""A chunk of which some lines must be read with care: those lines as text, and those behind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from leakcheck.readers.intake.arrowchunks import CleanParser, Parsed
from leakcheck.readers.intake.slices import Slices


class SiftedChunk:
    """Lines are counted from 0 in the chunk.

    Parameters
    ----------
    behind : callable
        Returns so many lines from behind the chunk.
    """

    def __init__(
        self, parsed: Parsed, chunk: bytes, parser: CleanParser, behind: Callable[[int], list[str]]
    ) -> None:
        self.parsed = parsed
        self._chunk, self._parser, self._behind = chunk, parser, behind
        self._places = dict(zip(parsed.odd, parsed.places, strict=True))

    def rows(self, first: int, last: int) -> Slices:
        """Rows on the lines from `first` to before `last`, none of which is odd."""
        start = bisect_left(self.parsed.starts, first)
        return Slices(self.parsed.columns, start, start + last - first)

    def text(self, line: int) -> str:
        """An odd line; empty too where the chunk says nothing of it."""
        place = self._places[line]
        end = self._chunk.find(b"\n", place)
        texts = self._parser.texts(self._chunk[place : end + 1 or len(self._chunk)])
        return texts[0] if texts else ""

    def blanks(self, line: int) -> int:
        """How many empty lines there are from here on, in a row."""
        count = 0
        while (place := self._places.get(line + count)) is not None and self._is_empty(place):
            count += 1
        return count

    def _is_empty(self, place: int) -> bool:
        return self._chunk.startswith((b"\n", b"\r\n"), place)

    def following(self, line: int, most: int) -> list[str]:
        """As many lines behind an odd one, as far as there are any."""
        start = end = self._chunk.find(b"\n", self._places[line]) + 1 or len(self._chunk)
        for _ in range(most):
            end = self._chunk.find(b"\n", end) + 1
            if not end:
                texts = self._parser.texts(self._chunk[start:])
                return [*texts, *self._behind(most - len(texts))]
        return self._parser.texts(self._chunk[start:end])
