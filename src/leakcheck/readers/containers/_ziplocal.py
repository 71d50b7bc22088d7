"""ZIP by its local headers: where a member starts, how it is packed, and finding members one by one."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from leakcheck.readers.containers._inflate import IN, Deflate, Unit, unpack_unit
from leakcheck.readers.containers._member import Broken, Member
from leakcheck.readers.containers._meter import Meter

HEADER = 30
STORED, DEFLATED, BZIP2, ZSTD = 0, 8, 12, 93
METHODS = frozenset({STORED, DEFLATED, BZIP2, ZSTD})
FormatError = struct.error
crc32 = zlib.crc32
_LOCAL = b"PK\x03\x04"
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_MOST_COMMENT = 65_535
_LATER, _ENCRYPTED, _UTF8 = 0x8, 0x1, 0x800
_WIDE = 0xFFFFFFFF
_MOST_WALKED = 1_000_000
_FARTHEST = 1 << 62


class Local(NamedTuple):
    """A local header: `start` is where the packed bytes begin."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    length: int
    start: int


class Told(NamedTuple):
    """What the end record says of the directory."""

    entries: int
    size: int


def header_at(stream: BinaryIO, place: int) -> Local | None:
    """Read the local header at a place, which the directory may make up; None when there is none."""
    if not 0 <= place < _FARTHEST:
        return None
    stream.seek(place)
    raw = stream.read(HEADER)
    if len(raw) < HEADER or not raw.startswith(_LOCAL):
        return None
    flags, method, _, crc, packed, length, name_size, extra_size = struct.unpack("<6xHHLLLLHH", raw)
    name = stream.read(name_size)
    extra = stream.read(extra_size)
    packed, length = _wide_sizes(extra, packed, length)
    text = name.decode("utf-8" if flags & _UTF8 else "cp437", "backslashreplace")
    return Local(text, flags, method, crc, packed, length, place + HEADER + name_size + extra_size)


def directory_size(stream: BinaryIO) -> Told | None:
    """Entries and bytes of the directory as the end record tells them; None when there is no such record."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _MOST_COMMENT - 22 - 76))
    tail = stream.read()
    at = len(tail) - 22 if tail[-22:-18] == _END and tail[-2:] == b"\0\0" else tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return None
    entries, told = struct.unpack("<HL", tail[at + 10 : at + 16])
    wide = tail.rfind(_END_64, 0, at)
    if wide >= 0 and len(tail) - wide >= 56:
        more = struct.unpack("<QQ", tail[wide + 32 : wide + 48])
        entries, told = max(entries % 0xFFFF, more[0]), max(told % _WIDE, more[1])
    return Told(entries, told)


def walk(stream: BinaryIO) -> Iterator[Member]:
    """Go from local header to local header; a member of unknown size is the last that can be found."""
    size = stream.seek(0, io.SEEK_END)
    place = 0
    for _ in range(_MOST_WALKED):
        header = header_at(stream, place)
        if header is None:
            return
        is_open = bool(header.flags & _LATER) and not header.packed
        kind = "file" if header.method in METHODS else "unsupported"
        kind = "encrypted" if header.flags & _ENCRYPTED else kind
        kind = "folder" if header.name.endswith("/") else kind
        packed = size - header.start if is_open else header.packed
        crc = None if is_open else header.crc
        yield Member(header.name, kind, header.length, place, packed, header.method, crc)
        if is_open:
            return
        place = header.start + packed


class Span:
    """The bytes from where a stream stands, no more than `count`."""

    def __init__(self, stream: BinaryIO, count: int) -> None:
        self._stream, self.left = stream, count

    def read(self, count: int) -> bytes:
        """Read at most `count` bytes."""
        piece = self._stream.read(min(count, self.left))
        self.left -= len(piece)
        return piece


def unpack(source: Span, method: int, meter: Meter) -> Iterator[bytes]:
    """Yield what packed bytes hold.

    Raises
    ------
    Broken
        When they end early or do not decode.
    """
    if method == STORED:
        yield from _stored(source)
        return
    unit, errors = _unit(method, meter)
    yield from unpack_unit(unit, b"", source, "zip", errors)


def _stored(source: Span) -> Iterator[bytes]:
    while piece := source.read(IN):
        yield piece
    if source.left:
        raise Broken("the zip data breaks off")


def _unit(method: int, meter: Meter) -> tuple[Unit, tuple[type[Exception], ...]]:
    if method == BZIP2:
        import bz2

        return bz2.BZ2Decompressor(), (OSError, ValueError)
    if method == ZSTD:
        from leakcheck.readers.containers import zstd

        new, error = zstd.decompressor(meter)
        return new(), (error,)
    deflate = Deflate(-zlib.MAX_WBITS)
    return deflate, (deflate.error,)


def _wide_sizes(extra: bytes, packed: int, length: int) -> tuple[int, int]:
    """Sizes beyond 4 GiB stand in the ZIP64 field, unpacked first."""
    while len(extra) >= 4:
        tag, size = struct.unpack("<HH", extra[:4])
        if tag == 1 and size >= 16 and len(extra) >= 20 and _WIDE in (packed, length):
            length, packed = struct.unpack("<QQ", extra[4:20])
        extra = extra[4 + size :]
    return packed, length
