"""precision = "day": how much of a date is written."""

from __future__ import annotations

from leakcheck.confusables import read_digits
from leakcheck.dates import parse_date
from leakcheck.model import Truth

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
