"""present: the field holds something."""

from __future__ import annotations

from typing import Any

WORDS = "is given"


def parse(argument: object) -> None:
    """Takes no argument."""
    if argument is not True:
        raise ValueError("takes no argument")


def inputs(field: str, argument: None) -> tuple[tuple[str, str], ...]:
    """Whether the field is present."""
    return (("present", field),)


def decide(argument: None, present: Any) -> Any:
    """True where present; never unknown."""
    return 2 * present
