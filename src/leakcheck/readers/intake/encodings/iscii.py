"""ISCII for Devanagari: the 8-bit Indian standard code. Python has no codec for it.

Source: IS 13194:1991, "Indian script code for information interchange", Bureau of Indian Standards,
table for Devanagari; the nukta pairs are from its Annex. Checked against ICU's ``x-iscii-de``.
"""

from __future__ import annotations

import re

from leakcheck.pattern import pattern

_FIRST = 0xA1
_TABLE = (
    "ँंःअआइईउऊऋऎएऐऍऒओऔऑकखगघङचछजझञटठडढणतथदधनऩपफबभमय" "\u095f" "रऱलळऴवशषसह\u200d"
    "ािीुूृॆेैॅॊोौॉ़्।"
)  # fmt: skip
_DIGITS = "०१२३४५६७८९"
_BYTES = {_FIRST + place: char for place, char in enumerate(_TABLE)} | {
    0xF1 + place: digit for place, digit in enumerate(_DIGITS)
}
_PAIRS = {
    b"\xa1\xe9": "ॐ", b"\xa6\xe9": "ऌ", b"\xa7\xe9": "ॡ", b"\xaa\xe9": "ॠ", b"\xb3\xe9": "क़",
    b"\xb4\xe9": "ख़",
    b"\xb5\xe9": "ग़", b"\xba\xe9": "ज़", b"\xbf\xe9": "ड़", b"\xc0\xe9": "ढ़", b"\xc9\xe9": "फ़",
    b"\xdb\xe9": "ॢ",
    b"\xdc\xe9": "ॣ", b"\xdf\xe9": "ॄ", b"\xea\xe9": "ऽ", b"\xea\xea": "॥", b"\xe8\xe8": "्\u200c",
    b"\xe8\xe9": "्\u200d",
}  # fmt: skip
# Two bytes first; then attribute switches (EF and one byte), which colour text and spell nothing.
CODE = pattern(rb"[\xa1-\xea][\xe8-\xea]|\xef[\x21-\x7e]|[\x00-\xff]", re.S)


FREE = pattern(rb"[\x80-\xa0\xeb-\xee\xf0\xfb-\xff]|\xef(?![\x21-\x7e])")
"""What the standard leaves free."""


def decode(raw: bytes) -> str:
    r"""Read bytes as ISCII Devanagari; what the table leaves free stays a visible escape.

    >>> decode(b"\xcf\xda\xcc \xb3\xdd\xcc\xda\xcf, 41")
    'राम कुमार, 41'
    """
    return "".join(map(_read, CODE.findall(raw)))


def encode(text: str) -> bytes | None:
    """Bytes of a Hindi word; None when the standard has no code for one of its characters."""
    pairs = {char: code for code, char in _PAIRS.items()}
    single = {char: bytes([code]) for code, char in _BYTES.items()}
    codes = [char.encode("ascii") if char.isascii() else pairs.get(char) or single.get(char) for char in text]
    return None if None in codes else b"".join(code for code in codes if code is not None)


def _read(code: bytes) -> str:
    if len(code) == 1:
        return _one(code[0])
    if code[0] == 0xEF:
        return ""
    return _PAIRS.get(code) or _one(code[0]) + _one(code[1])


def _one(byte: int) -> str:
    return chr(byte) if byte < 0x80 else _BYTES.get(byte, f"\\x{byte:02x}")
