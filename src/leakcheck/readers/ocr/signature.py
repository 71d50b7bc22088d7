"""Which image format the first bytes are, by their mark alone.

Source: the IANA media type registrations; W3C PNG (third edition); RFC 9649 (WebP); TIFF 6.0.
"""

from __future__ import annotations

_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
SMALLEST = {"PNG": 67, "JPEG": 100, "GIF": 35, "TIFF": 60, "WebP": 26, "BMP": 30}
"""Bytes that the smallest picture of a format has, rounded down."""


def image_kind(head: bytes) -> str | None:
    """Name of the image format, or None.

    A BMP has a mark of two letters only, so its header must fit too: a table may begin with ``BM``.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    is_bmp = head.startswith(b"BM") and head[6:10] == bytes(4) and head[15:18] == bytes(3)
    return "BMP" if is_bmp and head[14:15] and head[14] in _BMP_HEADERS else None
