"""Recognise what is not text, so that a refusal can say what it is and what to try.

Two kinds: what a container or a reader may open passes the gate; everything else is named and refused.
Source of the magic numbers: the IANA media type registrations and ``file(1)``'s magic database.
"""

from __future__ import annotations

from typing import NamedTuple

from leakcheck.errors import InputError
from leakcheck.readers.ocr.signature import SMALLEST, image_kind

_EXPORT = "export the table as CSV (UTF-8) and check that"
_AGAIN = "get the file again: it is damaged or was cut off"
_UNPACK = "unpack it first and check the file inside"
_TYPE_IN = "type or paste the text it shows, or run text recognition on it first"
_DATA_ONLY = "check data files only"


class Opened(NamedTuple):
    """A binary format that something here opens: its mark, name, and the bytes the smallest one has."""

    magic: bytes
    name: str
    least: int


_OPENED = (
    Opened(b"PK\x03\x04", "a ZIP archive or an Office document (XLSX, ODS)", 52),
    Opened(b"PK\x05\x06", "an empty ZIP archive", 22),
    Opened(b"\x1f\x8b", "a gzip archive", 18),
    Opened(b"\xfd7zXZ\x00", "an xz archive", 32),
    Opened(b"\x28\xb5\x2f\xfd", "a Zstandard archive", 9),
    Opened(b"7z\xbc\xaf\x27\x1c", "a 7z archive", 32),
    Opened(b"PAR1", "a Parquet file", 12),
    Opened(b"ARROW1\x00\x00", "an Arrow file", 20),
    Opened(b"FEA1", "a Feather file (version 1)", 12),
)
_REFUSED = (
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x04\x22\x4d\x18", "an LZ4 archive", _UNPACK),
    (b"\x1f\x9d", "a compress (.Z) archive", _UNPACK),
    (b"MSCF\x00\x00\x00\x00", "a cabinet archive", _UNPACK),
    (b"%PDF-", "a PDF document", "copy the text out of it, or " + _EXPORT),
    (b"SQLite format 3\x00", "an SQLite database", _EXPORT),
    (b"PGDMP", "a PostgreSQL dump in custom format", "turn it into text with pg_restore -f OUT.sql"),
    (b"Obj\x01", "an Avro file", _EXPORT),
    (b"ORC\x0a", "an ORC file", _EXPORT),
    (b"\x00\x01\x00\x00Standard ", "an Access database", _EXPORT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (XLS, DOC)", _EXPORT),
    (b"\x7fELF", "a Linux program", _DATA_ONLY),
    (b"\xca\xfe\xba\xbe", "a program", _DATA_ONLY),
    (b"\xcf\xfa\xed\xfe", "a macOS program", _DATA_ONLY),
)  # fmt: skip
_BZIP2_MARK = 10  # all of its bytes are ASCII: cut off inside the mark it would pass for text
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_UNPRINTED = bytes(b for b in range(32) if b not in b"\t\n\r")
_CONTROLS = bytes(b for b in range(1, 32) if b not in b"\t\n\r\x0b\x0c\x1b")


def refuse_binary(head: bytes, where: str) -> None:
    """Raise `InputError` when `head` (the first bytes) begins like a binary format that nothing here opens.

    What a container or a reader opens passes, unless it is too short to be whole.
    """
    for magic, name, hint in _REFUSED:
        if head.startswith(magic):
            raise InputError(f"looks like {name}, not text", where=where, hint=hint)
    if head.startswith(b"MZ") and not _texty(head):
        raise InputError("looks like a Windows program, not text", where=where, hint=_DATA_ONLY)
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise InputError("looks like a HEIF image, not text", where=where, hint=_TYPE_IN)
    if 4 < len(head) < _BZIP2_MARK and head[:3] == b"BZh" and b"1AY&SY".startswith(head[4:]):
        raise InputError("looks like a bzip2 archive that breaks off", where=where, hint=_AGAIN)
    opened = _opened(head)
    if opened is not None and len(head) < opened.least:
        raise InputError(f"looks like {opened.name} that breaks off", where=where, hint=_AGAIN)


def is_plain(head: bytes) -> bool:
    """Whether the first bytes are surely text: no control character, no mark of anything that is opened here.

    Why: what somebody pastes need not ask every container; a test holds that none of them claims it.
    """
    if head[:1] > b"\xf4" or b"\x80" <= head[:1] < b"\xc2" or head.startswith(b"BZh"):
        return False
    is_tar = head[148:156].strip(b" ").isdigit()  # the checksum is all that tells an old one
    return len(head.translate(None, _UNPRINTED)) == len(head) and not is_tar and _opened(head) is None


def opened_format(head: bytes) -> str | None:
    """Name of the binary format that passed the gate and needs a reader of its own, or None for text."""
    opened = _opened(head)
    return opened.name if opened else None


def refuse_unread(head: bytes, where: str) -> None:
    """Raise `InputError` for a binary format that passed the gate when no reader bids on it."""
    name = opened_format(head)
    if name is not None:
        raise InputError(f"looks like {name}, which no reader here reads", where=where, hint=_EXPORT)


def _opened(head: bytes) -> Opened | None:
    kind = image_kind(head)
    if kind is not None:
        return Opened(b"", f"a {kind} image", SMALLEST[kind])
    return next((opened for opened in _OPENED if head.startswith(opened.magic)), None)


def refuse_controls(head: bytes, where: str) -> None:
    """Raise `InputError` when text in an 8-bit encoding could not hold this many control characters.

    NUL one in a hundred, others one in ten: a damaged dump or a terminal attack is still read, a
    program is not. The commonest control character does not count: it may be the delimiter.
    """
    if head.startswith(_WIDE_BOMS) or _texty(head):
        return
    raise InputError(
        "holds binary data, not text",
        where=where,
        hint="if it is text in an unusual encoding, name it with --encoding (for example utf-16-le)",
    )


def _texty(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 10 >= len(head):
        controls -= max(map(head.count, _CONTROLS))
    return head.count(b"\x00") * 100 < len(head) and controls * 10 < len(head)
