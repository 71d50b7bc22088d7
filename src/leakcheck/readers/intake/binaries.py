"""Recognise what is not text, so that the refusal can say what it is and what to try.

Source of the magic numbers: the IANA media type registrations and ``file(1)``'s magic database.
"""

from __future__ import annotations

from leakcheck.errors import InputError

_EXPORT = "export the table as CSV (UTF-8) and check that"
_UNPACK = "unpack it first and check the file inside"
_TYPE_IN = "type or paste the text it shows, or run text recognition on it first"
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or an Office document (XLSX, DOCX)", _EXPORT + "; else unpack it"),
    (b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"%PDF-", "a PDF document", "copy the text out of it, or " + _EXPORT),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _TYPE_IN),
    (b"\xff\xd8\xff", "a JPEG image", _TYPE_IN),
    (b"GIF87a", "a GIF image", _TYPE_IN),
    (b"GIF89a", "a GIF image", _TYPE_IN),
    (b"II*\x00", "a TIFF image", _TYPE_IN),
    (b"MM\x00*", "a TIFF image", _TYPE_IN),
    (b"PAR1", "a Parquet file", _EXPORT + ", or pass it as a pandas DataFrame"),
    (b"ARROW1\x00\x00", "an Arrow file", _EXPORT + ", or pass it as a pandas DataFrame"),
    (b"SQLite format 3\x00", "an SQLite database", _EXPORT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (XLS, DOC)", _EXPORT),
    (b"MZ", "a Windows program", "check data files only"),
    (b"\x7fELF", "a Linux program", "check data files only"),
)  # fmt: skip
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(b for b in range(1, 32) if b not in b"\t\n\r\x0b\x0c\x1b")


def refuse_binary(head: bytes, where: str) -> None:
    """Raise `InputError` when `head` (the first bytes) begins like a known binary format."""
    for magic, name, hint in _MAGIC:
        if (
            head.startswith(magic)
            and not (magic == b"MZ" and _texty(head))
            and not (magic == b"BZh" and _texty(head))
        ):
            raise InputError(f"looks like {name}, not text", where=where, hint=hint)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        raise InputError("looks like a WebP image, not text", where=where, hint=_TYPE_IN)


def refuse_controls(head: bytes, where: str) -> None:
    """Raise `InputError` when text in an 8-bit encoding could not hold this many control characters.

    NUL one in a hundred, others one in ten: a damaged dump or a terminal attack is still read, a
    program is not.
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
    return head.count(b"\x00") * 100 < len(head) and controls * 10 < len(head)
