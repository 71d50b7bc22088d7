"""masked: part of the value is hidden behind X, * or similar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.folding import fold_value
from leakcheck.model import Truth
from leakcheck.pattern import pattern
from leakcheck.rules.kernels.truth import as_truth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

WORDS = "is partly hidden"
_HIDDEN = pattern(r"[*•●#]{2}|[xX]{3}")


def parse(argument: object) -> None:
    """Takes no argument."""
    if argument is not True:
        raise ValueError("takes no argument")


def value(argument: None, text: str) -> int:
    """True for forms such as XXXXXXXX1234 or ******1234."""
    return Truth.TRUE if _HIDDEN.search(fold_value(text)) else Truth.FALSE


def kernel(argument: None, plain: PlainText) -> NDArray[np.int8]:
    """The same on bytes."""
    from leakcheck.rules.kernels.searching import hidden

    return as_truth(hidden(plain))
