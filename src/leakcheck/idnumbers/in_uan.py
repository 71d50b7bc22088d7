"""UAN, the provident-fund account number: twelve digits, the last a Verhoeff check digit.

Why kept apart from Aadhaar: both are twelve digits with the same check, so a UAN that starts with
2 to 9 cannot be told from an Aadhaar number by itself; only the column can say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.errors import ChecksumError
from leakcheck.idnumbers._spelling import Spelling, hide, refuse_shape
from leakcheck.idnumbers.checksums import verhoeff
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Universal Account Number (EPFO)"
SOURCES = (
    Source(
        id="epfo-kyc-text-file",
        title="UAN: revised KYC text file structure",
        publisher="Employees' Provident Fund Organisation",
        url="https://www.epfindia.gov.in",
        kind="schema",
        grade="B3",
        note="'number should be as per verhoeff algorithm'; read in the copy at expydoc.com/doc/3804402",
    ),
)
EXAMPLES = ("100000000004", "1012 3456 7894")
_SPELLING = Spelling()
_SHAPE = pattern(r"[0-9]{12}")


def compact(text: str) -> str:
    """Twelve ASCII digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError, ChecksumError
        When part is hidden, the shape is wrong, or the check digit is.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number):
        raise refuse_shape("not twelve digits")
    if not verhoeff.is_valid(number):
        raise ChecksumError("the Verhoeff check digit is wrong")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("100000000004")
    'XXXXXXXX0004'
    """
    return hide(compact(text), (12,), tail=4)


def parts(text: str) -> dict[str, str]:
    """Nothing is embedded that any public text explains."""
    return {}


def by_chance() -> float:
    """Share of random twelve digits that validate: one check digit in ten."""
    return 0.1


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {12: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, codes_of

    return codes_of(are_digits(characters), verhoeff.are_valid(characters - 48))
