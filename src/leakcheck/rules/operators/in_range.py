"""in_range = [12, 17]: the number lies between two bounds, both included."""

from __future__ import annotations

from typing import Any

WORDS = "lies between {}"


def parse(argument: object) -> tuple[float, float]:
    """Two numbers, the lower first."""
    if (
        not isinstance(argument, list)
        or len(argument) != 2
        or any(isinstance(a, bool) or not isinstance(a, int | float) for a in argument)
        or argument[0] > argument[1]
    ):
        raise ValueError("needs two numbers, the lower first")
    return float(argument[0]), float(argument[1])


def inputs(field: str, argument: tuple[float, float]) -> tuple[tuple[str, str], ...]:
    """Both ends of the number."""
    return (("low", field), ("high", field))


def decide(argument: tuple[float, float], low: Any, high: Any) -> Any:
    """True when the whole interval is inside, false when all of it is outside."""
    inside = (low >= argument[0]) & (high <= argument[1])
    outside = (high < argument[0]) | (low > argument[1])
    return 1 + 1 * inside - 1 * outside
