"""The statistical guess: chardetng on the lines that hold bytes above ASCII, and on nothing else.

Why only those lines: a gigabyte of ASCII dilutes every statistic, and detectors that look at the head
say ``ascii``. chardetng is what Firefox uses; its names are WHATWG labels, whose Python codecs are the
supersets below. Without it chardet is asked, and without that Windows-1252 is assumed, and said so.
Source: https://hsivonen.fi/chardetng/; WHATWG Encoding, section 4.2.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern

_CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "ibm866": "cp866",
    "iso-8859-1": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "ascii": "cp1252",
    "utf-8": "cp1252",
}
MULTIBYTE = frozenset({"big5hkscs", "cp949", "gb18030", "cp932", "euc_jp", "euc_jis_2004", "iso2022_jp"})
_WESTERN = frozenset(
    {
        "cp1252",
        "cp1250",
        "cp1254",
        "cp1257",
        "cp1258",
        *(f"iso8859-{n}" for n in (2, 3, 4, 10, 13, 14, 15, 16)),
    }
)
CYRILLIC = frozenset({"cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5"})
_LEGACY = ("cp850", "mac_roman", "cp852")
_INSIDE = pattern(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])|(?<=[a-z]{2})[^\x00-\x7f]")
_INITIAL = pattern(r"(?<![^\W\d_])[^\x00-\x7f](?=[a-z]{2})")
_TRIED = 20_000


@dataclass(frozen=True, slots=True)
class Guess:
    """A Python codec, who named it (chardetng, chardet, letters, signs or default), and how surely."""

    encoding: str
    how: str
    sure: bool


def guess(lines: Iterable[bytes]) -> Guess:
    """Guess the one encoding of lines known not to be UTF-8; lines of pure ASCII are passed over."""
    wide = [line for line in lines if not line.isascii()]
    found = _chardetng(wide) or _chardet(wide) or Guess("cp1252", "default", False)
    return _settled(wide, found)


def is_western(encoding: str) -> bool:
    """Whether single stray bytes in this codec are letters of a Latin alphabet."""
    return encoding in _WESTERN or encoding in _LEGACY


def title(encoding: str) -> str:
    """Name of a codec as people know it.

    >>> [title(name) for name in ("cp1251", "gb18030", "cp932", "koi8-u")]
    ['Windows-1251', 'GB18030', 'Shift-JIS', 'KOI8-U']
    """
    if encoding.startswith("cp125"):
        return "Windows-" + encoding[2:]
    return {"cp932": "Shift-JIS", "big5hkscs": "Big5", "cp949": "EUC-KR"}.get(
        encoding, encoding.upper().replace("_", "-")
    )


def _chardetng(lines: list[bytes]) -> Guess | None:
    try:
        from chardetng_py import EncodingDetector
    except ImportError:
        return None
    detector = EncodingDetector()
    for line in lines:
        detector.feed(line + b"\n", last=False)
    detector.feed(b"", last=True)
    label, sure = detector.guess_assess(tld=None, allow_utf8=False)
    return Guess(_codec(label), "chardetng", sure)


def _chardet(lines: list[bytes]) -> Guess | None:
    try:
        import chardet
    except ImportError:
        return None
    found: dict[str, Any] = dict(chardet.detect(b"\n".join(lines)))
    label = found.get("encoding")
    return Guess(_codec(label), "chardet", found["confidence"] > 0.9) if label else None


def _codec(label: str) -> str:
    name = _CODECS.get(label.lower(), label)
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return "cp1252"
    return _CODECS.get(known, known)


def _settled(lines: list[bytes], found: Guess) -> Guess:
    """Overrule the detector where it is known to be weak: short texts, and what browsers never meet."""
    from leakcheck.readers.intake.encodings.alphabets import by_letters
    from leakcheck.readers.intake.encodings.eastern import as_chinese, as_eastern
    from leakcheck.readers.intake.encodings.signs import are_western_signs

    raw = b"\n".join(lines)[:_TRIED]
    if found.encoding in CYRILLIC:
        return Guess("gb18030", "letters", False) if as_chinese(raw, found.encoding) else found
    if are_western_signs(raw):
        return Guess("cp1252", "signs", False)
    if found.encoding not in _WESTERN or found.encoding == "cp1258":
        return found
    if (eastern := as_eastern(raw)) is not None:
        return Guess(_CODECS.get(eastern, eastern), "letters", False)
    if _wrong(raw, found.encoding) > 0.4:
        return _dos_or_mac(raw, found)
    better = by_letters(lines, found.encoding)
    return found if better == found.encoding else Guess(better, "letters", False)


def _dos_or_mac(raw: bytes, found: Guess) -> Guess:
    """Old DOS and Macintosh text: its letters are signs in Windows-1252."""
    scores = {codec: _wrong(raw, codec) for codec in _LEGACY}
    best = min(scores, key=scores.__getitem__)
    return Guess(best, "letters", False) if scores[best] < 0.15 else found


def _wrong(raw: bytes, codec: str) -> float:
    """Share of characters beside small letters that are no letters, or capitals inside a word."""
    text = raw.decode(codec, "replace")
    inside, initial = _INSIDE.findall(text), _INITIAL.findall(text)
    wrong = sum(not char.islower() for char in inside) + sum(not char.isalpha() for char in initial)
    return wrong / max(1, len(inside) + len(initial))
