"""Verhoeff's check digit: products in the dihedral group of order ten, after a permutation a place.

Source: J. Verhoeff, Error Detecting Decimal Codes, Mathematical Centre Tracts 29 (1969).
Catches every single wrong digit and every swap of neighbours.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PERIOD = 8
_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _product(a: int, b: int) -> int:
    """Product in D5: 0-4 are rotations, 5-9 reflections."""
    turned = a + b if a < 5 else a - b
    return turned % 5 + 5 * ((a < 5) != (b < 5))


def _permutations() -> tuple[tuple[int, ...], ...]:
    rows = [tuple(range(10))]
    for _ in range(_PERIOD - 1):
        rows.append(tuple(_STEP[digit] for digit in rows[-1]))
    return tuple(rows)


PRODUCTS = tuple(tuple(_product(a, b) for b in range(10)) for a in range(10))
PERMUTATIONS = _permutations()


def checksum(digits: str) -> int:
    """Group element of ASCII digits, check digit included; 0 when they agree."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total = PRODUCTS[total][PERMUTATIONS[place % _PERIOD][ord(digit) - 48]]
    return total


def is_valid(digits: str) -> bool:
    """Whether the last of these ASCII digits is the right check digit.

    >>> is_valid("2363"), is_valid("2364")
    (True, False)
    """
    return checksum(digits) == 0


def check_digit(digits: str) -> str:
    """Digit to append so that `is_valid` holds.

    >>> check_digit("236")
    '3'
    """
    return str(PRODUCTS[checksum(digits + "0")].index(0))


def are_valid(digits: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Vector twin of `is_valid`.

    The product is associative, so four digits become one look-up of their group element and only
    these few elements are multiplied. Values above 9 give a meaningless answer, never an error.

    Parameters
    ----------
    digits : uint8, shape (places, rows)
        Digit values 0-9, most significant place first.
    """
    import numpy as np

    products = _product_table()
    total = np.zeros(digits.shape[1], dtype=np.uint8)
    for place in range(0, len(digits), 4):
        end = len(digits) - place
        word = digits[max(end - 4, 0) : end]
        element = np.take(_word_table(place % _PERIOD, len(word)), _words(word), mode="clip")
        total = np.take(products, total * np.uint8(10) + element, mode="clip") if place else element
    return np.asarray(total == 0)


def _words(digits: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Numbers written by up to four rows of digits; uint16, wrong digits wrap around."""
    import numpy as np

    words: NDArray[np.uint16] = digits[0].astype(np.uint16)
    for row in digits[1:]:
        words *= np.uint16(10)
        words += row
    return words


@cache
def _product_table() -> NDArray[np.uint8]:
    import numpy as np

    return np.array(PRODUCTS, dtype=np.uint8).ravel()


@cache
def _word_table(place: int, width: int) -> NDArray[np.uint8]:
    """Group element of every number of `width` digits whose last digit stands at `place`."""
    import numpy as np

    products, numbers = np.array(PRODUCTS, dtype=np.uint8), np.arange(10**width)
    total = np.zeros(10**width, dtype=np.uint8)
    for offset in range(width):
        permuted = np.array(PERMUTATIONS[(place + offset) % _PERIOD], dtype=np.uint8)
        total = products[total, permuted[numbers // 10**offset % 10]]
    return total
