"""ISO 7064 MOD 97-10 over digits and letters (A = 10 ... Z = 35), as IBAN uses it.

Source: ISO/IEC 7064:2003; ISO 13616-1. The remainder of an agreeing number is 1. The characters come
in the order of the arithmetic: an IBAN moves its first four to the end before it asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LAST_DIGIT = ord("9")
_PLACES_BETWEEN = 3  # 96 * 100 ** 3 and what is added still fit 32 bits


def remainder(text: str) -> int:
    """Remainder modulo 97 of the number the characters write; 1 when they agree.

    Raises
    ------
    ValueError
        On a character outside 0-9 and A-Z.
    """
    total = 0
    for character in text:
        value = int(character, 36)
        total = (total * (100 if value > 9 else 10) + value) % 97
    return total


def is_valid(text: str) -> bool:
    """Whether the last two of these characters are the right check digits.

    >>> is_valid("79444"), is_valid("79445")
    (True, False)
    """
    return remainder(text) == 1


def check_digits(text: str) -> str:
    """Two digits, 02 to 98, to append so that `is_valid` holds.

    >>> check_digits("794")
    '44'
    """
    return f"{98 - remainder(text + '00'):02d}"


def are_valid(characters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Vector twin of `is_valid`.

    Parameters
    ----------
    characters : uint8, shape (places, rows)
        ASCII codes in the order of the arithmetic. Other characters give a meaningless answer, never an
        error.
    """
    import numpy as np

    total = np.zeros(characters.shape[1], dtype=np.uint32)
    for place, row in enumerate(characters, 1):
        letters = row > _LAST_DIGIT
        total *= letters * np.uint32(90) + np.uint32(10)
        total += row - np.uint8(48) - letters * np.uint8(7)
        if place % _PLACES_BETWEEN == 0 or place == len(characters):
            total -= total // np.uint32(97) * np.uint32(97)
    return np.asarray(total == 1)
