"""differs_from = "other_field": the folded value is not another field."""

from __future__ import annotations

from leakcheck.folding import fold_label
from leakcheck.model import Truth

WORDS = "differs from {}"


def parse(argument: object) -> str:
    """Name of the other field."""
    if not isinstance(argument, str):
        raise ValueError("needs the name of a field")
    return argument


def others(argument: str) -> tuple[str, ...]:
    """The other field."""
    return (argument,)


def value(argument: str, text: str, other: str) -> int:
    """Compare case- and punctuation-folded."""
    return Truth.FALSE if fold_label(text) == fold_label(other) else Truth.TRUE
