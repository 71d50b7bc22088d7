"""What a file is, by its first bytes: member names of a ZIP archive tell XLSX and ODS from other archives.

Source: APPNOTE.TXT 4.3.7 (local file header); ECMA-376 part 2; OASIS ODF 1.3 part 2 (the member
``mimetype`` comes first, stored, so that it can be read without unpacking).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

LOCAL = b"PK\x03\x04"
_MIMETYPE = b"application/vnd.oasis.opendocument."
_MOST = 200


def member_names(head: bytes) -> tuple[str, ...]:
    """Names in the local headers that stand within `head`; what is not ASCII is shown escaped."""
    return tuple(islice(_names(head), _MOST))


def _names(head: bytes) -> Iterator[str]:
    start = head.find(LOCAL)
    while start >= 0:
        length = int.from_bytes(head[start + 26 : start + 28], "little")
        yield head[start + 30 : start + 30 + length].decode("ascii", "backslashreplace")
        start = head.find(LOCAL, start + 30)


def office_kind(head: bytes) -> str | None:
    r"""``xlsx``, ``xlsb``, ``ods``, ``document`` (any other office file), ``package`` (unsure), or None.

    The gate before the readers and the reader of plain ZIP archives ask here, so that an office
    document is never unpacked as a mere archive.

    >>> office_kind(b"PK\x03\x04" + bytes(22) + b"\x0b\x00\x00\x00xl/workbook")
    'xlsx'
    """
    if not head.startswith(LOCAL):
        return None
    names = [name.replace("\\", "/").casefold() for name in member_names(head)]
    if names and names[0] == "mimetype" and _MIMETYPE in head[:200]:
        return "ods" if _MIMETYPE + b"spreadsheet" in head[:200] else "document"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
        return "document"
    return "package" if "[content_types].xml" in names else None
