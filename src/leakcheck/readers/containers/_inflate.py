"""Step by step through compressed data: bounded pieces out, damage told apart from the end.

Why steps: one call of a decompressor without a bound is all a bomb needs.
"""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, BinaryIO, Protocol

from leakcheck.readers.containers._member import Broken

IN = 32_768
OUT = 131_072
_HELD = 1 << 20


class Reads(Protocol):
    """Whatever packed bytes come from."""

    def read(self, count: int, /) -> bytes:
        """At most `count` bytes."""


class Unit(Protocol):
    """A decompressor of one stream, as `bz2`, `lzma` and `compression.zstd` have it."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was seen."""

    @property
    def needs_input(self) -> bool:
        """Whether more input is wanted before more can come out."""

    @property
    def unused_data(self) -> bytes:
        """What stood behind the end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Take input, give at most `max_length` bytes."""


class Deflate:
    """zlib's decompressor in the shape of `Unit`.

    On damage `rescued` holds what came out of the last step before it. A library that cannot copy its state
    loses the whole step; then the input so far (up to 1 MiB) is unpacked again with the standard library.
    """

    def __init__(self, bits: int) -> None:
        self._library, self.error = _library()
        self._unit = self._library.decompressobj(wbits=bits)
        self._tail = b""
        self._bits, self._given = bits, 0
        self._fed: bytearray | None = None if hasattr(self._unit, "copy") else bytearray()
        self.needs_input = True
        self.rescued = b""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was seen."""
        return bool(self._unit.eof)

    @property
    def unused_data(self) -> bytes:
        """What stood behind the end."""
        return bytes(self._unit.unused_data)

    def decompress(self, data: bytes, max_length: int = OUT) -> bytes:
        """Take input, give at most `max_length` bytes."""
        if self._fed is not None:
            self._fed += data
            self._fed = self._fed if len(self._fed) <= _HELD else None
        data = self._tail + data
        saved = self._unit.copy() if hasattr(self._unit, "copy") else None
        try:
            out: bytes = self._unit.decompress(data, max_length)
        except self.error:
            self.rescued = self._again() if self._fed is not None else self._rescue(saved, data)
            raise
        self._given += len(out)
        self._tail = self._unit.unconsumed_tail
        self.needs_input = not self._tail and len(out) < max_length
        return out

    def _rescue(self, saved: Any, data: bytes) -> bytes:
        """Repeat the step byte by byte, up to the byte that does not decode."""
        pieces: list[bytes] = []
        try:
            for place in range(len(data) if saved is not None else 0):
                pieces.append(saved.decompress(data[place : place + 1]))
        except self.error:
            pass
        return b"".join(pieces)

    def _again(self) -> bytes:
        """Unpack all input once more, byte by byte; what was not given out yet."""
        unit, passed, pieces = zlib.decompressobj(self._bits), 0, []
        fed = bytes(self._fed or b"")
        try:
            for place in range(len(fed)):
                piece = unit.decompress(fed[place : place + 1])
                passed += len(piece)
                pieces.append(piece[max(0, len(piece) - max(0, passed - self._given)) :])
        except zlib.error:
            pass
        return b"".join(pieces)


@cache
def _library() -> tuple[Any, type[Exception]]:
    """The fastest zlib there is: zlib-ng (2 times) can resume after damage, isal (3 times) cannot."""
    for name in ("zlib_ng.zlib_ng", "isal.isal_zlib"):
        try:
            found: Any = importlib.import_module(name)
        except ImportError:
            continue
        return found, found.error
    return zlib, zlib.error


def unpack_unit(
    unit: Unit, data: bytes, stream: Reads, title: str, errors: tuple[type[Exception], ...]
) -> Iterator[bytes]:
    """Yield what one compressed stream holds; `data` was read from `stream` already.

    Raises
    ------
    Broken
        When it breaks off or does not decode; what came before was yielded.
    """
    while not unit.eof:
        if unit.needs_input and not data:
            data = stream.read(IN)
            if not data:
                raise Broken(f"the {title} data breaks off")
        try:
            out = unit.decompress(data, OUT)
        except errors:
            yield from filter(None, [getattr(unit, "rescued", b"")])
            raise Broken(f"the {title} data is damaged, or needs more memory than allowed") from None
        data = b""
        if out:
            yield out


def unpack_units(
    stream: BinaryIO,
    new: Callable[[], Unit],
    title: str,
    errors: tuple[type[Exception], ...],
    matches: Callable[[bytes], bool],
) -> Iterator[bytes]:
    """Yield what one compressed stream after the other holds, as ``cat a.gz b.gz`` makes them.

    Raises
    ------
    Broken
        As `unpack_unit`; and when something else stands behind the last one.
    """
    data = stream.read(IN)
    while data:
        unit = new()
        yield from unpack_unit(unit, data, stream, title, errors)
        data = _after(unit.unused_data, stream)
        if data and not matches(data):
            raise Broken(f"what stands behind the end of the {title} data was not read", is_cut=False)


def _after(data: bytes, stream: Reads) -> bytes:
    """What follows the padding of zeros behind a stream, at least a magic number long if there is so much."""
    data = data.lstrip(b"\x00")
    while len(data) < 16:
        more = stream.read(IN)
        if not more:
            break
        data = (data + more).lstrip(b"\x00")
    return data
