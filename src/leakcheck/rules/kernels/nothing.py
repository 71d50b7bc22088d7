"""Cells that hold nothing, or nothing that can be known: `leakcheck.folding.is_missing` and `is_lost`.

Bytes only pick out the few rows that might; these are asked one by one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from leakcheck.folding import MISSING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Flags, Places, PlainText

_LONGEST = 15


def may_be_missing(plain: PlainText) -> Places:
    """Rows, not empty, that may be a word for nothing; odd rows are left out or not, as it happens."""
    import numpy as np

    if not len(plain.data):
        return np.zeros(0, np.intp)
    heads = plain.data[np.minimum(plain.starts, len(plain.data) - 1)]
    likely = np.flatnonzero(_first_bytes().take(heads) & (plain.lengths <= _LONGEST) & (plain.lengths > 0))
    if not len(likely):
        return likely
    lengths, starts = plain.lengths[likely], plain.starts[likely]
    second = np.where(lengths > 1, plain.data[np.minimum(starts + 1, len(plain.data) - 1)], 0)
    keys = (lengths * 256 + (heads[likely] | 0x20)) * 256 + (second | 0x20)
    return likely[np.isin(keys, _keys())]


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
        found = np.unique(plain.row_of(np.flatnonzero(data == ord("#"))))
        found = found[data[plain.starts[found]] == ord("#")]
    if b"+" not in text:
        return found
    plus = np.flatnonzero((data[1:] == ord("+")) & ((data[:-1] | 0x20) == ord("e")))
    return np.union1d(found, plain.row_of(plus)) if len(plus) else found


@cache
def _first_bytes() -> Flags:
    import numpy as np

    table = np.zeros(256, np.bool_)
    for word in MISSING:
        if word and word.isascii():
            table[[ord(word[0]), ord(word[0].upper())]] = True
    return table


@cache
def _keys() -> NDArray[np.int64]:
    import numpy as np

    words = [word for word in MISSING if word and word.isascii()]
    pairs = [(len(w), ord(w[0]) | 0x20, (ord(w[1]) if len(w) > 1 else 0) | 0x20) for w in words]
    return np.array(sorted({(n * 256 + a) * 256 + b for n, a, b in pairs}), np.int64)
