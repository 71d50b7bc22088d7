"""CoWIN certificate id: eleven random digits, or nine on certificates made before 8 February 2021.

Source: the program that makes them. The commit of that day widened the range to 10000000000 to
99999999999; the earlier ids had nine digits.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import Spelling, hide, refuse_shape, when_valid
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "CoWIN certificate id"
SOURCES = (
    Source(
        id="divoc-certificate-id",
        title="DIVOC commit 88e4abdb: range of certificate ids",
        publisher="eGov Foundation (platform of CoWIN)",
        url="https://github.com/egovernments/DIVOC/commit/88e4abdb",
        kind="schema",
        grade="A2",
        published=datetime.date(2021, 2, 8),
    ),
)
EXAMPLES = ("10000000000", "98765432109", "123456789")
ERAS = {9: "before 2021-02-08", 11: "from 2021-02-08"}
_SPELLING = Spelling()
_SHAPE = pattern(r"[1-9][0-9]{10}|[0-9]{9}")


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
        raise refuse_shape("not eleven digits without a leading zero, nor nine digits")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("98765432109")
    'XXXXXXX2109'
    """
    return hide(compact(text), ERAS, tail=4)


def parts(text: str) -> dict[str, str]:
    """Give `era`: when certificates carried ids of this length."""
    number = when_valid(validate, text)
    return {"era": ERAS[len(number)]} if number else {}


def by_chance() -> float:
    """Every random number of the right range validates: there is no check."""
    return 1.0


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, dict.fromkeys(ERAS, _kernel), _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, codes_of

    long_enough = len(characters) == min(ERAS) or characters[0] != ord("0")
    return codes_of(are_digits(characters) & long_enough)
