"""Cells that hold nothing, or nothing that can be known: `leakcheck.folding.is_missing` and `is_lost`.

Bytes only pick out the few rows that might; these are asked one by one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from leakcheck.folding import MISSING
from leakcheck.idnumbers._buffers import distinct
from leakcheck.rules.kernels.beginnings import beginning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Flags, Places, PlainText

_LONGEST = 15
_WORDS = tuple(sorted(word for word in MISSING if word and word.isascii()))


def may_be_missing(plain: PlainText) -> Places:
    """Rows, not empty, that may be a word for nothing; odd rows are left out or not, as it happens."""
    import numpy as np

    if not len(plain.data) or not _may_be_written(plain.span):
        return np.zeros(0, np.intp)
    likely, fitting = beginning(plain, *_lengths_by_pair())
    lengths = np.minimum(plain.lengths[likely], _LONGEST + 1)
    found: Places = likely[(fitting >> lengths) & 1 > 0]
    return found


def may_be_absent(plain: PlainText) -> Places:
    """Rows, not empty, that may hold nothing; odd rows are among them, other than in `may_be_missing`.

    A text for nothing begins with a letter or mark of a word for it, with white space, or with what is not
    ASCII; behind a letter may stand the next one, or again what is folded away.
    """
    import numpy as np

    if not len(plain.data):
        return np.zeros(0, np.intp)
    rows, _ = beginning(plain, *_absent_by_pair())
    return rows[plain.lengths[rows] > 0] if plain.has_empty else rows


def may_be_lost(plain: PlainText) -> Places:
    """Rows that may be what a spreadsheet has put in the place of a value."""
    import numpy as np

    data = plain.data
    found = np.zeros(0, np.intp)
    if not len(data):
        return found
    if plain.span[0] > ord("+"):
        return found
    text = data.tobytes()
    if b"#" in text:
        found = distinct(plain.row_of(np.flatnonzero(data == ord("#"))))
        found = found[data[plain.starts[found]] == ord("#")]
    if b"+" not in text:
        return found
    plus = np.flatnonzero((data[1:] == ord("+")) & ((data[:-1] | 0x20) == ord("e")))
    return distinct(np.append(found, plain.row_of(plus))) if len(plus) else found


@cache
def _lengths_by_pair() -> tuple[Flags, NDArray[np.int32]]:
    """By the first byte: is there a word for nothing; by the first two: lengths of such words, as bits."""
    import numpy as np

    table = np.zeros(2**16, np.int32)
    for word in _WORDS:
        for first in {word[0], word[0].upper()}:
            seconds = {word[1], word[1].upper()} if len(word) > 1 else map(chr, range(256))
            for second in seconds:
                table[ord(first) * 256 + ord(second)] |= 1 << len(word)
    return np.asarray(table.reshape(256, 256).any(axis=1)), table


@cache
def _absent_by_pair() -> tuple[Flags, Flags]:
    """By the first byte and by the first two: may a text that holds nothing, odd or not, begin so."""
    import numpy as np

    table = _lengths_by_pair()[1].reshape(256, 256) > 0
    folded = np.ones(256, np.bool_)
    folded[ord("!") : 127] = False
    table[table.any(axis=1)] |= folded
    table[folded] = True
    return np.asarray(table.any(axis=1)), table.ravel()


@lru_cache(maxsize=1024)
def _may_be_written(span: tuple[int, int]) -> bool:
    """Whether some word, in small or capital letters, has no byte outside a span."""
    low, high = span
    return any(all(low <= ord(c) <= high or low <= ord(c.upper()) <= high for c in w) for w in _WORDS)
