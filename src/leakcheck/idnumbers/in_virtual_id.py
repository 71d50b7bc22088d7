"""Aadhaar Virtual ID: sixteen digits that stand in for an Aadhaar number, revocable; Verhoeff.

Built like the Aadhaar number itself: first digit 2 to 9, no palindrome (library only).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.errors import ChecksumError
from leakcheck.idnumbers._sources import python_stdnum
from leakcheck.idnumbers._spelling import Spelling, grouped, hide, refuse_shape
from leakcheck.idnumbers.checksums import verhoeff
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Aadhaar Virtual ID"
SOURCES = (
    Source(
        id="uidai-circular-2018-vid",
        title="Circular of 11 January 2018: Virtual ID, UID token and limited KYC",
        publisher="Unique Identification Authority of India",
        url="https://uidai.gov.in/images/resource/UIDAI_Circular_11012018.pdf",
        kind="standard",
        grade="A2",
        note="sixteen digits, the last a check digit; read as cited by python-stdnum",
    ),
    python_stdnum("C3", "Verhoeff, first digit 2 to 9, never a palindrome"),
)
EXAMPLES = ("2341234123412341", "2341 2341 2341 2341")
_SPELLING = Spelling()
_SHAPE = pattern(r"[2-9][0-9]{15}")


def compact(text: str) -> str:
    """Sixteen ASCII digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError, ChecksumError
        When part is hidden, the shape is wrong, or the check digit is.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number) or number == number[::-1]:
        raise refuse_shape("not sixteen digits starting with 2 to 9, or a palindrome")
    if not verhoeff.is_valid(number):
        raise ChecksumError("the Verhoeff check digit is wrong")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("2341234123412341")
    'XXXX XXXX XXXX 2341'
    """
    return grouped(hide(compact(text), (16,), tail=4), (4, 4, 4, 4), " ")


def parts(text: str) -> dict[str, str]:
    """Nothing: the number is random and says nothing of its holder."""
    return {}


def by_chance() -> float:
    """Share of random sixteen digits, first 2 to 9, that validate: one check digit in ten."""
    return 0.1


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {16: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, codes_of

    palindrome = (characters[:8] == characters[:7:-1]).all(axis=0)
    shape = are_digits(characters) & (characters[0] >= ord("2")) & ~palindrome
    return codes_of(shape, verhoeff.are_valid(characters - 48))
