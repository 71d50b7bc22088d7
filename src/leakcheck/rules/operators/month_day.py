"""month_day = "01-01": the date falls on this day of the year."""

from __future__ import annotations

import re

from leakcheck.confusables import read_digits
from leakcheck.dates import parse_date
from leakcheck.model import Truth

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
