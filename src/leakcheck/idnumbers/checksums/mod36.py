"""Luhn's scheme over the 36 characters 0-9 A-Z, as GSTIN uses it.

Source: python-stdnum, module ``luhn`` with an alphabet of 36, and ``in_.gstin``. 36 is even, so
doubling permutes the values and every single wrong character is caught.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LAST_DIGIT = ord("9")
_DOUBLED = tuple(sum(divmod(2 * value, 36)) for value in range(36))


def checksum(text: str) -> int:
    """Sum modulo 36, every second value from the right doubled; 0 when they agree.

    Raises
    ------
    ValueError
        On a character outside `ALPHABET`.
    """
    values = [ALPHABET.index(c) for c in reversed(text)]
    return (sum(values[::2]) + sum(_DOUBLED[v] for v in values[1::2])) % 36


def is_valid(text: str) -> bool:
    """Whether the last of these characters is the right check character.

    >>> is_valid("ZZZ4"), is_valid("ZZZ5")
    (False, False)
    >>> is_valid("ZZZ" + check_character("ZZZ"))
    True
    """
    return checksum(text) == 0


def check_character(text: str) -> str:
    """Character to append so that `is_valid` holds."""
    return ALPHABET[-checksum(text + "0") % 36]


def are_valid(characters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Vector twin of `is_valid`.

    Parameters
    ----------
    characters : uint8, shape (places, rows)
        ASCII codes, first character first; at most 256 places. Other characters give a meaningless
        answer, never an error.
    """
    import numpy as np

    total = np.zeros(characters.shape[1], dtype=np.uint16)
    for place, row in enumerate(characters[::-1]):
        value = row - np.uint8(48) - (row > _LAST_DIGIT) * np.uint8(7)
        if place % 2:
            value = value * np.uint8(2) - (value >= 18) * np.uint8(35)  # 2v = 36 + r, and 1 + r is 2v - 35
        total += value
    return np.asarray(total % np.uint16(36) == 0)
