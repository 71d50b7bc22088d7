"""Chunks of whole lines, decoded only when somebody asks for the lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leakcheck.readers.intake.ahead import Ahead, Handed
from leakcheck.readers.intake.physical import split_lines

if TYPE_CHECKING:
    from leakcheck.readers.intake.arrowchunks import CleanParser

_FUTILE = 4
"""Chunks in a row that helpers found unclean; from then on only every `_RETRY`-th is offered."""
_RETRY = 16
_MOST_HELD = 32


class _Chunk:
    """Bytes, or in whose hands they are; `offered` once anybody was asked to take them."""

    __slots__ = ("_data", "handed", "offered")

    def __init__(self, data: bytes) -> None:
        self._data: bytes | None = data
        self.handed: Handed | None = None
        self.offered = False

    @property
    def data(self) -> bytes:
        """The bytes; who asks for them deals with them, and nobody else."""
        if self._data is None:
            assert self.handed is not None  # noqa: S101 - it is here or in somebody's hands
            self._data, self.handed = self.handed.take_back(), None
        return self._data

    def hand_over(self, handed: Handed | None) -> None:
        """Leave the bytes to a helper, if one took them: they are large."""
        self.handed = handed
        if handed is not None:
            self._data = None


class ChunkedLines:
    """An iterator of lists of lines, whose next chunk may also be taken as bytes.

    Parameters
    ----------
    chunks : iterator of bytes
        Whole lines, every chunk but the last ending behind a line end; UTF-8, unless the parser knows better.
    ahead : Ahead, optional
        Helpers that are offered the chunks to come.
    parser : CleanParser, optional
        What they parse them with.
    """

    def __init__(
        self, chunks: Iterator[bytes], ahead: Ahead | None = None, parser: CleanParser | None = None
    ) -> None:
        self._chunks = chunks
        self._ahead, self._parser = ahead, parser
        self._held: deque[_Chunk] = deque()
        self._futile = self._passed = 0

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        if not self._held:
            return self._lines(next(self._chunks))
        return self._lines(self._held.popleft().data)

    def _lines(self, data: bytes) -> list[str]:
        return split_lines(data.decode("utf-8")) if self._parser is None else self._parser.texts(data)

    def begin(self, most: int) -> list[str]:
        """Return the lines with which the next chunks begin, `most` of them at most; they stay."""
        lines: list[str] = []
        place = 0
        while len(lines) < most and (place < len(self._held) or self._hold()):
            data, end = self._held[place].data, 0
            for _ in range(most - len(lines)):
                end = data.find(b"\n", end) + 1 or len(data)
            lines += self._lines(data[:end])
            place += 1
        return lines[:most]

    def is_followed(self) -> bool:
        """Whether the next chunk is not the last, in which a footer may stand."""
        while len(self._held) < 2:
            if not self._hold():
                return False
        return True

    def first(self) -> bytes:
        """The next chunk, which stays."""
        return self._held[0].data

    def _hold(self) -> bool:
        """Have one more chunk at hand, if there is one."""
        chunk = next(self._chunks, None)
        if chunk is not None:
            self._held.append(_Chunk(chunk))
        return chunk is not None

    def handed(self) -> Handed | None:
        """In whose hands the next chunk is, if anybody's; those behind it are offered while there is room."""
        if self._ahead is None or self._parser is None or not self._ahead.is_ready():
            return None
        self._offer(self._held[0])
        for place in range(1, _MOST_HELD if self._futile < _FUTILE else 1):
            if not self._ahead.has_room() or (place >= len(self._held) and not self._hold()):
                break
            self._offer(self._held[place])
        return self._held[0].handed

    def _offer(self, chunk: _Chunk) -> None:
        if chunk.offered or self._ahead is None or self._parser is None:
            return
        chunk.offered = True
        self._passed += 1
        if self._futile < _FUTILE or self._passed % _RETRY == 0:
            chunk.hand_over(self._ahead.offer(self._parser, chunk.data))

    def told(self, *, clean: bool) -> None:
        """Learn what a helper found of the next chunk: who always finds damage is not asked for ever."""
        self._futile = 0 if clean else self._futile + 1

    def drop(self) -> None:
        """Pass over the chunk just looked at."""
        self._held.popleft()
