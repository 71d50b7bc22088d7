"""tar archives (v7, ustar, pax, GNU), read by headers of 512 bytes; nothing is ever put on disk.

Why not the standard library's: it reads a long name of any length into memory, and cannot say where the rest
was lost. Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from leakcheck.readers.containers._member import Broken, Listing, Member
from leakcheck.readers.containers._meter import Meter

TITLE = "tar"
SEEKS = False
INFLATES = False
_BLOCK = 512
_MOST_META = 1 << 20
_CHUNK = 1 << 18
_DIGITS = 19  # 8 EiB
_KINDS = {
    b"1": "link", b"2": "link", b"3": "device", b"4": "device", b"5": "folder", b"6": "device",
}  # fmt: skip
_FILES = (b"0", b"\x00", b"7", b" ")


class _Header(NamedTuple):
    name: str
    size: int
    flag: bytes


def matches(head: bytes) -> bool:
    """A first header whose checksum is right."""
    return len(head) >= _BLOCK and _parse(head[:_BLOCK]) is not None


def members(stream: BinaryIO, meter: Meter) -> Listing:
    """List by going from header to header; zeros between archives are passed over."""
    found: list[Member] = []
    notes: list[str] = []
    extended: dict[str, str] = {}
    place = 0
    while block := stream.read(_BLOCK):
        place += len(block)
        if not block.strip(b"\x00"):
            continue
        header = _parse(block) if len(block) == _BLOCK else None
        if header is None:
            notes.append("the archive is damaged or cut off: what follows its last whole member was not read")
            break
        size = header.size
        if header.flag in (b"L", b"K", b"x", b"g"):
            if size > _MOST_META:
                notes.append("the archive is damaged: a name of more than 1 MiB; what follows was not read")
                break
            meta = stream.read(_padded(size))
            extended.update(_extended(header.flag, meta[:size]))
            place += len(meta)
            continue
        meter.enter()
        size = _size(extended.get("size", ""), size)
        kind = "file" if header.flag in _FILES else _KINDS.get(header.flag, "unsupported")
        kind = "folder" if kind == "file" and header.name.endswith("/") else kind
        kind = "unsupported" if any(key.startswith("GNU.sparse") for key in extended) else kind
        found.append(Member(extended.get("path", header.name), kind, size, place))
        extended = {}
        skip = 0 if kind in ("link", "device", "folder") else _padded(size)
        place += _skip(stream, skip)
    return Listing(tuple(found), tuple(notes))


def expand(stream: BinaryIO, member: Member, _meter: Meter) -> Iterator[bytes]:
    """Yield the bytes; raises `Broken` when the archive ends within them."""
    if stream.seekable():
        stream.seek(member.place)
    else:
        _skip(stream, member.place)
    missing = member.length
    while missing:
        piece = stream.read(min(_CHUNK, missing))
        if not piece:
            raise Broken("the tar archive breaks off")
        missing -= len(piece)
        yield piece


def _parse(block: bytes) -> _Header | None:
    told = _number(block[148:156])
    plain = sum(block[:148]) + sum(block[156:]) + 8 * 0x20
    size = _number(block[124:136])
    if told != plain or size is None or size < 0 or not block[:1].strip(b"\x00"):
        return None
    name = block[:100].split(b"\x00", 1)[0]
    if block[257:263] == b"ustar\x00" and (prefix := block[345:500].split(b"\x00", 1)[0]):
        name = prefix + b"/" + name
    return _Header(name.decode("utf-8", "backslashreplace"), size, block[156:157])


def _number(field: bytes) -> int | None:
    """Octal digits, or GNU's binary form for what is too large."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \x00")
    if len(digits) > 12 or digits.translate(None, b"01234567"):
        return None
    return int(digits or b"0", 8)


def _extended(flag: bytes, data: bytes) -> dict[str, str]:
    """What a long-name or pax header says of the next member."""
    if flag == b"L":
        return {"path": data.split(b"\x00", 1)[0].decode("utf-8", "backslashreplace")}
    return dict(_records(data)) if flag == b"x" else {}


def _records(data: bytes) -> Iterator[tuple[str, str]]:
    """Records of a pax header: ``length key=value newline``."""
    while data:
        digits = data[:8].split(b" ", 1)[0]
        length = int(digits) if digits.isdigit() else 0
        if not len(digits) < length <= len(data):
            return
        key, sign, value = data[len(digits) + 1 : length].rstrip(b"\n").partition(b"=")
        if sign:
            yield key.decode("utf-8", "backslashreplace"), value.decode("utf-8", "backslashreplace")
        data = data[length:]


def _size(told: str, size: int) -> int:
    """Size as a pax header tells it, which may be anything; else the header's own."""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < _DIGITS else size


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _skip(stream: BinaryIO, count: int) -> int:
    if stream.seekable():
        try:
            stream.seek(count, io.SEEK_CUR)
        except (OSError, OverflowError, ValueError):  # farther than any file reaches
            stream.seek(0, io.SEEK_END)
        return count
    missing = count
    while missing and (piece := stream.read(min(_CHUNK, missing))):
        missing -= len(piece)
    return count
