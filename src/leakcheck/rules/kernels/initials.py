"""Initials of names and letters at a place, as bits: bit 0 for A to bit 25 for Z, 0 where it is unknown.

Names of letters, digits, blanks, full stops and commas behind a word are read here; others are left to
the scalar form.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck.rules.kernels.beginnings import as_pairs
from leakcheck.rules.kernels.byteclass import (
    are_all_in,
    are_in,
    flags_of,
    ignoring_case,
    letters_of,
    mask_of,
    outside,
)
from leakcheck.rules.kernels.hashing import words_from
from leakcheck.rules.kernels.truth import ASK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Flags, Places, PlainText

_LETTERS = ignoring_case(mask_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
_NAME = _LETTERS | mask_of(" .,")
_DIGITS = mask_of("0123456789")


def bit_of(letter: str) -> int:
    """Bit of an ASCII letter, 0 for anything else."""
    return 1 << ord(letter.upper()) - 65 if letter.isascii() and letter.isalpha() else 0


def letters_at(place: int, plain: PlainText) -> NDArray[np.int32]:
    """Bit of the letter at a 1-based place of each row; rows with blanks are left to the scalar form."""
    import numpy as np

    if not len(plain.data):
        return np.zeros(len(plain), np.int32)
    bits = _bits().take(plain.bytes_at(plain.starts + (place - 1)))
    if plain.has_empty or plain.only_length is None or plain.only_length < place:
        bits *= plain.lengths >= place
    if plain.span[0] <= ord(" "):
        bits[plain.holding(plain.data == ord(" "))] = ASK
    return bits


def ends_of_names(titles: frozenset[str], plain: PlainText) -> NDArray[np.int32]:
    """Bits of the first letters of each row's first and last word; rows with a title there are left."""
    import numpy as np

    filled = np.flatnonzero(plain.lengths) if plain.has_empty else None
    if not len(plain.data):
        return np.full(len(plain), ASK, np.int32)
    data, known, letters = plain.data, _NAME, letters_of(plain)
    if _holds_digits(plain):
        known, letters = _NAME | _DIGITS, flags_of(data, _LETTERS | _DIGITS, letters)
    first, ends = (bound if filled is None else bound[filled] for bound in (plain.starts, plain.ends))
    last = _last_words(letters, first, ends)
    good = are_all_in(plain, known)
    joined = _behind_commas(plain, letters)
    if len(joined):
        good = good.copy()
        good[plain.row_of(joined)] = False
    if filled is not None:
        good = good[filled]
    good = good & letters.take(first)
    for words in (first, last):
        good[_with_title(titles, plain, words, ends)] = False
    one, other = (_bits().take(data.take(words)) for words in (first, last))
    bits = (one | other) * good
    if known != _NAME:
        bits *= (one > 0) & (other > 0)
    bits -= ~good  # ASK
    if filled is None:
        return bits
    found = np.full(len(plain), ASK, np.int32)
    found[filled] = bits
    return found


def _holds_digits(plain: PlainText) -> bool:
    """Whether a digit is among the few bytes that names do not hold."""
    places = outside(plain, _NAME)
    return places is not None and bool(are_in(plain.data[places][None], _DIGITS).any())


def _behind_commas(plain: PlainText, letters: Flags) -> Places:
    """Places of letters right behind a comma."""
    import numpy as np

    if plain.span[0] > ord(","):
        return np.zeros(0, np.intp)
    commas = plain.data == ord(",")
    if not commas.any():
        return np.zeros(0, np.intp)
    return np.flatnonzero(commas[:-1] & letters[1:]) + 1


def _last_words(letters: Flags, first: Places, ends: Places) -> Places:
    """Where the last word of each row starts; `first` and `ends` bound the rows, none of them empty.

    Of most rows the last eight bytes tell: the last that is no letter has the highest bit among them, and the
    exponent of a floating-point number is the place of its highest bit. A start counts as a word.
    """
    import numpy as np

    padded = np.ones(len(letters) + 8, np.uint8)
    padded[8:] = letters
    windows: NDArray[np.uint64] = np.ndarray((len(letters) + 1,), "<u8", padded, strides=(1,))
    others = windows[ends] ^ np.uint64(0x0101010101010101)
    highest = (others.astype(np.float64).view(np.int64) >> 52) - 1023
    found = np.maximum(ends - 7 + (highest >> 3), first)
    # Rows with eight letters or more in the last word, or with something behind it.
    left = np.flatnonzero((others == 0) | (others >= np.uint64(1 << 56)))
    if len(left):
        found[left] = _last_begun(letters, first[left], ends[left])
    return found


def _last_begun(letters: Flags, first: Places, ends: Places) -> Places:
    """The same of any rows: the last letter that follows no letter."""
    import numpy as np

    lengths = ends - first
    starts = np.cumsum(lengths) - lengths
    moved = first - starts
    part = letters[np.arange(lengths.sum()) + np.repeat(moved, lengths)]
    begins = np.empty(len(part), np.bool_)
    np.greater(part[1:], part[:-1], out=begins[1:])
    begins[starts] = True
    rows = np.zeros(len(part), np.bool_)
    rows[starts] = True
    words = np.flatnonzero(begins)
    firsts = np.flatnonzero(rows.take(words))
    return np.asarray(words.take(np.append(firsts[1:], len(words)) - 1) + moved)


def _are_titles(titles: frozenset[str], plain: PlainText, places: Places, ends: Places) -> Flags:
    """Whether a title, and no longer word, stands at a place of each row."""
    import numpy as np

    words = words_from(plain, places, ends - places) | np.uint64(0x2020202020202020)
    found = np.zeros(len(words), np.bool_)
    for length, known in _by_length(titles):
        heads = words & np.uint64((1 << 8 * (length + 1)) - 1)
        found |= known.take(np.searchsorted(known, heads), mode="clip") == heads
    return found


def _with_title(titles: frozenset[str], plain: PlainText, words: Places, ends: Places) -> Places:
    """Which of some words are titles, one a row; `ends` are those of the rows.

    Most are told by their first two bytes, the others by the two behind these if the row goes on for so long.
    """
    import numpy as np

    first, second = _pairs_of(titles)
    likely = np.flatnonzero(first.take(as_pairs(plain.bytes_at(words), plain.bytes_at(words + 1))))
    places, until = words[likely], ends[likely]
    fitting = second.take(as_pairs(plain.bytes_at(places + 2), plain.bytes_at(places + 3)))
    fitting |= until < places + 4
    likely, places, until = likely[fitting], places[fitting], until[fitting]
    return likely[_are_titles(titles, plain, places, until)] if len(likely) else likely


@lru_cache(maxsize=8)
def _pairs_of(titles: frozenset[str]) -> tuple[Flags, Flags]:
    """By two bytes: may a title, in any case, begin with them; may they be the two behind these."""
    import numpy as np

    tables = np.zeros((2, 256, 256), np.bool_)
    anything = [chr(code) for code in range(256)]
    for title in titles:
        for mark in " .,":
            places = [[c, c.upper()] for c in title + mark] + [anything] * 3
            for table, (these, those) in zip(tables, (places[:2], places[2:4]), strict=True):
                table[np.ix_([ord(c) for c in these], [ord(c) for c in those])] = True
    return tables[0].ravel(), tables[1].ravel()


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
