"""The codec of a whole stream, from its first bytes alone."""

from __future__ import annotations

import codecs

from leakcheck.readers.intake.encodings.marks import by_mark
from leakcheck.readers.intake.encodings.wide import wide_without_mark

BY_LINE = "utf-8"
_JAPANESE_MAIL = "iso2022_jp_ext"


def sniff(head: bytes) -> tuple[int, str]:
    """Length of the mark and codec of the whole stream; ``utf-8`` stands for "line by line"."""
    marked = by_mark(head)
    if marked is not None:
        return marked
    if b"\x1b$" in head and head.isascii() and _is_japanese_mail(head):
        return 0, _JAPANESE_MAIL
    return 0, wide_without_mark(head) or BY_LINE


def _is_japanese_mail(head: bytes) -> bool:
    """ISO-2022-JP switches by escapes (RFC 1468); a head cut inside a character is still that."""
    if b"\x1b$B" not in head and b"\x1b$@" not in head:
        return False
    try:
        codecs.getincrementaldecoder(_JAPANESE_MAIL)().decode(head)
    except UnicodeDecodeError:
        return False
    return True
