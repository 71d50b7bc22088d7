r"""UTF-8: valid, nearly valid, and the odd forms that other programs call UTF-8.

Surrogate pairs written as two three-byte forms (CESU-8, Java, Oracle) are one character and read as
such; a lone one is shown as ``\udXXX``; overlong forms are shown as bytes, never decoded, because
they exist to smuggle characters past checks. Source: RFC 3629 section 10; Unicode TR 26.
"""

from __future__ import annotations

import re

from leakcheck.pattern import pattern

_WHOLE = pattern(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_PAIR = pattern(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_LONE = pattern(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_OVERLONG = pattern(rb"\xc0[\x80\xae\xaf]|\xe0\x80[\x80\xae\xaf]")
_BESIDE_LATIN = pattern(rb"[A-Za-z][\xc2-\xdf][\x80-\xbf]|[\xc2-\xdf][\x80-\xbf][A-Za-z]")
_CLASSES = b"." * 0x80 + b"c" * 0x40 + b"2" * 0x20 + b"3" * 0x10 + b"4" * 0x08 + b"." * 0x08
_HIGH_RUN = pattern(rb"[\x80-\xff]{1,4096}")
_CUT_END = pattern(rb"([\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_PIECE = pattern(
    rb"(?P<lead>[\xe0-\xf4][\x80-\xbf]{1,2}|[\x80-\xbf]{1,4096})|(?P<high>[\xc0-\xff])|(?P<plain>[\x00-\x7f]{1,4096})"
)


def is_utf8(raw: bytes) -> bool:
    """Whether the bytes are strictly UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def has_sequence(raw: bytes) -> bool:
    """Whether a whole sequence of several bytes stands anywhere in the bytes."""
    return may_be_utf8(raw) and _WHOLE.search(raw) is not None


def may_be_utf8(raw: bytes) -> bool:
    """Whether a lead byte with its continuation bytes, well formed or not, stands anywhere.

    Far faster than the patterns: bytes are translated to their class, and classes are searched for.
    """
    classes = raw.translate(_CLASSES)
    return b"2c" in classes or b"3cc" in classes or b"4ccc" in classes


def is_certain(raw: bytes) -> bool:
    """Whether valid UTF-8 is too long to be another encoding that happens to look like it."""
    several = long = 0
    for found in _WHOLE.finditer(raw):
        several, long = several + 1, long + (found.end() - found.start() > 2)
        if several >= 6 or long >= 3:
            return True
    return False


def is_eastern_accident(raw: bytes) -> bool:
    r"""Whether whole sequences are such as two-byte Chinese, Japanese or Korean makes by accident.

    Two bytes each, and not beside a Latin letter (``Jos\xc3\xa9``); UTF-8 of those scripts has three.
    """
    lengths = [len(found[0]) for found in _WHOLE.finditer(raw)]
    return sum(length > 2 for length in lengths) * 2 < len(lengths) and not _BESIDE_LATIN.search(raw)


def is_damaged(raw: bytes) -> bool:
    """Whether bytes that are not UTF-8 are UTF-8 with damage: two whole sequences to each broken place.

    Cut characters, lone surrogates and overlong forms are damage; a line in another encoding
    holds whole sequences only by accident.
    """
    if not may_be_utf8(raw):
        return False
    bare = _PAIR.sub(b" ", raw)
    rest = _OVERLONG.sub(b" ", _LONE.sub(b" ", bare))
    odd = rest != raw
    left, whole = _WHOLE.subn(b" ", rest)
    broken = len(_HIGH_RUN.findall(left))
    return (odd and not broken) or (whole > 0 and whole >= 2 * broken)


def is_cut(raw: bytes) -> bool:
    """Whether only the last character is incomplete, as at the end of a file cut short."""
    found = _CUT_END.search(raw)
    return found is not None and is_utf8(raw[: found.start()])


def decode_damaged(raw: bytes, single: str | None) -> str:
    """Read whole sequences as UTF-8, stray letters in the codec `single`, the rest as visible escapes.

    Parameters
    ----------
    single : str or None
        8-bit codec for single bytes that cannot be the rest of a cut character; None escapes them.
    """
    raw = _LONE.sub(_lone, _PAIR.sub(_pair, raw))
    leads = {found[0] for found in _WHOLE.findall(raw)}
    text, end = [], 0
    for found in _WHOLE.finditer(raw):
        text += [_broken(raw[end : found.start()], single, leads), found[0].decode("utf-8")]
        end = found.end()
    return "".join((*text, _broken(raw[end:], single, leads)))


def _broken(raw: bytes, single: str | None, leads: set[int]) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    return "".join(_piece(found, single, leads) for found in _PIECE.finditer(raw))


def _piece(found: re.Match[bytes], single: str | None, leads: set[int]) -> str:
    raw = found[0]
    if found["high"] is not None and single is not None and raw[0] not in leads:
        return raw.decode(single, "backslashreplace")
    return raw.decode("ascii", "backslashreplace")


def _pair(found: re.Match[bytes]) -> bytes:
    text = found[0].decode("utf-8", "surrogatepass")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode("utf-8")


def _lone(found: re.Match[bytes]) -> bytes:
    return f"\\u{ord(found[0].decode('utf-8', 'surrogatepass')):04x}".encode("ascii")
