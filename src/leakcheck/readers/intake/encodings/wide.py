"""UTF-16 and UTF-32 without a byte order mark.

Why a rule of our own: Hindi in UTF-16 is valid ASCII full of tabs, and detectors say so. Both byte
orders are tried on a sample; one is taken when nearly all characters are ASCII or of two scripts and
the 8-bit reading is worse.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter

SAMPLE = 4096
_SHARE = 0.93
_STRAY = 8
# First code points of runs of blocks that travel together; what lies between two is one "script" here.
_EDGES = (0x80, 0x250, 0x370, 0x400, 0x530, 0x590, 0x600, 0x700, 0x780, 0x900, 0x980, 0xA00, 0xA80, 0xB00,
          0xB80, 0xC00, 0xC80, 0xD00, 0xD80, 0xE00, 0xE80, 0xF00, 0x1000, 0x10A0, 0x1100, 0x1200, 0x1E00,
          0x1F00, 0x2000, 0x2E80, 0x3000, 0x3400, 0xA000, 0xAC00, 0xD7B0, 0xE000, 0xF900, 0xFB00, 0xFE70,
          0xFF00, 0x10000)  # fmt: skip
_HAN = bisect_right(_EDGES, 0x4E00)
_KINDRED = {bisect_right(_EDGES, code): _HAN for code in (0x3041, 0xFF01)}  # kana and wide forms: with Han
_LATIN = {bisect_right(_EDGES, 0x1EA0): bisect_right(_EDGES, 0xE9)}  # Vietnamese: with Latin
_JOINED = {**_KINDRED, **_LATIN}


def wide_without_mark(head: bytes) -> str | None:
    """Codec when the first bytes are UTF-16 or UTF-32 without a mark, else None."""
    sample = head[:SAMPLE]
    if len(sample) < 4 or (b"\x00" not in sample and not _is_odd_text(sample)) or _is_stray(sample):
        return None
    scores = {codec: _script_share(sample, codec) for codec in _codecs(sample)}
    best = max(scores, key=lambda codec: (round(scores[codec], 2), -_pages(sample, codec)))
    return best if scores[best] > _SHARE else None


def _is_stray(sample: bytes) -> bool:
    """Whether a few NULs stand in what is plainly ASCII for the most part: UTF-16 of that is full of them."""
    if sample.count(b"\t") * 4 > len(sample):
        return False  # the high byte of Devanagari is a tab
    nuls = sample.count(b"\x00")
    plain = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in sample)
    high = sum(byte > 127 for byte in sample)
    controls = len(sample) - plain - nuls - high  # escape codes of a terminal stand in hostile text
    if not 0 < nuls * _STRAY <= len(sample) or controls * _STRAY > len(sample):
        return False
    return high * _STRAY <= len(sample) and "\ufffd" not in sample.decode("utf-8", "replace").rstrip("\ufffd")


def _pages(sample: bytes, codec: str) -> int:
    """Pages of 256 code points in use: the wrong byte order scatters a small alphabet over Chinese."""
    return len({ord(char) >> 8 for char in sample.decode(codec, "replace")})


def _codecs(sample: bytes) -> tuple[str, ...]:
    narrow = ("utf-16-le", "utf-16-be")
    return ("utf-32-le", "utf-32-be", *narrow) if sample.count(b"\x00") * 5 > len(sample) * 2 else narrow


def _is_odd_text(sample: bytes) -> bool:
    """Whether the 8-bit reading is poor: odd controls, or one and a tab at each second place."""
    controls = sum(byte < 32 and byte not in b"\t\n\r\x1b" for byte in sample)
    halves = (set(sample[0::2]), set(sample[1::2]))
    regular = any(len(half) == 1 and max(half) < 32 for half in halves)
    return controls * 8 >= len(sample) or (regular and controls > 0)


def _script_share(sample: bytes, codec: str) -> float:
    """Share of characters in printable ASCII or in the two commonest other scripts."""
    size = 4 if "32" in codec else 2
    whole = sample[: len(sample) // size * size]
    text = whole.decode(codec, "replace")
    plain = sum(char.isascii() and (char.isprintable() or char in "\t\r\n") for char in text)
    if not text or (not plain and b"\x00" in whole):
        return 0.0
    scripts = Counter(_script(char) for char in text if not char.isascii() and _is_assigned(char))
    return (plain + sum(count for _, count in scripts.most_common(2))) / len(text)


def _script(char: str) -> int:
    place = bisect_right(_EDGES, ord(char))
    return _JOINED.get(place, place)


def _is_assigned(char: str) -> bool:
    return unicodedata.category(char) not in ("Cn", "Co", "Cs", "Cc") and char != "\ufffd"
