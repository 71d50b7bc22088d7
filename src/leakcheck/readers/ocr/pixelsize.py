"""Width and height as the header of an image states them, read without decoding anything.

Why our own: a picture of a few kilobytes can decode to gigabytes, so the size must be known, and judged,
before any library sees the bytes. Sources: W3C PNG; ITU-T T.81 annex B (JPEG); GIF89a; RFC 9649 (WebP);
TIFF 6.0; the BITMAPINFOHEADER of Windows.
"""

from __future__ import annotations

from collections.abc import Callable

Size = tuple[int, int]
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_MOST_SEGMENTS = 10_000
_MOST_TAGS = 4_096
_WIDTH, _HEIGHT = 256, 257
_LAST_CHUNK = b"IEND\xaeB`\x82"


def pixel_size(kind: str, data: bytes) -> Size | None:
    """Width and height in pixels of the largest picture the header names; None when it is damaged."""
    try:
        width, height = _READERS[kind](data)
    except (IndexError, ValueError, KeyError):
        return None
    return (width, height) if width > 0 and height > 0 else None


def _png(data: bytes) -> Size:
    """Also wants the last chunk: decoders differ in what they make of a picture that breaks off."""
    if data[12:16] != b"IHDR" or _LAST_CHUNK not in data:
        raise ValueError
    return _big(data, 16, 4), _big(data, 20, 4)


def _jpeg(data: bytes) -> Size:
    """Walk the segments to the frame header; what is coded inside a segment is stepped over."""
    place = 2
    for _ in range(_MOST_SEGMENTS):
        if data[place] != 0xFF:
            raise ValueError
        mark = data[place + 1]
        if mark == 0xFF:
            place += 1
        elif mark in _BARE:
            place += 2
        elif mark in _FRAMES:
            return _big(data, place + 7, 2), _big(data, place + 5, 2)
        else:
            place += 2 + max(2, _big(data, place + 2, 2))
    raise ValueError


def _gif(data: bytes) -> Size:
    """Screen and first picture together: the picture may reach beyond the screen."""
    width, height = _little(data, 6, 2), _little(data, 8, 2)
    place = 13 + _palette(data[10])
    for _ in range(_MOST_SEGMENTS):
        if data[place] == 0x2C:
            left, top = _little(data, place + 1, 2), _little(data, place + 3, 2)
            right, bottom = left + _little(data, place + 5, 2), top + _little(data, place + 7, 2)
            return max(width, right), max(height, bottom)
        if data[place] != 0x21:
            raise ValueError
        place += 2
        while data[place]:
            place += 1 + data[place]
        place += 1
    raise ValueError


def _palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(data: bytes) -> Size:
    """Of the three forms the lossy and lossless ones store 14 bits a side, the extended one 24."""
    kind = data[12:16]
    if kind == b"VP8X":
        return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = _little(data, 21, 4)
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
    raise ValueError


def _bmp(data: bytes) -> Size:
    if data[14] == 12:
        return _little(data, 18, 2), _little(data, 20, 2)
    return _little(data, 18, 4), abs(int.from_bytes(_bytes(data, 22, 4), "little", signed=True))


def _tiff(data: bytes) -> Size:
    """First directory only: that page is the one read."""
    number = _little if data[:2] == b"II" else _big
    directory = number(data, 4, 4)
    found: dict[int, int] = {}
    for index in range(min(number(data, directory, 2), _MOST_TAGS)):
        place = directory + 2 + 12 * index
        tag, kind = number(data, place, 2), number(data, place + 2, 2)
        if tag in (_WIDTH, _HEIGHT):
            found[tag] = number(data, place + 8, 2 if kind == 3 else 4)
    return found[_WIDTH], found[_HEIGHT]


def _bytes(data: bytes, place: int, count: int) -> bytes:
    found = data[place : place + count]
    if len(found) < count:
        raise IndexError
    return found


def _big(data: bytes, place: int, count: int) -> int:
    return int.from_bytes(_bytes(data, place, count), "big")


def _little(data: bytes, place: int, count: int) -> int:
    return int.from_bytes(_bytes(data, place, count), "little")


_READERS: dict[str, Callable[[bytes], Size]] = {
    "PNG": _png,
    "JPEG": _jpeg,
    "GIF": _gif,
    "WebP": _webp,
    "BMP": _bmp,
    "TIFF": _tiff,
}
