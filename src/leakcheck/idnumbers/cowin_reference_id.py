"""CoWIN beneficiary reference id: twelve to fourteen digits.

"Always fourteen" is often repeated and not supported: the operator's own samples have 12, 13 and 14
digits, certificates printed by the press 12 and 13. No check digit is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import Spelling, hide, refuse_shape
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "CoWIN beneficiary reference id"
SOURCES = (
    Source(
        id="cowin-protected-apis",
        title="Co-WIN Protected APIs v2.1.0, generated client",
        publisher="CoWIN (Ministry of Health and Family Welfare)",
        url="https://pypi.org/project/cowin-api/",
        kind="schema",
        grade="A2",
    ),
    Source(
        id="cowin-developer-repository",
        title="developer.cowin: registration and appointment API specification v2",
        publisher="CoWIN (Ministry of Health and Family Welfare)",
        url="https://github.com/cowinapi/developer.cowin",
        kind="schema",
        grade="A2",
        note="samples of 12, 13 and 14 digits",
    ),
)
EXAMPLES = ("123456789012", "1234567890123", "12345678901234")
_SPELLING = Spelling()
_LENGTHS = range(12, 15)
_SHAPE = pattern(r"[0-9]{12,14}")


def compact(text: str) -> str:
    """ASCII digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact id.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or the shape is wrong.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number):
        raise refuse_shape("not 12 to 14 digits")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("12345678901234")
    'XXXXXXXXXX1234'
    """
    return hide(compact(text), _LENGTHS, tail=4)


def parts(text: str) -> dict[str, str]:
    """Nothing is embedded that any public text explains."""
    return {}


def by_chance() -> float:
    """Every random 12 to 14 digits validate: there is no check."""
    return 1.0


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, dict.fromkeys(_LENGTHS, _kernel), _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, codes_of

    return codes_of(are_digits(characters))
