"""Payment card number: twelve to nineteen digits, the last a Luhn check digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.errors import ChecksumError
from leakcheck.idnumbers._spelling import Spelling, hide, refuse_shape, when_valid
from leakcheck.idnumbers.checksums import luhn
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Payment card number"
SOURCES = (
    Source(
        id="iso-iec-7812-1",
        title="ISO/IEC 7812-1:2017 Identification cards, identification of issuers, part 1: Numbering system",
        publisher="ISO/IEC",
        url="https://www.iso.org/standard/70484.html",
        kind="standard",
        grade="A2",
        note="up to 19 digits, Luhn's formula (annex B), industry by first digit",
    ),
)
EXAMPLES = ("4111 1111 1111 1111", "5555-5555-5555-4444", "370000000000002", "6304000000000000000")
INDUSTRIES = (
    "ISO/TC 68 and other assignments",
    "airlines",
    "airlines and other future assignments",
    "travel, entertainment, banking and financial",
    "banking and financial",
    "banking and financial",
    "merchandising, banking and financial",
    "petroleum and other future assignments",
    "healthcare, telecommunications and other future assignments",
    "assigned by national standards bodies",
)
_SPELLING = Spelling()
_LENGTHS = range(12, 20)
_SHAPE = pattern(r"[0-9]{12,19}")


def compact(text: str) -> str:
    """ASCII digits, without blanks and hyphens."""
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
        raise refuse_shape("not 12 to 19 digits")
    if not luhn.is_valid(number):
        raise ChecksumError("the Luhn check digit is wrong")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("4111 1111 1111 1111")
    'XXXXXXXXXXXX1111'
    """
    return hide(compact(text), _LENGTHS, tail=4)


def parts(text: str) -> dict[str, str]:
    """Give `industry`, the major industry of the first digit; nothing when the number is not valid."""
    number = when_valid(validate, text)
    return {"industry": INDUSTRIES[int(number[0])]} if number else {}


def by_chance() -> float:
    """Share of random 12 to 19 digits that validate: one check digit in ten."""
    return 0.1


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, dict.fromkeys(_LENGTHS, _kernel), _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, codes_of

    return codes_of(are_digits(characters), luhn.are_valid(characters - 48))
