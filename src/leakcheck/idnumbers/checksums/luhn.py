"""Luhn's check digit, modulo 10.

Source: US patent 2,950,048 (H. P. Luhn, 1960); ISO/IEC 7812-1, annex B. Catches every single wrong
digit and every swap of neighbours but 09 and 90.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def checksum(digits: str) -> int:
    """Sum modulo 10 of ASCII digits, every second one from the right doubled; 0 when they agree."""
    values = [ord(c) - 48 for c in reversed(digits)]
    return (sum(values[::2]) + sum(_DOUBLED[v] for v in values[1::2])) % 10


def is_valid(digits: str) -> bool:
    """Whether the last of these ASCII digits is the right check digit.

    >>> is_valid("79927398713"), is_valid("79927398710")
    (True, False)
    """
    return checksum(digits) == 0


def check_digit(digits: str) -> str:
    """Digit to append so that `is_valid` holds.

    >>> check_digit("7992739871")
    '3'
    """
    return str(-checksum(digits + "0") % 10)


def are_valid(digits: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Vector twin of `is_valid`.

    Parameters
    ----------
    digits : uint8, shape (places, rows)
        Digit values 0-9, most significant place first; at most 28 places, or the sum overflows.
    """
    import numpy as np

    plain, doubled = digits[::-1][::2], digits[::-1][1::2]
    total = plain.sum(axis=0, dtype=np.uint8) + np.uint8(2) * doubled.sum(axis=0, dtype=np.uint8)
    total += (doubled > 4).sum(axis=0, dtype=np.uint8)
    return np.asarray(total % np.uint8(10) == 0)
