"""ZIP archives of office documents, opened only when their own directory is honest and small.

Nothing is extracted to disk. Declared sizes are a ceiling (`zipfile` stops there and then compares the
checksum), so what a part may cost is known before it is unpacked.
Source: APPNOTE.TXT 6.3.10; D. Fifield, A better zip bomb (WOOT 2019); CVE-2024-0450 (overlapping entries).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO

from leakcheck.readers.intake.source import Evidence
from leakcheck.readers.workbook.limits import DEFAULT, SPLIT_HINT, Limits, refuse
from leakcheck.readers.workbook.seekable import open_seekable

DAMAGES = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
    struct.error, OverflowError, KeyError, IndexError,
)  # fmt: skip
_DIRECTORY = b"PK\x01\x02"
_LOCAL_SIZE = 30
_CHUNK = 1 << 20
_DAMAGED = "is a damaged ZIP archive"
_AGAIN = "get the file again, or " + SPLIT_HINT


class Archive:
    """Members by name, upper and lower case alike, as ECMA-376 asks.

    Parameters
    ----------
    package : zipfile.ZipFile
        The open archive, checked by `open_archive`.
    where : str
        Name of the evidence, for errors.
    """

    def __init__(self, package: zipfile.ZipFile, where: str, limits: Limits = DEFAULT) -> None:
        self._package, self.where, self.limits = package, where, limits
        self._members = {_key(info.filename): info for info in package.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def names(self) -> tuple[str, ...]:
        """Names of all members, in lower case, in the order of the directory."""
        return tuple(self._members)

    def open(self, name: str) -> IO[bytes]:
        """Stream over a member.

        Raises
        ------
        InputError
            When there is none of that name, or its header is damaged.
        """
        info = self._members.get(_key(name))
        if info is None:
            raise refuse("lacks a part that the workbook names", self.where, _AGAIN)
        try:
            return self._package.open(info)
        except DAMAGES:
            raise refuse(_DAMAGED, self.where, _AGAIN) from None

    def read(self, name: str) -> bytes:
        """All bytes of a small member.

        Raises
        ------
        InputError
            As `open`, and when it is larger than a part without cells may be.
        """
        with self.open(name) as stream:
            try:
                data = stream.read(self.limits.control + 1)
            except DAMAGES:
                raise refuse(_DAMAGED, self.where, _AGAIN) from None
        if len(data) > self.limits.control:
            raise refuse("holds a part without cells that is far too large", self.where)
        return data


def open_archive(evidence: Evidence, limits: Limits = DEFAULT) -> Archive:
    """Open and check an archive.

    Raises
    ------
    InputError
        When it is damaged, protected by a password, or unpacks to more than the budget.
    """
    where = evidence.name
    stream, _ = open_seekable(evidence)
    _count_entries(stream, where, limits)
    try:
        package = zipfile.ZipFile(stream)
        _check_overlaps(package, stream, where)
    except DAMAGES:
        raise refuse(_DAMAGED, where, _AGAIN) from None
    _check_members(package.infolist(), where, limits)
    return Archive(package, where, limits)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _count_entries(stream: IO[bytes], where: str, limits: Limits) -> None:
    """Count directory entries in the raw bytes: `zipfile` would build them all before it can be asked."""
    count, tail = 0, b""
    while chunk := stream.read(_CHUNK):
        piece = tail + chunk
        count += piece.count(_DIRECTORY)
        tail = piece[-3:]
        if count > limits.entries:
            raise refuse(f"is an archive of more than {limits.entries:,} entries", where)


def _check_overlaps(package: zipfile.ZipFile, stream: IO[bytes], where: str) -> None:
    """Refuse entries that share bytes: the way to terabytes from kilobytes."""
    end = 0
    for info in sorted(package.infolist(), key=lambda member: member.header_offset):
        stream.seek(info.header_offset)
        header = stream.read(_LOCAL_SIZE)
        names, extra = struct.unpack("<HH", header[26:30])
        if info.header_offset < end:
            raise refuse("is an archive whose entries overlap: a decompression bomb", where)
        end = info.header_offset + _LOCAL_SIZE + names + extra + info.compress_size
    if end > package.start_dir:
        raise refuse("is an archive whose entries overlap: a decompression bomb", where)


def _check_members(members: list[zipfile.ZipInfo], where: str, limits: Limits) -> None:
    if any(info.flag_bits & 0x1 for info in members):
        raise refuse("is protected by a password", where, "open it with its password and save it without")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in members):
        raise refuse("is packed in a way that office programs do not use", where, _AGAIN)
    if len({_key(info.filename) for info in members}) < len(members):
        raise refuse("is an archive with two parts of one name", where, _AGAIN)
    for info in members:
        swollen = info.file_size > limits.small and info.file_size > limits.ratio * max(1, info.compress_size)
        if swollen or info.file_size > limits.part:
            packed = max(1, info.compress_size)
            what = f"unpacks {packed:,} bytes to {info.file_size:,}: more than the budget for one part"
            raise refuse(what, where)
    if sum(info.file_size for info in members) > limits.total:
        raise refuse(f"unpacks to more than {limits.total:,} bytes", where)
