"""count_per = {key = "mobile", at_most = 6}: distinct values of this field per key."""

from __future__ import annotations

from leakcheck.frozen import dataclass

WORDS = "occurs with at most {} distinct values per key"


@dataclass(frozen=True, slots=True)
class CountPer:
    """Field whose values group the records, and the most distinct values a group may hold."""

    key: str
    at_most: int


def parse(argument: object) -> CountPer:
    """A table with key and at_most."""
    if (
        not isinstance(argument, dict)
        or set(argument) != {"key", "at_most"}
        or not isinstance(argument["key"], str)
    ):
        raise ValueError("needs a table with key and at_most")
    if (
        isinstance(argument["at_most"], bool)
        or not isinstance(argument["at_most"], int)
        or argument["at_most"] < 1
    ):
        raise ValueError("at_most must be a whole number from 1")
    return CountPer(argument["key"], argument["at_most"])
