"""at_most = 17: the number is this or less; an interval that straddles it is unknown."""

from __future__ import annotations

from typing import Any

WORDS = "is at most {}"


def parse(argument: object) -> float:
    """A number."""
    if isinstance(argument, bool) or not isinstance(argument, int | float):
        raise ValueError("needs a number")
    return float(argument)


def inputs(field: str, argument: float) -> tuple[tuple[str, str], ...]:
    """Both ends of the number."""
    return (("low", field), ("high", field))


def decide(argument: float, low: Any, high: Any) -> Any:
    """True when even the high end is within, false when even the low end is not."""
    return 1 + 1 * (high <= argument) - 1 * (low > argument)
