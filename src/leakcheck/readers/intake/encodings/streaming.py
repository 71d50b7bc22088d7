"""Evidence as chunks of whole lines, or as decoded pieces: read in 1 MiB steps, never as a whole.

A physical line may cross chunks; a chunk always ends behind a line end (or at the end of the data).
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from leakcheck.readers.intake import physical

_LARGE, _CACHED = 1 << 19, 1 << 18
_FEED, _ASCII = 10, 0x7F
_PROBE, _SPARSE = 1 << 16, 1 << 11  # one in so many bytes is few, told by the first ones


def spans(stream: BinaryIO, ends: Iterable[int]) -> Iterator[bytes]:
    """Bytes as far as each of the places, which count from where the stream stands."""
    before = 0
    with stream:
        for end in ends:
            chunk = stream.read(end - before)
            while before + len(chunk) < end and (more := stream.read(end - before - len(chunk))):
                chunk += more
            if chunk:
                yield chunk
            before = end


def steps(stream: BinaryIO, skip: int) -> Iterator[bytes]:
    """All bytes from `skip` on, in steps of 1 MiB, cut anywhere."""
    with stream:
        stream.read(skip)
        while piece := stream.read(physical.CHUNK):
            yield piece


def line_chunks(stream: BinaryIO, skip: int) -> Iterator[bytes]:
    """Cut an ASCII-like encoding behind line ends, from byte `skip` on; a long line makes a long chunk."""
    with stream:
        stream.read(skip)
        held: list[bytes] = []
        while piece := stream.read(physical.CHUNK):
            cut = last_end(piece)
            if held and held[-1][-1:] == b"\r" and not piece.startswith(b"\n"):
                yield b"".join(held)
                held = []
            if cut:
                yield b"".join((*held, piece[:cut]))
                held = []
            if cut < len(piece):
                held.append(piece[cut:])
        if held:
            yield b"".join(held)


def last_end(piece: bytes) -> int:
    """Place behind the last line end; a CR as the very last byte may be half of a CRLF and waits."""
    return max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, len(piece) - 1)) + 1


def text_pieces(stream: BinaryIO, skip: int, codec: str, errors: str) -> Iterator[str]:
    """Decode any encoding piece by piece, from byte `skip` on."""
    decoder = codecs.getincrementaldecoder(codec)(errors)
    with stream:
        stream.read(skip)
        while piece := stream.read(physical.CHUNK):
            yield decoder.decode(piece)
    yield decoder.decode(b"", True)


def count_feeds(chunk: bytes) -> int:
    """Count line feeds; ten times as fast as `bytes.count` where they are many."""
    if len(chunk) < _LARGE:
        return chunk.count(b"\n")
    import numpy as np

    text = np.frombuffer(chunk, dtype=np.uint8)
    parts = (text[start : start + _CACHED] for start in range(0, len(text), _CACHED))
    return sum(int(np.count_nonzero(part == _FEED)) for part in parts)


def places_of(chunk: bytes, byte: int) -> Any:
    """Places of a byte (int64)."""
    few = _few_places(chunk, bytes((byte,)))
    return _places(chunk, lambda part: part == byte) if few is None else few


def _few_places(chunk: bytes, byte: bytes) -> Any:
    """The same one by one, which is faster where there are few; None where there are many."""
    import numpy as np

    if chunk.count(byte, 0, _PROBE) * _SPARSE > _PROBE:
        return None
    most, found, place = len(chunk) // _SPARSE, [], chunk.find(byte)
    while place >= 0:
        found.append(place)
        if len(found) > most:
            return None
        place = chunk.find(byte, place + 1)
    return np.asarray(found, dtype=np.int64)


def places_beyond(chunk: bytes) -> Any:
    """Places of bytes above 0x7F (int64)."""
    return _places(chunk, lambda part: part > _ASCII)


def _places(chunk: bytes, is_one: Callable[[Any], Any]) -> Any:
    """By parts, so that what lies between stays in the cache."""
    import numpy as np

    text = np.frombuffer(chunk, dtype=np.uint8)
    found = []
    for start in range(0, len(text), _CACHED):
        places = np.flatnonzero(is_one(text[start : start + _CACHED]))
        places += start
        found.append(places)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def count_ends(chunk: bytes, stop: int | None = None) -> int:
    """Count lines of a chunk without making them; with `stop` only to there, behind the last line end."""
    ends = count_feeds(chunk)
    if b"\r" in chunk:
        ends += chunk.count(b"\r", 0, stop) - chunk.count(b"\r\n", 0, stop)
    return ends + (stop is None and not chunk.endswith((b"\n", b"\r")))
