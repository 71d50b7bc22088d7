"""one_of = [..]: the value is one of some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.folding import fold_label
from leakcheck.model import Truth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

WORDS = "is one of {}"
CONFUSABLE = True


def parse(argument: object) -> frozenset[str]:
    """A list of words, compared case- and punctuation-folded."""
    if not isinstance(argument, list) or not argument or not all(isinstance(a, str) for a in argument):
        raise ValueError("needs a list of texts")
    return frozenset(fold_label(a) for a in argument)


def value(argument: frozenset[str], text: str) -> int:
    """True when the folded value is in the list."""
    return Truth.TRUE if fold_label(text) in argument else Truth.FALSE


def kernel(argument: frozenset[str], plain: PlainText) -> NDArray[np.int8]:
    """The same on bytes."""
    from leakcheck.rules.kernels.searching import are_labels

    return are_labels(argument, plain)
