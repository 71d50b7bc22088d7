"""equals_year_of = "birth_date": the year is the other date's year."""

from __future__ import annotations

from typing import Any

WORDS = "is the year of {}"


def parse(argument: object) -> str:
    """Name of a date field."""
    if not isinstance(argument, str):
        raise ValueError("needs the name of a date field")
    return argument


def inputs(field: str, argument: str) -> tuple[tuple[str, str], ...]:
    """Year of this field and of the other."""
    return (("year", field), ("year", argument))


def decide(argument: str, year: Any, other: Any) -> Any:
    """True when the years agree."""
    return 2 * (year == other)
