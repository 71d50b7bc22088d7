"""ABHA number (health id, "UHID" on vaccination certificates): fourteen digits, XX-XXXX-XXXX-XXXX.

Only the shape is hard. That the last digit is Verhoeff's is claimed by third-party code alone; no text
of the National Health Authority was found. So `validate` accepts the shape, and `parts` says
whether the claimed check agrees, for rules that count rates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import Spelling, grouped, hide, refuse_shape, when_valid
from leakcheck.idnumbers.checksums import verhoeff
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "ABHA number (health id, UHID)"
SOURCES = (
    Source(
        id="divoc-uhid",
        title="DIVOC, branch india: certificate templates with Unique Health ID (UHID)",
        publisher="eGov Foundation (platform of CoWIN)",
        url="https://github.com/egovernments/DIVOC",
        kind="template",
        grade="A2",
        note="fourteen digits",
    ),
    Source(
        id="pypi-abha",
        title="abha: validation of health ids",
        publisher="third-party developers",
        url="https://pypi.org/project/abha/",
        kind="library",
        grade="E4",
        note="the last digit is Verhoeff's: claimed by third-party code only",
    ),
)
EXAMPLES = ("91-1234-5678-9012", "91000000000000")
_SPELLING = Spelling()
_SHAPE = pattern(r"[0-9]{14}")


def compact(text: str) -> str:
    """Fourteen ASCII digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact number; the check digit is not tested (see the module).

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or the shape is wrong.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number):
        raise refuse_shape("not fourteen digits")
    return number


def mask(text: str) -> str:
    """Hide all but the last four digits.

    >>> mask("91-1234-5678-9012")
    'XX-XXXX-XXXX-9012'
    """
    return grouped(hide(compact(text), (14,), tail=4), (2, 4, 4, 4), "-")


def parts(text: str) -> dict[str, str]:
    """Give `check`: ``agrees`` or ``differs``, by the weakly sourced Verhoeff rule."""
    number = when_valid(validate, text)
    if not number:
        return {}
    return {"check": "agrees" if verhoeff.is_valid(number) else "differs"}


def by_chance() -> float:
    """Every random fourteen digits validate: no check is relied on."""
    return 1.0


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {14: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_digits, codes_of

    return codes_of(are_digits(characters))
