"""7z archives through py7zr (the extra "sevenzip"): a member at a time, into memory or a nameless file.

Why declared sizes count here: py7zr never writes more than the archive declares, so the sum is a true
ceiling, also for the members in front of the wanted one, which a solid archive makes it unpack as well.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from leakcheck.errors import InputError
from leakcheck.readers.containers._member import Broken, Listing, Member
from leakcheck.readers.containers._meter import Meter
from leakcheck.readers.intake.spool import Spool

TITLE = "7z"
SEEKS = True
INFLATES = False
_CHUNK = 1 << 18
_MOST_HEADER = 4 << 20
_HINT = "unpack it first and check the file inside"


def matches(head: bytes) -> bool:
    """Magic number."""
    return head.startswith(b"7z\xbc\xaf\x27\x1c")


def members(stream: BinaryIO, meter: Meter) -> Listing:
    """List the members; all are encrypted when the archive asks for a password.

    Raises
    ------
    InputError
        When the extra is missing, or the archive is damaged.
    BudgetError
        When it holds too many entries, or declares more bytes than allowed.
    """
    library = _library(meter.where)
    _refuse_large_header(stream, meter)
    try:
        with library.SevenZipFile(stream) as archive:
            is_locked = archive.needs_password()
            found = [_member(info, is_locked) for info in archive.files]
    except library.exceptions.PasswordRequired:
        hint = "unpack it with its password first"
        raise InputError("is encrypted", where=meter.where, hint=hint) from None
    except Exception:  # a hostile header can make it raise anything
        hint = "get the archive again, or " + _HINT
        raise InputError("is a damaged 7z archive", where=meter.where, hint=hint) from None
    for _ in found:
        meter.enter()
    meter.declare(sum(member.length for member in found))
    return Listing(tuple(found))


def expand(stream: BinaryIO, member: Member, meter: Meter) -> Iterator[bytes]:
    """Yield the bytes; raises `Broken` when the member is damaged."""
    spool = Spool(meter.where)
    is_whole = _extract(stream, member.name, spool)
    with spool.open() as unpacked:
        while piece := unpacked.read(_CHUNK):
            yield piece
    if not is_whole:
        raise Broken("the 7z data is damaged or packed in an unknown way")


def _extract(stream: BinaryIO, name: str, spool: Spool) -> bool:
    """Unpack one member; False when it did not end well."""
    library = _library("")
    stream.seek(0)
    try:
        with library.SevenZipFile(stream) as archive:
            archive.extract(targets=[name], factory=_factory(library, spool))
    except InputError:
        raise
    except Exception:  # as above
        return False
    return True


def _factory(library: Any, spool: Spool) -> Any:
    """py7zr's way to take bytes without a file: a factory of sinks."""

    class Sink(library.io.Py7zIO):  # type: ignore[misc]
        def write(self, data: bytes) -> int:
            return spool.write(data)

        def read(self, _size: int | None = None) -> bytes:
            return b""

        def seek(self, _offset: int, _whence: int = 0) -> int:
            return 0

        def flush(self) -> None:
            return None

        def size(self) -> int:
            return spool.size

    class Factory(library.io.WriterFactory):  # type: ignore[misc]
        def create(self, _name: str) -> Any:
            return Sink()

    return Factory()


def _member(info: Any, is_locked: bool) -> Member:
    kind = "encrypted" if is_locked else "file"
    if info.is_directory:
        kind = "folder"
    elif info.is_symlink or info.is_junction:
        kind = "link"
    elif info.is_socket:
        kind = "device"
    return Member(str(info.filename), kind, int(info.uncompressed or 0))


def _refuse_large_header(stream: BinaryIO, meter: Meter) -> None:
    """Refuse a directory too large for a handful of members before it is parsed."""
    size = int.from_bytes(stream.read(32)[20:28], "little")
    stream.seek(0)
    if size > _MOST_HEADER:
        what = "is a damaged 7z archive, or holds far too many entries"
        raise InputError(what, where=meter.where, hint=_HINT)


def _library(where: str) -> Any:
    try:
        py7zr = importlib.import_module("py7zr")
        importlib.import_module("py7zr.io")
    except ImportError:
        hint = "pip install 'leakcheck-verify[sevenzip]', or unpack it first"
        what = 'is a 7z archive, which needs the extra "sevenzip"'
        raise InputError(what, where=where, hint=hint) from None
    return py7zr
