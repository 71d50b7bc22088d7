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

    from leakcheck.rules.kernels.plaintext import Bytes, Flags, PlainText

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

    wrong = ~flags_of(plain.data, mask)
    if not wrong.any():
        return np.ones(len(plain), np.bool_)
    if plain.only_length:
        return np.asarray(are_in(plain.characters(plain.only_length), mask))
    return np.asarray(~plain.holding(wrong))


def flags_of(data: Bytes, mask: int) -> Flags:
    """Which bytes are in the class; same shape."""
    import numpy as np

    folded, both = _two_cases(mask)
    ranges = ranges_of(folded)
    if len(ranges) + bool(both) > _FEW:
        return np.asarray(table_of(mask).take(data))
    found = np.zeros(data.shape, np.bool_)
    for low, high in ranges:
        found |= (data == low) if low == high else (data - np.uint8(low)) <= high - low
    if both:
        found |= ((data | np.uint8(32)) - np.uint8(97)) < 26
    return found


@cache
def _two_cases(mask: int) -> tuple[int, bool]:
    """The mask without the letters, when it has all letters of both cases, and whether it has."""
    both = mask & (_UPPER | _LOWER) == _UPPER | _LOWER
    return (mask & ~(_UPPER | _LOWER), True) if both else (mask, False)
