"""Indian passport: one letter and seven digits; nothing in the number itself can be computed.

Rules in circulation ("never Q, X or Z", "no 0 in second or last place") are folklore: no text of the
ministry says so, and booklets are reported that break them. They are not applied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import ALPHANUMERIC, Spelling, hide, refuse_shape
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "Indian passport number"
SOURCES = (
    Source(
        id="presidio-in-passport",
        title="Presidio analyzer: InPassportRecognizer",
        publisher="Microsoft",
        url="https://github.com/microsoft/presidio",
        kind="library",
        grade="B2",
        note="a letter and seven digits; any letter",
    ),
    Source(
        id="in-passport-folklore",
        title="Passport letter restrictions as repeated by web validators",
        publisher="freeindiantools.com and others",
        url="https://freeindiantools.com",
        kind="folklore",
        grade="E5",
        note="never Q, X, Z; digits 1-9 in second and last place: known, not applied",
    ),
)
EXAMPLES = ("A1234567", "z 0000000")
_SPELLING = Spelling(ALPHANUMERIC)
_SHAPE = pattern(r"[A-Z][0-9]{7}")


def compact(text: str) -> str:
    """Eight ASCII capitals and digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact number.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or the shape is wrong.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number):
        raise refuse_shape("not a letter and seven digits")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("A1234567")
    'XXXX4567'
    """
    return hide(compact(text), (8,), tail=4)


def parts(text: str) -> dict[str, str]:
    """Nothing is embedded that any public text explains."""
    return {}


def by_chance() -> float:
    """Every random A9999999 validates: there is no check."""
    return 1.0


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {8: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, are_letters, codes_of

    return codes_of(are_letters(characters[:1]) & are_digits(characters[1:]))
