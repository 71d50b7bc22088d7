"""Lines longer than any record: only their first 32 MiB are ever held, whatever the file tries.

For readers of single lines that refuse such a line anyway, and say so.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from leakcheck.readers.intake.piecestream import PieceStream

LONGEST = 32 << 20
_CHUNK = 1 << 20
_STEP = 4  # bytes of the widest character, so that UTF-16 and UTF-32 stay in step


def shortened(opener: Callable[[], BinaryIO]) -> Callable[[], BinaryIO]:
    """Wrap an opener so that the rest of a line of more than 32 MiB is left out.

    A file that was surveyed while it was hashed has no such line.
    """
    if getattr(opener, "survey", None) is not None:
        return opener

    def opened() -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(PieceStream(_pieces(opener())), _CHUNK))

    return opened


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    length = 0
    with stream:
        while piece := stream.read(_CHUNK):
            first = _line_end(piece)
            if length <= LONGEST:
                yield piece
            elif first >= 0:
                yield piece[first - first % _STEP :]
            last = max(piece.rfind(b"\n"), piece.rfind(b"\r"))
            length = length + len(piece) if last < 0 else len(piece) - last


def _line_end(piece: bytes) -> int:
    """Place of the first line end, or -1."""
    places = [place for place in (piece.find(b"\n"), piece.find(b"\r")) if place >= 0]
    return min(places, default=-1)
