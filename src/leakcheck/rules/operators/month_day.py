"""month_day = "01-01": the date falls on this day of the year."""

from __future__ import annotations

import re
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

WORDS = "falls on {} (month-day)"


def parse(argument: object) -> tuple[int, int]:
    """Month and day as MM-DD."""
    match = re.fullmatch(r"(\d\d)-(\d\d)", argument) if isinstance(argument, str) else None
    if not match:
        raise ValueError("needs month and day as MM-DD")
    return int(match[1]), int(match[2])


def value(argument: tuple[int, int], text: str) -> int:
    """True on that day; unknown when the value is not a full date."""
    found = parse_date(text) or parse_date(read_digits(text))
    if found is None or not found.day:
        return Truth.UNKNOWN
    return Truth.TRUE if (found.month, found.day) == argument else Truth.FALSE


def kernel(argument: tuple[int, int], plain: PlainText) -> NDArray[np.int8]:
    """The same on bytes; a date in no strict form is left to `value`."""
    dates = read_dates(plain)
    month, day = argument
    return dated_truth((dates & 511) == month * 32 + day, (dates & 31) > 0, dates)
