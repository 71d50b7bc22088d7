"""What an Arrow IPC stream promises, checked message by message before anything is decoded.

A compressed buffer says in its first 8 bytes how large it becomes, and a column without buffers may claim any
length; both are added up here. Source: Arrow columnar format, "Serialization and interprocess communication";
``Message.fbs``; FlatBuffers binary format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

from leakcheck.errors import InputError
from leakcheck.readers.workbook.limits import Limits, refuse
from leakcheck.readers.workbook.parquetcheck import budget

FILE_MAGIC = b"ARROW1\x00\x00"
CONTINUATION = b"\xff\xff\xff\xff"
_DICTIONARY, _RECORDS = 2, 3
_MAX_METADATA = 1 << 24
_MAX_MESSAGES = 1_000_000
_HINT = "get the file again, or export the table as CSV and check that"


def looks_like_stream(head: bytes) -> bool:
    """Whether bytes begin with an encapsulated message: continuation mark, a small length, a FlatBuffer
    root.
    """
    if len(head) < 12 or not head.startswith(CONTINUATION):
        return False
    length, root = int.from_bytes(head[4:8], "little", signed=True), int.from_bytes(head[8:12], "little")
    return 0 < length < _MAX_METADATA and length % 8 == 0 and 4 <= root < min(length, 256)


def check_messages(stream: IO[bytes], start: int, size: int, where: str, limits: Limits) -> None:
    """Check every message from byte `start` on.

    Raises
    ------
    InputError
        When a message is damaged, or what they promise is more than the budget.
    """
    cells = unpacked = 0
    try:
        for metadata, body in _messages(stream, start, size):
            nodes, buffers, compressed = _batch(metadata)
            cells += sum(nodes)
            grown = (
                sum(_unpacked(stream, body + offset, length, size) for offset, length in buffers)
                if compressed
                else 0
            )
            if grown > limits.page * 4:
                raise refuse(f"unpacks one batch to {grown:,} bytes: more than the budget", where)
            unpacked += grown
    except (struct.error, ValueError, IndexError):
        raise damaged(where) from None
    if unpacked > max(limits.small * 16, limits.density * size):
        raise refuse(f"unpacks {size:,} bytes to {unpacked:,}: more than the budget", where)
    budget(cells, size, where, limits)


def damaged(where: str) -> InputError:
    """Build the error for a file that is cut off or inconsistent."""
    return refuse("is a damaged Arrow file", where, _HINT)


def _messages(stream: IO[bytes], place: int, size: int) -> Iterator[tuple[bytes, int]]:
    """Metadata of each message and where its body begins."""
    for _ in range(_MAX_MESSAGES):
        stream.seek(place)
        prefix = stream.read(8)
        marked = prefix[:4] == CONTINUATION
        raw = prefix[4:8] if marked else prefix[:4]
        length = int.from_bytes(raw, "little") if len(raw) == 4 else 0
        if length == 0:
            return
        begin = place + (8 if marked else 4)
        if length > _MAX_METADATA or begin + length > size:
            raise ValueError
        stream.seek(begin)
        metadata = stream.read(length)
        place = begin + length + _body_length(metadata)
        if not begin + length <= place <= size:
            raise ValueError
        yield metadata, begin + length
    raise ValueError


def _field(data: bytes, table: int, slot: int) -> int:
    """Place of a field of a FlatBuffers table, 0 when it is absent."""
    vtable = table - _int(data, table, "<i")
    if slot * 2 + 4 >= _int(data, vtable, "<H"):
        return 0
    offset = _int(data, vtable + 4 + slot * 2, "<H")
    return table + offset if offset else 0


def _int(data: bytes, place: int, kind: str) -> int:
    if place < 0:
        raise ValueError
    number: int = struct.unpack_from(kind, data, place)[0]
    return number


def _body_length(metadata: bytes) -> int:
    place = _field(metadata, _int(metadata, 0, "<I"), 3)
    return _int(metadata, place, "<q") if place else 0


def _batch(metadata: bytes) -> tuple[list[int], list[tuple[int, int]], bool]:
    """Lengths of all nodes, (offset, length) of all buffers, and whether buffers are compressed."""
    message = _int(metadata, 0, "<I")
    kind_at, header_at = _field(metadata, message, 1), _field(metadata, message, 2)
    kind = metadata[kind_at] if kind_at else 0
    if kind not in (_DICTIONARY, _RECORDS) or not header_at:
        return [], [], False
    table = header_at + _int(metadata, header_at, "<I")
    if kind == _DICTIONARY:
        inner = _field(metadata, table, 1)
        if not inner:
            return [], [], False
        table = inner + _int(metadata, inner, "<I")
    nodes = [max(length, 0) for length, _ in _pairs(metadata, _field(metadata, table, 1))]
    return nodes, list(_pairs(metadata, _field(metadata, table, 2))), bool(_field(metadata, table, 3))


def _pairs(data: bytes, place: int) -> Iterator[tuple[int, int]]:
    """Entries of a vector of two 64-bit numbers."""
    if not place:
        return
    vector = place + _int(data, place, "<I")
    count = _int(data, vector, "<I")
    if vector + 4 + count * 16 > len(data):
        raise ValueError
    for number in range(count):
        yield struct.unpack_from("<qq", data, vector + 4 + number * 16)


def _unpacked(stream: IO[bytes], place: int, length: int, size: int) -> int:
    """Size of a compressed buffer as its prefix says; -1 there means that it is not compressed."""
    if length < 8:
        return 0
    if not 0 <= place <= size - 8:
        raise ValueError
    stream.seek(place)
    number: int = struct.unpack("<q", stream.read(8))[0]
    return max(number, 0)
