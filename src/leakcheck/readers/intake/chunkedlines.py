"""Chunks of whole lines, decoded only when somebody asks for the lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from leakcheck.readers.intake.physical import split_lines


class ChunkedLines:
    """An iterator of lists of lines, whose next chunk may also be taken as bytes.

    Parameters
    ----------
    chunks : iterator of bytes
        Whole lines in UTF-8, every chunk but the last ending behind a line end.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held: deque[bytes] = deque()

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        return split_lines((self._held.popleft() if self._held else next(self._chunks)).decode("utf-8"))

    def peek(self) -> bytes | None:
        """Return the next chunk, which stays; None when it is the last, in which a footer may stand."""
        while len(self._held) < 2:
            chunk = next(self._chunks, None)
            if chunk is None:
                return None
            self._held.append(chunk)
        return self._held[0]

    def drop(self) -> None:
        """Pass over the chunk just looked at."""
        self._held.popleft()
