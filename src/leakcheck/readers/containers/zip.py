"""ZIP archives: listed by their directory, or member by member where that is lost; unpacked by our own count.

Why not `zipfile.open`: it believes the sizes in the headers, and older versions do not see entries that
overlap (CVE-2024-0450). Here real bytes count, and an archive whose entries share bytes is refused.
Source: APPNOTE.TXT 6.3.10; D. Fifield, A better zip bomb (WOOT 2019).
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from leakcheck.errors import InputError
from leakcheck.readers.containers import _ziplocal as local
from leakcheck.readers.containers._member import Broken, Listing, Member
from leakcheck.readers.containers._meter import Meter
from leakcheck.readers.intake.budget import exceeded

if TYPE_CHECKING:
    import zipfile

TITLE = "zip"
SEEKS = True
INFLATES = True
_FOLDER, _UNIX = 0x10, 3
_PER_ENTRY = 1_000
_DOCUMENTS = frozenset({"[content_types].xml", "mimetype", "meta-inf/manifest.xml", "xl/workbook.xml"})
_DAMAGES = (
    NotImplementedError, ValueError, OverflowError, EOFError, KeyError, IndexError,
    RuntimeError, local.FormatError,
)  # fmt: skip


def matches(head: bytes) -> bool:
    """Signature of a local header or of the end of an empty directory."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(stream: BinaryIO, meter: Meter) -> Listing:
    """List the members; office documents are one thing and say so.

    Raises
    ------
    InputError
        When entries overlap, or there is nothing to list.
    BudgetError
        When there are too many.
    """
    import zipfile

    head = local.header_at(stream, 0)
    if head is not None and head.name.casefold() in _DOCUMENTS:
        return Listing((), is_document=True)
    _refuse_large_directory(stream, meter)
    try:
        with zipfile.ZipFile(stream) as package:
            found, end = package.infolist(), package.start_dir
    except (zipfile.BadZipFile, *_DAMAGES):
        return _without_directory(stream, meter)
    for _ in found:
        meter.enter()
    if any(info.filename.casefold() in _DOCUMENTS for info in found):
        return Listing((), is_document=True)
    _refuse_overlaps(stream, found, end, meter.where)
    return Listing(tuple(_member(info) for info in found))


def expand(stream: BinaryIO, member: Member, meter: Meter) -> Iterator[bytes]:
    """Yield the bytes; raises `Broken` when they end early or are not what the archive says."""
    crc, count = 0, 0
    header = local.header_at(stream, member.place)
    if header is None:
        raise Broken("its place in the zip archive holds something else", is_cut=False)
    stream.seek(header.start)
    for piece in local.unpack(local.Span(stream, member.packed), member.method, meter):
        crc, count = local.crc32(piece, crc), count + len(piece)
        yield piece
    if member.crc is not None and (crc, count) != (member.crc, member.length):
        raise Broken("its bytes are not those that the zip archive vouches for", is_cut=False)


def _member(info: zipfile.ZipInfo) -> Member:
    mode = info.external_attr >> 16 if info.create_system == _UNIX else 0
    kind = "file"
    if info.filename.endswith("/") or (info.external_attr & _FOLDER and not info.file_size):
        kind = "folder"
    elif stat.S_ISLNK(mode):
        kind = "link"
    elif mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        kind = "device"
    elif info.flag_bits & 0x1:
        kind = "encrypted"
    elif info.compress_type not in local.METHODS:
        kind = "unsupported"
    return Member(
        name=info.orig_filename,
        kind=kind,
        length=info.file_size,
        place=info.header_offset,
        packed=info.compress_size,
        method=info.compress_type,
        crc=info.CRC,
    )


def _refuse_large_directory(stream: BinaryIO, meter: Meter) -> None:
    """Refuse before `zipfile` builds an object for each of millions of entries."""
    told = local.directory_size(stream)
    most = meter.budget.entries
    if told is not None and (told.entries > most or told.size > most * _PER_ENTRY):
        raise exceeded("entries", f"holds more than {most:,} entries", meter.where)


def _refuse_overlaps(stream: BinaryIO, found: list[zipfile.ZipInfo], end: int, where: str) -> None:
    """Refuse entries that share bytes: the way to terabytes from kilobytes."""
    busy = 0
    for info in sorted(found, key=lambda entry: entry.header_offset):
        header = local.header_at(stream, info.header_offset)
        start = header.start if header else info.header_offset + local.HEADER
        if info.header_offset < busy or start + info.compress_size > end:
            hint = "such an archive is made to harm; do not unpack it"
            raise InputError("is a zip archive whose entries overlap", where=where, hint=hint)
        busy = start + info.compress_size


def _without_directory(stream: BinaryIO, meter: Meter) -> Listing:
    found = []
    for member in local.walk(stream):
        meter.enter()
        found.append(member)
    if not found:
        hint = "get the archive again: it is damaged or was cut off"
        raise InputError("is a damaged zip archive", where=meter.where, hint=hint)
    note = "the zip archive is damaged or cut off: its directory is missing, members were found one by one"
    last = found[-1]
    tail = "; what stands behind the last could not be listed" if last.crc is None else ""
    return Listing(tuple(found), (note + tail,))
