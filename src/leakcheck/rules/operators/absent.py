"""absent: the field holds nothing."""

from __future__ import annotations

from typing import Any

WORDS = "is not given"


def parse(argument: object) -> None:
    """Takes no argument."""
    if argument is not True:
        raise ValueError("takes no argument")


def inputs(field: str, argument: None) -> tuple[tuple[str, str], ...]:
    """Whether the field is present."""
    return (("present", field),)


def decide(argument: None, present: Any) -> Any:
    """True where missing; never unknown."""
    return 2 - 2 * present
