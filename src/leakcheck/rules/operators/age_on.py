"""age_on = {born = "birth_year", on = "dose1_date", tolerance = 1}: an age fits a birth and a day."""

from __future__ import annotations

from typing import Any

from leakcheck.frozen import dataclass

WORDS = "is the age on that day, give or take {}"


@dataclass(frozen=True, slots=True)
class AgeOn:
    """Fields of birth and of the day, and years by which the age may differ."""

    born: str
    on: str
    tolerance: float


def parse(argument: object) -> AgeOn:
    """A table with born, on and tolerance."""
    if not isinstance(argument, dict) or set(argument) - {"tolerance"} != {"born", "on"}:
        raise ValueError("needs a table with born, on and tolerance")
    tolerance = argument.get("tolerance", 1)
    if isinstance(tolerance, bool) or not isinstance(tolerance, int | float):
        raise ValueError("tolerance must be a number of years")
    if not all(isinstance(argument[k], str) for k in ("born", "on")):
        raise ValueError("born and on must name fields")
    return AgeOn(argument["born"], argument["on"], float(tolerance))


def inputs(field: str, argument: AgeOn) -> tuple[tuple[str, str], ...]:
    """The age, year of birth and year of the day."""
    return (("low", field), ("year", argument.born), ("year", argument.on))


def decide(argument: AgeOn, age: Any, born: Any, on: Any) -> Any:
    """True when age and difference of years agree within the tolerance."""
    return 2 * (abs(on - born - age) <= argument.tolerance)
