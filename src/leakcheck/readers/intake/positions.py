"""Places between two lines of a file, and its bytes from one of them on.

A part of a file must be decoded as the whole would be, and whether lines are decoded together or one by one
depends on how the bytes were cut. So parts are cut where a reading from the beginning cuts too: behind the
last line end of a step of 1 MiB, counted from behind the byte order mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from leakcheck.readers.intake import physical
from leakcheck.readers.intake.encodings.streaming import count_ends, last_end
from leakcheck.readers.intake.longlines import LONGEST

NEUTRAL = (0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Position:
    """A place between two lines at which nothing is held back.

    `offset` is the byte at which a chunk of whole lines begins, `used` how many lines of that chunk stand
    before this place. `line` and `place` count the lines and records of the file before it, and `carry` is
    what the reader remembers of them.
    """

    offset: int
    used: int = 0
    line: int = 0
    place: int = 0
    carry: tuple[int, ...] = NEUTRAL

    def plain(self) -> list[Any]:
        """Itself as plain data."""
        return [self.offset, self.used, self.line, self.place, list(self.carry)]

    @classmethod
    def of(cls, plain: Any) -> Position:
        """The same again; `ValueError` or `TypeError` when that is no position."""
        offset, used, line, place, carry = plain
        return cls(int(offset), int(used), int(line), int(place), tuple(int(one) for one in carry))


class Chunks:
    """Chunks of whole lines from a position on, cut where a reading from the beginning cuts.

    Parameters
    ----------
    stream : BinaryIO
        The file; it is closed in the end.
    skip : int
        Length of its byte order mark.
    start : Position
        Where to begin; of the first chunk the lines already `used` come again.
    stop : int
        Byte of the last cut of the part: what comes behind it comes in steps of 1 MiB.
    most : int
        Steps that may come together as one chunk.

    Attributes
    ----------
    are_handed_out : bool
        Whether all chunks before the last cut were taken.
    """

    def __init__(self, stream: BinaryIO, skip: int, start: Position, stop: int, most: int = 1) -> None:
        self._stream, self._skip, self._start, self._stop, self._most = stream, skip, start, stop, most
        self._marks = [(start.offset, start.line - start.used)]
        self.are_handed_out = False
        self._left_out = 0

    def __iter__(self) -> Iterator[bytes]:
        held: list[bytes] = []
        for piece in self._pieces():
            held.append(piece)
            end = self._marks[-1][0] + sum(map(len, held)) + self._left_out
            if len(held) >= self._most or end >= self._stop:
                yield self._marked(b"".join(held))
                held = []
        if held:
            yield self._marked(b"".join(held))

    def _marked(self, chunk: bytes) -> bytes:
        offset, line = self._marks[-1]
        self._marks.append((offset + len(chunk) + self._left_out, line + count_ends(chunk)))
        self._left_out = 0
        self.are_handed_out = self.are_handed_out or self._marks[-1][0] >= self._stop
        return chunk

    def _pieces(self) -> Iterator[bytes]:
        """As `line_chunks`, from a cut on; of a line of more than 32 MiB only the beginning is held."""
        start = self._start.offset
        with self._stream as stream:
            stream.seek(start)
            rest = stream.read(-(start - self._skip) % physical.CHUNK)
            held = [rest] if rest else []
            while piece := stream.read(physical.CHUNK):
                cut = last_end(piece)
                if held and held[-1][-1:] == b"\r" and not piece.startswith(b"\n"):
                    yield b"".join(held)
                    held = []
                if cut:
                    yield b"".join((*held, piece[:cut]))
                    held = []
                if sum(map(len, held)) > LONGEST:
                    self._left_out += len(piece) - cut
                elif cut < len(piece):
                    held.append(piece[cut:])
            if held:
                yield b"".join(held)

    def is_passed(self, line: int) -> bool:
        """Whether all lines before the last cut of the part are read, when `line` of them are."""
        return self.are_handed_out and line >= next(at for offset, at in self._marks if offset >= self._stop)

    def position(self, line: int, place: int, carry: tuple[int, ...]) -> Position:
        """Where a reader is that has read so many lines of the file."""
        offset, before = next(mark for mark in reversed(self._marks) if mark[1] <= line)
        return Position(offset, line - before, line, place, carry)


def cuts(stream: BinaryIO, skip: int, size: int, span: int) -> list[int]:
    """Bytes at which the parts begin, about `span` bytes (whole MiB) apart; the last is the size.

    Where a line is longer than 1 MiB, there is no cut.
    """
    found = [skip]
    for end in range(skip + span, size, span):
        stream.seek(end - physical.CHUNK)
        behind = last_end(stream.read(physical.CHUNK))
        if behind:
            found.append(end - physical.CHUNK + behind)
    return [*found, size]


def count_lines(stream: BinaryIO, skip: int, start: int, stop: int) -> int:
    """Physical lines between two cuts."""
    total = 0
    chunks = Chunks(stream, skip, Position(start), stop)
    for chunk in chunks:
        total += count_ends(chunk)
        if chunks.is_passed(total):
            break
    return total
