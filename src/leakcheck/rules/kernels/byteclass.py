"""Classes of ASCII characters as 128-bit masks, and tests of bytes against them.

A class of few ranges is tested by subtraction and comparison, which run many bytes at a time; only a
scattered class needs a look-up a byte.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Bytes, Flags, Places, PlainText

ALL = (1 << 128) - 1
_FEW = 6


def mask_of(characters: str) -> int:
    """Mask of the ASCII characters of a text; others are left out."""
    mask = 0
    for character in characters:
        if character.isascii():
            mask |= 1 << ord(character)
    return mask


def ignoring_case(mask: int) -> int:
    """The mask with both cases of each of its letters."""
    upper, lower = mask & _UPPER, mask & _LOWER
    return mask | upper << 32 | lower >> 32


_UPPER = mask_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LOWER = _UPPER << 32


@cache
def ranges_of(mask: int) -> tuple[tuple[int, int], ...]:
    """Ranges (first, last) of a mask, ascending."""
    found: list[tuple[int, int]] = []
    for code in range(128):
        if not mask >> code & 1:
            continue
        if found and found[-1][1] == code - 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return tuple(found)


@cache
def table_of(mask: int) -> NDArray[np.bool_]:
    """By byte: whether it is in the class."""
    import numpy as np

    return np.array([code < 128 and bool(mask >> code & 1) for code in range(256)])


def are_in(characters: Bytes, mask: int) -> Flags:
    """Cells whose characters are all in the class; `characters` has shape (places, rows)."""
    import numpy as np

    if mask == ALL:
        return np.ones(characters.shape[1], np.bool_)
    ranges = ranges_of(mask)
    if len(ranges) == 1:
        low, high = ranges[0]
        if len(characters) == 1:
            return np.asarray((characters[0] - np.uint8(low)) <= high - low)
        return np.asarray((characters - np.uint8(low)).max(axis=0) <= high - low)
    return np.asarray(flags_of(characters, mask).all(axis=0))


def are_inside(plain: PlainText, mask: int) -> bool:
    """Whether all characters from the least to the greatest byte are in the class."""
    low, high = plain.span
    wanted = (1 << high + 1) - (1 << low)
    return high < 128 and mask & wanted == wanted


def are_all_in(plain: PlainText, mask: int) -> Flags:
    """Rows that hold no byte outside the class."""
    import numpy as np

    key = ("class", mask)
    if key not in plain.memo:
        everything = are_inside(plain, mask)
        plain.memo[key] = np.ones(len(plain), np.bool_) if everything else _without_others(plain, mask)
    found: Flags = plain.memo[key]
    return found


def _without_others(plain: PlainText, mask: int) -> Flags:
    import numpy as np

    places = outside(plain, mask)
    if places is None:
        return np.asarray(~plain.holding(~_flags(plain, mask)))
    found = np.ones(len(plain), np.bool_)
    if len(places):
        found[plain.row_of(places)] = False
    return found


def outside(plain: PlainText, mask: int) -> Places | None:
    """Places of the bytes outside a class; None where they are many.

    They are found among those outside a narrower class, if such a one was asked for before.
    """
    import numpy as np

    known: dict[int, Places] = plain.memo.setdefault("outside", {})
    for narrower, places in known.items():
        if not narrower & ~mask:
            known[mask] = places[~table_of(mask).take(plain.data.take(places))]
            return known[mask]
    wrong = ~_flags(plain, mask)
    if np.count_nonzero(wrong) * 4 > len(plain):
        return None
    known[mask] = np.flatnonzero(wrong)
    return known[mask]


def letters_of(plain: PlainText) -> Flags:
    """Which bytes of the data are ASCII letters."""
    if "letters" not in plain.memo:
        plain.memo["letters"] = _letters(plain.data)
    found: Flags = plain.memo["letters"]
    return found


def _letters(data: Bytes) -> Flags:
    import numpy as np

    return np.asarray(((data | np.uint8(32)) - np.uint8(97)) < 26)


def _flags(plain: PlainText, mask: int) -> Flags:
    """Which bytes of the data are in the class."""
    return flags_of(plain.data, mask, letters_of(plain) if _two_cases(mask)[1] else None)


def flags_of(data: Bytes, mask: int, letters: Flags | None = None) -> Flags:
    """Which bytes are in the class; same shape. `letters`: which of them are letters, if that is known."""
    import numpy as np

    folded, both = _two_cases(mask)
    ranges = ranges_of(folded)
    if len(ranges) + bool(both) > _FEW:
        return np.asarray(table_of(mask).take(data))
    found: Flags | None = None
    if both:
        found = _letters(data) if letters is None else letters
    for low, high in ranges:
        found = _between(data, low, high) if found is None else found | _between(data, low, high)
    return np.zeros(data.shape, np.bool_) if found is None else found


def _between(data: Bytes, low: int, high: int) -> Flags:
    import numpy as np

    return np.asarray((data == low) if low == high else (data - np.uint8(low)) <= high - low)


@cache
def _two_cases(mask: int) -> tuple[int, bool]:
    """The mask without the letters, when it has all letters of both cases, and whether it has."""
    both = mask & (_UPPER | _LOWER) == _UPPER | _LOWER
    return (mask & ~(_UPPER | _LOWER), True) if both else (mask, False)
