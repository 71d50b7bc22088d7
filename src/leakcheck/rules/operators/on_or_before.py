"""on_or_before = 2021-01-16 or another field: the date is on or before it."""

from __future__ import annotations

from typing import Any

from leakcheck.rules.date_argument import DateArgument, parse_argument, read_inputs

WORDS = "is on or before {}"


def parse(argument: object) -> DateArgument:
    """A TOML date or the name of a date field."""
    return parse_argument(argument)


def inputs(field: str, argument: DateArgument) -> tuple[tuple[str, str], ...]:
    """Day of this field and of the other, when there is one."""
    return read_inputs(field, argument)


def decide(argument: DateArgument, day: Any, other: Any = None) -> Any:
    """Compare day numbers."""
    return 2 * (day <= (argument.ordinal if other is None else other))
