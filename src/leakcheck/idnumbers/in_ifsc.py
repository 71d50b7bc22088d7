"""IFSC, the code of an Indian bank branch: four letters of the bank, a zero, six of the branch.

Whether the branch exists is a matter of a list that changes monthly and is not carried here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.idnumbers._spelling import ALPHANUMERIC, Spelling, hide, refuse_shape, when_valid
from leakcheck.model import Source
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

TITLE = "IFSC (Indian bank branch)"
SOURCES = (
    Source(
        id="razorpay-ifsc",
        title="IFSC: list of bank branches taken from the Reserve Bank of India",
        publisher="Razorpay",
        url="https://github.com/razorpay/ifsc",
        kind="library",
        grade="B2",
        note="AAAA0 and six letters or digits; the Reserve Bank's own lists are at https://www.rbi.org.in",
    ),
    Source(
        id="osm-ref-ifsc",
        title="Key:ref:ifsc",
        publisher="OpenStreetMap wiki",
        url="https://wiki.openstreetmap.org/wiki/Key:ref:ifsc",
        kind="guidance",
        grade="C2",
    ),
)
EXAMPLES = ("ABCD0123456", "zzzz0 a1b2c3")
_SPELLING = Spelling(ALPHANUMERIC)
_SHAPE = pattern(r"[A-Z]{4}0[0-9A-Z]{6}")


def compact(text: str) -> str:
    """Eleven ASCII capitals and digits, without blanks and hyphens."""
    return _SPELLING.compact(text)


def validate(text: str) -> str:
    """Return the compact code.

    Raises
    ------
    MaskedError, ShapeError
        When part is hidden, or the shape is wrong.
    """
    number = _SPELLING.refuse_masked(compact(text))
    if not _SHAPE.fullmatch(number):
        raise refuse_shape("not four letters, a zero and six letters or digits")
    return number


def mask(text: str) -> str:
    """Hide all but the bank.

    >>> mask("ABCD0123456")
    'ABCDXXXXXXX'
    """
    return hide(compact(text), (11,), head=4)


def parts(text: str) -> dict[str, str]:
    """Give `bank`, the four letters; nothing when the code is not valid."""
    number = when_valid(validate, text)
    return {"bank": number[:4]} if number else {}


def by_chance() -> float:
    """Every random AAAA0XXXXXX validates (but for four X in a row, read as a mask)."""
    return 1.0


def validate_column(column: pa.StringArray) -> NDArray[np.int8]:
    """Vector twin of `validate`: one `NumberStatus` code a row, int8."""
    from leakcheck.idnumbers import _column

    return _column.judge(column, validate, {11: _kernel}, _SPELLING)


def _kernel(characters: NDArray[np.uint8]) -> NDArray[np.int8]:
    from leakcheck.idnumbers._column import are_alphanumeric, are_letters, codes_of
    from leakcheck.idnumbers._column import have_no_hidden_run as unmasked

    bank = are_letters(characters[:4]) & (characters[4] == ord("0"))
    return codes_of(bank & are_alphanumeric(characters[5:]) & unmasked(characters))
