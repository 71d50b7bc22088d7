"""precision = "day": how much of a date is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.confusables import read_digits
from leakcheck.dates import parse_date
from leakcheck.model import Truth
from leakcheck.rules.kernels.calendar import read_dates
from leakcheck.rules.kernels.truth import dated_truth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

WORDS = "is a date written to the {}"


def parse(argument: object) -> str:
    """One of day, month, year."""
    if argument not in ("day", "month", "year"):
        raise ValueError("needs day, month or year")
    return str(argument)


def value(argument: str, text: str) -> int:
    """True when the value is a date of this precision; unknown when it is no date."""
    found = parse_date(text) or parse_date(read_digits(text))
    if found is None:
        return Truth.UNKNOWN
    return Truth.TRUE if found.precision == argument else Truth.FALSE


def kernel(argument: str, plain: PlainText) -> NDArray[np.int8]:
    """The same on bytes; a date in no strict form is left to `value`."""
    dates = read_dates(plain)
    day, month = (dates & 31) > 0, (dates & 480) > 0
    holds = {"day": day, "month": month & ~day, "year": ~month & ~day}[argument]
    return dated_truth(holds, dates > 0, dates)
