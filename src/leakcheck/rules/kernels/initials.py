"""Initials of names and letters at a place, as bits: bit 0 for A to bit 25 for Z, 0 where it is unknown.

Names of letters, blanks, full stops and commas behind a word are read here; others are left to the
scalar form.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck.rules.kernels.byteclass import are_all_in, ignoring_case, mask_of, table_of
from leakcheck.rules.kernels.hashing import words_from
from leakcheck.rules.kernels.truth import ASK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Flags, Places, PlainText

_LETTERS = ignoring_case(mask_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
_NAME = _LETTERS | mask_of(" .,")


def bit_of(letter: str) -> int:
    """Bit of an ASCII letter, 0 for anything else."""
    return 1 << ord(letter.upper()) - 65 if letter.isascii() and letter.isalpha() else 0


def letters_at(place: int, plain: PlainText) -> NDArray[np.int32]:
    """Bit of the letter at a 1-based place of each row; rows with blanks are left to the scalar form."""
    import numpy as np

    if not len(plain.data):
        return np.zeros(len(plain), np.int32)
    at = np.minimum(plain.starts + place - 1, len(plain.data) - 1)
    bits = np.where(plain.lengths >= place, _bits().take(plain.data[at]), 0)
    blanks = np.flatnonzero(plain.data == ord(" "))
    if len(blanks):
        bits[plain.row_of(blanks)] = ASK
    return bits


def ends_of_names(titles: frozenset[str], plain: PlainText) -> NDArray[np.int32]:
    """Bits of the first letters of each row's first and last word; rows with a title there are left."""
    import numpy as np

    letters = np.frombuffer(plain.data.tobytes().translate(_letter_table()), np.bool_)
    begins = letters.copy()
    begins[1:] &= ~letters[:-1]
    filled = np.flatnonzero(plain.lengths)
    begins[plain.starts[filled]] = letters[plain.starts[filled]]
    words = np.flatnonzero(begins)
    if not len(words):
        return np.full(len(plain), ASK, np.int32)
    first = plain.starts
    last = words[np.maximum(np.searchsorted(words, plain.ends) - 1, 0)]
    good = are_all_in(plain, _NAME) & (plain.lengths > 0)
    good &= letters.take(np.minimum(first, len(letters) - 1))
    joined = np.flatnonzero((plain.data[:-1] == ord(",")) & letters[1:])
    good[plain.row_of(joined)] = False
    good &= ~(_are_titles(titles, plain, first) | _are_titles(titles, plain, last))
    codes = _bits()
    return np.where(
        good,
        codes.take(plain.data[np.minimum(first, len(plain.data) - 1)]) | codes.take(plain.data[last]),
        np.int32(ASK),
    )


def _are_titles(titles: frozenset[str], plain: PlainText, places: Places) -> Flags:
    """Whether a title, and no longer word, stands at a place of each row."""
    import numpy as np

    words = words_from(plain, places, plain.ends - places) | np.uint64(0x2020202020202020)
    found = np.zeros(len(plain), np.bool_)
    for length, known in _by_length(titles):
        heads = words & np.uint64((1 << 8 * (length + 1)) - 1)
        found |= np.isin(heads, known)
    return found


@lru_cache(maxsize=8)
def _by_length(titles: frozenset[str]) -> tuple[tuple[int, NDArray[np.uint64]], ...]:
    """Titles of up to seven letters and the mark behind them (blank, also for none; . or ,) as numbers."""
    import numpy as np

    found: dict[int, list[int]] = {}
    for title in sorted(titles):
        for mark in (0x20, ord(".") | 0x20, ord(",")):
            data = title.encode("ascii") + bytes([mark])
            found.setdefault(len(title), []).append(int.from_bytes(data, "little"))
    return tuple((length, np.array(numbers, np.uint64)) for length, numbers in sorted(found.items()))


@lru_cache(maxsize=1)
def _letter_table() -> bytes:
    return table_of(_LETTERS).tobytes()


@lru_cache(maxsize=1)
def _bits() -> NDArray[np.int32]:
    import numpy as np

    return np.array([bit_of(chr(code)) if code < 128 else 0 for code in range(256)], np.int32)
