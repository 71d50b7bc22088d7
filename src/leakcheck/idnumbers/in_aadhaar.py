"""Aadhaar: twelve digits drawn at random by UIDAI, the last a Verhoeff check digit.

The first digit is 2 to 9. A palindrome is refused as python-stdnum refuses it; UIDAI's paper was not
seen to say so, but it also keeps ``222222222222`` and its like out. A number that validates is weak evidence
(anyone can compute the digit); many that do not are strong evidence of invention.
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

TITLE = "Aadhaar number"
SOURCES = (
    Source(
        id="uidai-numbering-scheme",
        title="A UID Numbering Scheme (working paper)",
        publisher="Unique Identification Authority of India",
        url="https://uidai.gov.in",
        kind="standard",
        grade="A2",
        note="twelve digits, none starting with 0 or 1, Verhoeff; read as cited by python-stdnum",
    ),
    python_stdnum("C3", "never a palindrome"),
)
EXAMPLES = ("234123412346", "2341 2341 2346", "777700001119")
_SPELLING = Spelling()
_SHAPE = pattern(r"[2-9][0-9]{11}")


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
    if not _SHAPE.fullmatch(number) or number == number[::-1]:
        raise refuse_shape("not twelve digits starting with 2 to 9, or a palindrome")
    if not verhoeff.is_valid(number):
        raise ChecksumError("the Verhoeff check digit is wrong")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits, as UIDAI's masked Aadhaar does.

    >>> mask("234123412346")
    'XXXX XXXX 2346'
    """
    return grouped(hide(compact(text), (12,), tail=4), (4, 4, 4), " ")


def parts(text: str) -> dict[str, str]:
    """Nothing: the number is random and says nothing of its holder."""
    return {}


def by_chance() -> float:
    """Share of random twelve digits, first 2 to 9, that validate: one check digit in ten."""
    return 0.1


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {12: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, codes_of

    palindrome = (characters[:6] == characters[:5:-1]).all(axis=0)
    shape = are_digits(characters) & (characters[0] >= ord("2")) & ~palindrome
    return codes_of(shape, verhoeff.are_valid(characters - 48))
