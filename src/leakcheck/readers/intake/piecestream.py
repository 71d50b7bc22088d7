"""An iterator of byte pieces as a stream: what unpacking yields, readers read."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class PieceStream(io.RawIOBase):
    """A raw stream that cannot go back; closing it closes the generator behind it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Hand out what is there of the present piece, or the next."""
        while not self._piece:
            following = next(self._pieces, None)
            if following is None:
                return 0
            self._piece = memoryview(following)
        view = memoryview(buffer)
        count = min(view.nbytes, len(self._piece))
        view[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def close(self) -> None:
        """Close the generator, and with it the streams it reads."""
        if not self.closed and isinstance(self._pieces, Generator):
            self._pieces.close()
        super().close()
