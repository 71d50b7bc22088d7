"""The argument of date comparisons: a fixed day or another date field."""

from __future__ import annotations

import datetime

from leakcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class DateArgument:
    """Either `ordinal` (a fixed day) or `field` (another field's day)."""

    ordinal: int | None
    field: str | None


def parse_argument(argument: object) -> DateArgument:
    """A TOML date or the name of a field; ValueError otherwise."""
    if isinstance(argument, datetime.date):
        return DateArgument(argument.toordinal(), None)
    if isinstance(argument, str):
        return DateArgument(None, argument)
    raise ValueError("needs a date (not in quotes) or the name of a date field")


def read_inputs(field: str, argument: DateArgument) -> tuple[tuple[str, str], ...]:
    """Inputs of a comparison of days."""
    other = (("day", argument.field),) if argument.field else ()
    return (("day", field), *other)
