"""EPIC, the voter's identity number: three letters of a constituency, six digits, a check digit.

Luhn over the seven digits is what python-stdnum says; the Election Commission's handbook of 2008
speaks of one checksum digit without naming the rule. Older cards may not fit, and until 2025 some
numbers were issued twice: a failure is weak evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.errors import ChecksumError
from leakcheck.idnumbers._sources import python_stdnum
from leakcheck.idnumbers._spelling import ALPHANUMERIC, Spelling, hide, refuse_shape, when_valid
from leakcheck.idnumbers.checksums import luhn
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Voter ID (EPIC number)"
SOURCES = (
    Source(
        id="eci-ero-handbook-2008",
        title="Handbook for Electoral Registration Officers (2008)",
        publisher="Election Commission of India",
        url="https://www.eci.gov.in",
        kind="guidance",
        grade="B2",
        note="three letters, six digits, one checksum digit; quoted in pgbhat.wordpress.com (2012)",
    ),
    python_stdnum("B3", "the check digit is Luhn's"),
)
EXAMPLES = ("ABC1234566", "zzz 0000018")
_SPELLING = Spelling(ALPHANUMERIC)
_SHAPE = pattern(r"[A-Z]{3}[0-9]{7}")


def compact(text: str) -> str:
    """Ten ASCII capitals and digits, without blanks and hyphens."""
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
        raise refuse_shape("not three letters and seven digits")
    if not luhn.is_valid(number[3:]):
        raise ChecksumError("the Luhn check digit is wrong")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("ABC1234566")
    'XXXXXX4566'
    """
    return hide(compact(text), (10,), tail=4)


def parts(text: str) -> dict[str, str]:
    """Give `series`, the letters of the constituency; nothing when the number is not valid."""
    number = when_valid(validate, text)
    return {"series": number[:3]} if number else {}


def by_chance() -> float:
    """Share of random AAA9999999 that validate: one check digit in ten."""
    return 0.1


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {10: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, are_letters, codes_of

    shape = are_letters(characters[:3]) & are_digits(characters[3:])
    return codes_of(shape, luhn.are_valid(characters[3:] - 48))
