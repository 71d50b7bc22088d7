"""64-bit hashes of texts: the same number for one text and for a whole column.

Multiply and shift over 8-byte words of the UTF-8 bytes, finished as in SplitMix64 (Steele, Lea and
Flood, OOPSLA 2014). Not cryptographic: equal hashes are taken for equal texts, wrong about once in 2^64
pairs.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

_SEED, _TIMES = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_ALL = 2**64 - 1
LONGEST = 256
"""Longer texts are hashed one by one (BLAKE2b): a single huge cell must not cost a pass a word."""


def hash_text(text: str) -> int:
    """Hash of one text; the scalar twin of `hash_rows`."""
    return _hash_bytes(text.encode("utf-8", "surrogatepass"))


def _hash_bytes(data: bytes) -> int:
    if len(data) > LONGEST:
        return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")
    mixed = (_SEED ^ len(data) * _FIRST) & _ALL
    for start in range(0, len(data), 8):
        mixed = (mixed ^ int.from_bytes(data[start : start + 8], "little")) * _TIMES & _ALL
        mixed ^= mixed >> 32
    mixed = (mixed ^ mixed >> 30) * _FIRST & _ALL
    mixed = (mixed ^ mixed >> 27) * _SECOND & _ALL
    return mixed ^ mixed >> 31


def hash_rows(plain: PlainText) -> NDArray[np.uint64]:
    """Hash of every row's bytes as they stand, odd rows included; uint64 of shape (n,)."""
    import numpy as np

    mixed = np.uint64(_SEED) ^ plain.lengths.astype(np.uint64) * np.uint64(_FIRST)
    longest = min(int(plain.lengths.max()), LONGEST) if len(plain) else 0
    for start in range(0, longest, 8):
        words = words_at(plain, start)
        if plain.only_length is not None or start == 0:
            grown = _grow(mixed, words)
            mixed = grown if plain.only_length is not None else np.where(plain.lengths > 0, grown, mixed)
        else:
            rows = np.flatnonzero(plain.lengths > start)
            mixed[rows] = _grow(mixed[rows], words[rows])
    mixed = _finish(mixed)
    for row in np.flatnonzero(plain.lengths > LONGEST).tolist():
        mixed[row] = _hash_bytes(plain.data[plain.starts[row] : plain.ends[row]].tobytes())
    return mixed


def words_at(plain: PlainText, start: int) -> NDArray[np.uint64]:
    """Eight bytes of every row from `start` on as a little-endian number, zeros behind its end."""
    import numpy as np

    if plain.only_length:
        padded, length = _padded(plain), plain.only_length
        words: NDArray[np.uint64] = np.ndarray((len(plain),), "<u8", padded, offset=start, strides=(length,))
        return np.asarray(words & _masks()[min(length - start, 8)])
    return words_from(plain, plain.starts + start, plain.lengths - start)


def words_from(plain: PlainText, places: NDArray[np.int64], left: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Eight bytes from each place on, of which `left` belong to it; the others are zeros."""
    import numpy as np

    padded = _padded(plain)
    windows = np.ndarray((len(padded) - 7,), "<u8", padded, strides=(1,))
    found = windows[np.minimum(places, len(padded) - 8)]
    if len(left) and left.min() >= 8:
        return found
    return found & _masks().take(np.clip(left, 0, 8))


def _padded(plain: PlainText) -> NDArray[np.uint8]:
    """The data with a word of zeros behind it."""
    import numpy as np

    if "padded" not in plain.memo:
        plain.memo["padded"] = np.append(plain.data, np.zeros(16, np.uint8))
    found: NDArray[np.uint8] = plain.memo["padded"]
    return found


@cache
def _masks() -> NDArray[np.uint64]:
    import numpy as np

    return np.array([(1 << 8 * count) - 1 for count in range(9)], dtype=np.uint64)


def _grow(mixed: NDArray[np.uint64], words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    mixed = (mixed ^ words) * np.uint64(_TIMES)
    return mixed ^ mixed >> np.uint64(32)


def _finish(mixed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    import numpy as np

    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(_FIRST)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(_SECOND)
    return mixed ^ mixed >> np.uint64(31)
