"""Short Chinese and Japanese that a detector takes for Cyrillic or for a Western alphabet.

Four characters of GB2312 are also letters of ISO-8859-5 or Windows-1251, but then in no order of capitals and
with signs inside words; as Western letters they touch no Latin letter at all. Genuine words do neither.
"""

from __future__ import annotations

from leakcheck.pattern import pattern

_RUN = pattern(r"[^\x00-\x7f]{2,64}")
_AROUND = "«»„“”‘’…–—№\u00a0"
_RARE_LETTERS = frozenset("ЅѕЌќЃѓЂђ")
_HAN = pattern(r"[\u3005-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
_TOUCHING = pattern(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")
_LEAST = 2


def as_chinese(raw: bytes, single: str) -> bool:
    """Whether bytes read in `single` (a Cyrillic codec) are no words, and in GB2312 Chinese."""
    runs = [run.strip(_AROUND) for run in _RUN.findall(raw.decode(single, "replace"))]
    odd = sum(_is_odd(run, single) for run in runs)
    return odd * 4 >= max(1, len(runs)) and _reads_han(raw, "gb2312")


def as_eastern(raw: bytes) -> str | None:
    """Codec in which bytes taken for a Western alphabet are Chinese or Japanese throughout, if any."""
    return next((codec for codec in ("gb2312", "cp932", "big5") if _reads_han(raw, codec)), None)


def _is_odd(run: str, single: str) -> bool:
    """Signs inside, capitals out of order, or letters only Macedonian has in an encoding it hardly uses."""
    cased = run.islower() or run.isupper() or run.istitle()
    return not (run.isalpha() and cased) or (single == "iso8859-5" and not _RARE_LETTERS.isdisjoint(run))


def _reads_han(raw: bytes, codec: str) -> bool:
    """Whether all characters are ideographs or kana, and none is pressed against a Latin letter."""
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return False
    wide = [char for char in text if not char.isascii()]
    return len(wide) >= _LEAST and all(map(_HAN.match, wide)) and not _TOUCHING.search(text)
