"""The one spelling in which a word is looked up, and its 32-bit number.

Why hashes: the lists of generators are full of people's names; the package carries none, only numbers from
which no list can be printed. A word that is in no list meets one of N numbers by chance N / 2^32 of the time
(about 1 in 75,000 for 57,000 surnames), far below what any real column shows.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]

_PUNCTUATION: dict[int, str | None] = {
    ord(mark): " " for mark in "-_/,;:()&+\u2010\u2011\u2012\u2013\u2014\u00a0\u3000"
}
_PUNCTUATION |= dict.fromkeys(map(ord, "'’‘`´ʼʻ."))
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})


def spell(word: str) -> str:
    """Lower case, without accents where the script is Latin, blanks for hyphens, no apostrophes.

    >>> spell(" Jean-Luc  O’Brïen ")
    'jean luc obrien'
    >>> spell("ЙОСИП")
    'йосип'
    """
    if word.isascii():
        return " ".join(word.lower().translate(_PUNCTUATION).split())
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_LATIN).translate(_PUNCTUATION)
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join((bare if bare.isascii() else unicodedata.normalize("NFKC", folded)).split())


def number(spelt: str) -> int:
    """32-bit number of a spelt word: CRC-32 of its UTF-8 (fast, the same everywhere; no secret is kept)."""
    return zlib.crc32(spelt.encode("utf-8", "surrogatepass"))


def numbers(words: Iterable[str]) -> Hashes:
    """Numbers of words spelt already; shape (words,), uint32, in their order."""
    import numpy as np

    return np.fromiter((number(word) for word in words), dtype=np.uint32)
