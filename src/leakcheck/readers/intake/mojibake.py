"""UTF-8 that was read in an 8-bit encoding (``JosÃ©``) and can be read back: for matching only.

The encoding step alone: nothing is normalised, nothing is guessed that bytes do not prove. A text is
repaired only when *all* of it goes back to bytes that are strictly UTF-8, and when the signs it held are
such as nobody writes: a capital with an accent before a sign, not before a closing quote. A password
``P@ssÃ©1`` is "repaired" too, which is why the original stays in the record.
Method after ftfy (R. Speer, "ftfy", 2019, doi:10.5281/zenodo.2591652); own implementation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROUNDS = 3
_LONGEST = 100_000
_SINGLE = ("latin-1", "cp1252", "cp1251", "cp1250", "cp1254", "cp1253", "mac_roman", "cp437", "cp850")
# Bytes that Windows leaves undefined and that programs pass through as C1 controls (WHATWG Encoding).
_PASSED = {0x81, 0x83, 0x88, 0x8D, 0x8F, 0x90, 0x98, 0x9D, 0xA1, 0xAA, 0xD2, 0xFF}
# Whatever a first byte of UTF-8 becomes in one of them: without such a character there is nothing to do.
_FIRST = {bytes([byte]).decode(codec, "ignore") for codec in _SINGLE for byte in range(0xC2, 0xF5)}
_LEAD = re.compile("[" + re.escape("".join(sorted(_FIRST))) + "]")
_SIGN = re.compile(r"[\x80-\xbf\u2000-\u2bff]")
_CONTROL = re.compile(r"[\x80-\x9f]")
# What may genuinely follow an accented capital or a foreign word: closing quotes, marks, units, powers.
_QUOTES = frozenset("‘’“”…»›")
_WRITTEN = frozenset("†‘’“”–—…›»™®°²³¹½¼¾€£ªº·•© \u00a0")
_USUAL = frozenset("ÃÂÄÅâïà")
_LOST_A0 = re.compile(rb"(?<=[\xc2-\xdf]) |(?<=[\xe0-\xef]) (?=[\x80-\xbf])|(?<=[\xe0-\xef][\x80-\xbf]) ")
# Blocks that records are written in; a "repair" into phonetic or extinct letters is an accident.
_BLOCKS = (
    (0xA0, 0x17F), (0x192, 0x192), (0x1A0, 0x1B0), (0x218, 0x21B), (0x2C6, 0x2DC), (0x300, 0x323),
    (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x5D0, 0x5EA),
    (0x60C, 0x6D4), (0x6F0, 0x6F9), (0x900, 0xDFF), (0xE01, 0xE5B), (0x1E80, 0x1EF9), (0x200B, 0x203A),
    (0x20A0, 0x20BF), (0x2100, 0x27BF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3),
    (0xFB01, 0xFB02), (0xFE0F, 0xFE0F), (0xFEFF, 0xFFEF), (0x1F000, 0x1FAFF), (0x80, 0x9F),
)  # fmt: skip


def repair(text: str) -> str | None:
    """Text as it was before it was read wrongly, or None when there is nothing to repair.

    >>> repair("JosÃ©"), repair("à¤°à¤µà¤¿"), repair("José “Ã”")
    ('José', 'रवि', None)
    """
    if text.isascii() or len(text) > _LONGEST or not _LEAD.search(text):
        return None
    found, step = None, text
    for _ in range(_ROUNDS):
        step = next(_readings(step), "")
        if not step:
            break
        found = found if _CONTROL.search(step) else step
    return found


def _readings(text: str) -> Iterator[str]:
    for codec in _SINGLE:
        raw = _bytes(text, codec)
        if raw is None:
            continue
        read = _utf8(raw) or (
            _utf8(_LOST_A0.sub(b"\xa0", raw)) if b" " in raw and codec == "cp1252" else None
        )
        if read is not None and _is_better(text, read, codec):
            yield read


def _bytes(text: str, codec: str) -> bytes | None:
    """The bytes a text was read from; C1 controls stand for bytes the codec leaves undefined."""
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        pass
    raw = bytearray()
    for char in text:
        code = char.encode(codec, "ignore")
        if not code and ord(char) not in _PASSED:
            return None
        raw += code or bytes([ord(char)])
    return bytes(raw)


def _utf8(raw: bytes) -> str | None:
    if raw.isascii():
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _is_better(text: str, read: str, codec: str) -> bool:
    """Whether the signs of mojibake weigh more than the chance that somebody wrote them."""
    foreign = [char for char in read if not char.isascii()]
    if not all(any(low <= ord(char) <= high for low, high in _BLOCKS) for char in foreign):
        return False
    if codec not in ("latin-1", "cp1252"):
        return len(foreign) > 1 and sum(not _SIGN.match(char) for char in foreign) * 2 > len(foreign)
    return _evidence(text, read) >= 1


def _evidence(text: str, read: str) -> float:
    """Walk along both texts: one point for a sequence nobody writes, less where somebody might."""
    points, place, behind = 0.0, 0, 0.0
    for char in read:
        length = len(char.encode("utf-8", "replace"))
        weight = 0.0
        if length > 1:
            before, after = text[place - 1 : place], text[place + length : place + length + 1]
            weight = _weight(text[place : place + length], before, after)
            points += weight + (0.5 if behind and max(weight, behind) >= 0.5 else 0.0)
        behind = weight
        place += length
    return points


def _weight(sequence: str, before: str, after: str) -> float:
    usual = sequence[0] in _USUAL
    if not _WRITTEN.issuperset(sequence[1:]):
        return 1.0 if usual else 0.5
    beside = before.isascii() and before.islower()
    if not beside and not (before.isupper() and sequence[1] in _QUOTES):
        beside = after.isascii() and after.islower()
    spaced = sequence == "Ã " and not before.isupper()
    return 1.0 if usual and len(sequence) == 2 and (beside or spaced) else 0.25
