"""gap = {from = "dose1_date", at_least = 28, at_most = 42}: days since another date."""

from __future__ import annotations

from typing import Any

from leakcheck.frozen import dataclass

WORDS = "lies {} days after the other date"
_OPEN = 10**7


@dataclass(frozen=True, slots=True)
class Gap:
    """Bounds in days, both included."""

    start: str
    at_least: int
    at_most: int


def parse(argument: object) -> Gap:
    """A table with `from` (a field) and at_least and/or at_most (days)."""
    if (
        not isinstance(argument, dict)
        or not isinstance(argument.get("from"), str)
        or not set(argument) <= {"from", "at_least", "at_most"}
    ):
        raise ValueError("needs a table with from, at_least and/or at_most")
    bounds = [argument.get("at_least", -_OPEN), argument.get("at_most", _OPEN)]
    if (
        len(argument) < 2
        or any(isinstance(b, bool) or not isinstance(b, int) for b in bounds)
        or bounds[0] > bounds[1]
    ):
        raise ValueError("at_least and at_most must be whole days, the lower first")
    return Gap(argument["from"], bounds[0], bounds[1])


def inputs(field: str, argument: Gap) -> tuple[tuple[str, str], ...]:
    """Day of this field and of the start."""
    return (("day", field), ("day", argument.start))


def decide(argument: Gap, day: Any, start: Any) -> Any:
    """True when the difference lies within the bounds."""
    return 2 * ((day - start >= argument.at_least) & (day - start <= argument.at_most))
