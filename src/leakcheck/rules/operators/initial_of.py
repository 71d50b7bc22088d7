"""initial_of = {field = "name", at = 5}: a character is the initial of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.folding import fold_value
from leakcheck.frozen import dataclass
from leakcheck.model import Truth
from leakcheck.rules.kernels.initials import bit_of, ends_of_names, letters_at
from leakcheck.rules.kernels.truth import as_truth, unless_unknown
from leakcheck.rules.lanes import Lane, lift

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.columns import Columns

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
    return int(_compare(_letter(text, argument.at), _ends(name)))


def _letter(text: str, place: int) -> int:
    """Bit of the letter at a place, 0 when there is none."""
    return bit_of("".join(fold_value(text).upper().split())[place - 1 : place])


def _ends(name: str) -> int:
    """Bits of the initials of the first and last word, 0 when one is not known."""
    words = [w.strip(".,'()").upper() for w in fold_value(name).replace(".", " ").split()]
    words = [w for w in words if w and w.casefold() not in _TITLES]
    bits = [bit_of(w[0]) for w in (words[:1] + words[-1:])]
    return bits[0] | bits[1] if bits and all(bits) else 0


def _compare(letter: int, ends: int) -> Truth:
    if not letter or not ends:
        return Truth.UNKNOWN
    return Truth.TRUE if letter & ends else Truth.FALSE


def vector(argument: InitialOf, columns: Columns, field: str) -> Lane:
    """Letter and initials are read apart, and compared as bits."""
    place = argument.at
    letters = columns.block.codes(
        field, ("letter", place), lambda text: _letter(text, place), lambda plain: letters_at(place, plain)
    )
    ends = columns.block.codes(argument.field, "ends", _ends, lambda plain: ends_of_names(_TITLES, plain))
    return lift(_compare_many, letters, ends)


def _compare_many(letters: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.int8]:
    return unless_unknown(as_truth((letters & ends) > 0), (letters > 0) & (ends > 0))
