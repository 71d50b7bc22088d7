"""Initials of names and letters at a place, as bits: bit 0 for A to bit 25 for Z, 0 where it is unknown.

Names of letters, blanks, full stops and commas behind a word are read here; others are left to the
scalar form.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck.rules.kernels.byteclass import are_all_in, flags_of, ignoring_case, mask_of
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
    bits = _bits().take(plain.data.take(plain.starts + (place - 1), mode="clip"))
    bits *= plain.lengths >= place
    if plain.span[0] <= ord(" "):
        bits[plain.holding(plain.data == ord(" "))] = ASK
    return bits


def ends_of_names(titles: frozenset[str], plain: PlainText) -> NDArray[np.int32]:
    """Bits of the first letters of each row's first and last word; rows with a title there are left."""
    import numpy as np

    data, filled = plain.data, np.flatnonzero(plain.lengths)
    found = np.full(len(plain), ASK, np.int32)
    if not len(filled):
        return found
    letters = flags_of(data, _LETTERS)
    first = plain.starts if len(filled) == len(plain) else plain.starts[filled]
    last = _last_words(letters, first)
    good = are_all_in(plain, _NAME)
    joined = (data[:-1] == ord(",")) & letters[1:] if plain.span[0] <= ord(",") else data[:0]
    if joined.any():
        good = good & ~plain.holding(np.append(joined, False))
    if len(filled) < len(plain):
        good = good[filled]
    good = good & letters.take(first)
    good[_begin_or_end_with(titles, plain, filled, last)] = False
    codes = _bits()
    bits = codes.take(data.take(first))
    bits |= codes.take(data.take(last))
    bits *= good
    bits -= ~good  # ASK
    if len(filled) == len(plain):
        return bits
    found[filled] = bits
    return found


def _last_words(letters: Flags, first: Places) -> Places:
    """Where the last word of each row starts; `first` are the places at which the rows start, none empty.

    A row's start counts as that of a word, so the last word is the one before the next row's first.
    """
    import numpy as np

    begins = letters.copy()
    begins[1:] &= ~letters[:-1]
    begins[first] = True
    rows = np.zeros(len(letters), np.bool_)
    rows[first] = True
    words = np.flatnonzero(begins)
    firsts = np.flatnonzero(rows.take(words))
    return words.take(np.append(firsts[1:], len(words)) - 1)


def _begin_or_end_with(titles: frozenset[str], plain: PlainText, filled: Places, last: Places) -> Places:
    """Which of the filled rows have a title for their first or last word."""
    import numpy as np

    data, table = plain.data, _pairs_of(titles)
    pairs = data.take(last).astype(np.uint16) << np.uint16(8) | data.take(last + 1, mode="clip")
    heads = plain.pairs() if len(filled) == len(plain) else plain.pairs()[filled]
    likely = np.flatnonzero(table.take(heads) | table.take(pairs))
    if not len(likely):
        return likely
    first, ends = plain.starts[filled[likely]], plain.ends[filled[likely]]
    return likely[_are_titles(titles, plain, first, ends) | _are_titles(titles, plain, last[likely], ends)]


def _are_titles(titles: frozenset[str], plain: PlainText, places: Places, ends: Places) -> Flags:
    """Whether a title, and no longer word, stands at a place of each row."""
    import numpy as np

    words = words_from(plain, places, ends - places) | np.uint64(0x2020202020202020)
    found = np.zeros(len(words), np.bool_)
    for length, known in _by_length(titles):
        heads = words & np.uint64((1 << 8 * (length + 1)) - 1)
        found |= known.take(np.searchsorted(known, heads), mode="clip") == heads
    return found


@lru_cache(maxsize=8)
def _pairs_of(titles: frozenset[str]) -> Flags:
    """By two bytes: whether a title begins with them, in small or capital letters."""
    import numpy as np

    table = np.zeros((256, 256), np.bool_)
    for title in titles:
        for first in {title[0], title[0].upper()}:
            seconds = {title[1], title[1].upper()} if len(title) > 1 else map(chr, range(256))
            table[ord(first), [ord(second) for second in seconds]] = True
    return table.ravel()


@lru_cache(maxsize=8)
def _by_length(titles: frozenset[str]) -> tuple[tuple[int, NDArray[np.uint64]], ...]:
    """Titles of up to seven letters and the mark behind them (blank, also for none; . or ,) as numbers."""
    import numpy as np

    found: dict[int, list[int]] = {}
    for title in sorted(titles):
        for mark in (0x20, ord(".") | 0x20, ord(",")):
            data = title.encode("ascii") + bytes([mark])
            found.setdefault(len(title), []).append(int.from_bytes(data, "little"))
    return tuple((length, np.sort(np.array(numbers, np.uint64))) for length, numbers in sorted(found.items()))


@lru_cache(maxsize=1)
def _bits() -> NDArray[np.int32]:
    import numpy as np

    return np.array([bit_of(chr(code)) if code < 128 else 0 for code in range(256)], np.int32)
