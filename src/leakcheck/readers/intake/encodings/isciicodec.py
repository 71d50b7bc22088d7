"""ISCII as a codec of Python, so that ``--encoding iscii`` works wherever an encoding can be named.

Why only when named: bytes that could be ISCII could be other things too, so it is suspected and shown, never
assumed (`leakcheck.readers.intake.encodings.suspects`). The table is in `iscii`.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import TYPE_CHECKING

from leakcheck.readers.intake.encodings import iscii

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

NAME = "iscii"
_HIGH = bytes(range(0x80, 0x100))


def decode(data: ReadableBuffer, errors: str = "strict") -> tuple[str, int]:
    """Text, and how many bytes it took: all of them.

    Raises
    ------
    UnicodeDecodeError
        When errors are strict and the standard leaves a byte free.
    """
    raw = bytes(data)
    free = iscii.FREE.search(raw) if errors == "strict" else None
    if free is not None:
        raise UnicodeDecodeError(NAME, raw, free.start(), free.end(), "no character of ISCII")
    return iscii.decode(raw), len(raw)


def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    """Bytes of a text; UnicodeEncodeError, whatever `errors` says, where the standard has no code."""
    raw = iscii.encode(text)
    if raw is None:
        raise UnicodeEncodeError(NAME, text, 0, len(text), "no code of ISCII")
    return raw, len(text)


class _Decoder(codecs.BufferedIncrementalDecoder):
    """Holds back a byte that the next one may change."""

    def _buffer_decode(self, data: ReadableBuffer, errors: str, final: bool) -> tuple[str, int]:
        raw = bytes(data)
        end = len(raw) if final else _settled(raw)
        return decode(raw[:end], errors)


def _settled(raw: bytes) -> int:
    """How many bytes stand for themselves, whatever follows: all but the first half of a pair at the end."""
    size = len(raw.rstrip(_HIGH))
    end = size
    for found in iscii.CODE.finditer(raw, size):
        if found.end() == len(raw) and len(found[0]) == 1 and raw[-1] >= 0xA1:
            break
        end = found.end()
    return end


def _find(name: str) -> codecs.CodecInfo | None:
    if name != NAME:
        return None
    return codecs.CodecInfo(encode=encode, decode=decode, incrementaldecoder=_Decoder, name=NAME)


@cache
def register() -> None:
    """Make the codec known to Python, once."""
    codecs.register(_find)
