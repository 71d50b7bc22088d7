"""contains_any = [..]: the value contains one of some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.folding import fold_label
from leakcheck.model import Truth
from leakcheck.rules.kernels.truth import ASK, as_truth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

WORDS = "contains one of {}"
CONFUSABLE = True
MAX_LENGTH = 2000


def parse(argument: object) -> frozenset[str]:
    """A list of words, compared case- and punctuation-folded."""
    if not isinstance(argument, list) or not argument or not all(isinstance(a, str) for a in argument):
        raise ValueError("needs a list of texts")
    return frozenset(fold_label(a) for a in argument)


def value(argument: frozenset[str], text: str) -> int:
    """True when any listed text occurs inside the folded value."""
    folded = fold_label(text[:MAX_LENGTH])
    return Truth.TRUE if any(word in folded for word in argument) else Truth.FALSE


def kernel(argument: frozenset[str], plain: PlainText) -> NDArray[np.int8]:
    """The same on bytes; very long values are left to `value`."""
    from leakcheck.rules.kernels.searching import containing

    truth = as_truth(containing(argument, plain))
    truth[plain.lengths > MAX_LENGTH] = ASK
    return truth
