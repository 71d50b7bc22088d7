"""Bytes that are text in no encoding: a cipher, a sound or a picture between the commas.

Why by how even they are: an 8-bit codec gives nearly every byte some character, so little is ever
undecodable. But in text of any language some letters are common and others rare. Two bytes above ASCII, taken
at random, are the same one time in 10 to 30 in an alphabet, one time in 50 at worst in Chinese and Japanese;
one time in 128 where they are noise. Source: the index of coincidence, W. F. Friedman (1922), in its
unbiased form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_ASCII = bytes(range(0x80))
_LEAST = 120
_EVEN = 1 / 75
_MOSTLY = 0.5
_C1 = 0.1


def is_noise(lines: Iterable[bytes]) -> bool:
    """Whether lines are mostly bytes above ASCII, and these spread as evenly as in no text.

    Never on fewer than 120 such bytes, and never where half of all is ASCII: a table or a dump with a column
    of binary keys is one all the same.

    Parameters
    ----------
    lines : iterable of bytes
        Lines known not to be UTF-8, or a sample of them.
    """
    counts: Counter[int] = Counter()
    size = 0
    for raw in lines:
        counts.update(raw.translate(None, _ASCII))
        size += len(raw)
    total = counts.total()
    if total < _LEAST or total < size * _MOSTLY:
        return False
    same = sum(count * (count - 1) for count in counts.values()) / (total * (total - 1))
    return same < _EVEN and _share_of_c1(counts, total) > _C1


def _share_of_c1(counts: Counter[int], total: int) -> float:
    """Share of bytes 0x80 to 0x9F: next to nothing where all letters stand above them (EUC, ISO 8859)."""
    return sum(counts[byte] for byte in range(0x80, 0xA0)) / total
