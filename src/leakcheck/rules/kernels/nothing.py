"""Cells that hold nothing, or nothing that can be known: `leakcheck.folding.is_missing` and `is_lost`.

Bytes only pick out the few rows that might; these are asked one by one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from leakcheck.folding import MISSING
from leakcheck.idnumbers._buffers import distinct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Places, PlainText

_LONGEST = 15
_WORDS = tuple(sorted(word for word in MISSING if word and word.isascii()))


def may_be_missing(plain: PlainText) -> Places:
    """Rows, not empty, that may be a word for nothing; odd rows are left out or not, as it happens."""
    import numpy as np

    if not len(plain.data) or not _may_be_written(plain.span):
        return np.zeros(0, np.intp)
    fitting = _lengths_by_pair().take(plain.pairs())
    likely = np.flatnonzero(fitting)
    lengths = np.minimum(plain.lengths[likely], _LONGEST + 1)
    return likely[(fitting[likely] >> lengths) & 1 > 0]


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
def _lengths_by_pair() -> NDArray[np.int32]:
    """By the first two bytes: lengths of words for nothing that begin so, as bits."""
    import numpy as np

    table = np.zeros(2**16, np.int32)
    for word in _WORDS:
        for first in {word[0], word[0].upper()}:
            seconds = {word[1], word[1].upper()} if len(word) > 1 else map(chr, range(256))
            for second in seconds:
                table[ord(first) * 256 + ord(second)] |= 1 << len(word)
    return table


@lru_cache(maxsize=1024)
def _may_be_written(span: tuple[int, int]) -> bool:
    """Whether some word, in small or capital letters, has no byte outside a span."""
    low, high = span
    return any(all(low <= ord(c) <= high or low <= ord(c.upper()) <= high for c in w) for w in _WORDS)
