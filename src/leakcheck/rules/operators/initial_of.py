"""initial_of = {field = "name", at = 5}: a character is the initial of a name."""

from __future__ import annotations

from dataclasses import dataclass

from leakcheck.folding import fold_value
from leakcheck.model import Truth

WORDS = "carries the initial of the name ({})"
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "shri", "sri", "smt", "km", "kumari", "md", "mohd", "prof", "late"]
)


@dataclass(frozen=True, slots=True)
class InitialOf:
    """Name field and 1-based place of the character."""

    field: str
    at: int


def parse(argument: object) -> InitialOf:
    """A table with field and at."""
    if (
        not isinstance(argument, dict)
        or set(argument) != {"field", "at"}
        or not isinstance(argument["field"], str)
    ):
        raise ValueError("needs a table with field and at")
    if (
        isinstance(argument["at"], bool)
        or not isinstance(argument["at"], int)
        or not 1 <= argument["at"] <= 60
    ):
        raise ValueError("at must be a place from 1 to 60")
    return InitialOf(argument["field"], argument["at"])


def others(argument: InitialOf) -> tuple[str, ...]:
    """The name."""
    return (argument.field,)


def value(argument: InitialOf, text: str, name: str) -> int:
    """True when it begins the first or the last word of the name.

    Either end, because surname and given name are written in both orders; a name in another script
    or a hidden character cannot be compared.
    """
    folded = "".join(fold_value(text).upper().split())
    words = [w.strip(".,'()").upper() for w in fold_value(name).replace(".", " ").split()]
    words = [w for w in words if w and w.casefold() not in _TITLES]
    ends = {w[0] for w in (words[:1] + words[-1:])}
    character = folded[argument.at - 1 : argument.at]
    if (
        not character.isascii()
        or not character.isalpha()
        or not ends
        or not all(c.isascii() and c.isalpha() for c in ends)
    ):
        return Truth.UNKNOWN
    return Truth.TRUE if character in ends else Truth.FALSE
