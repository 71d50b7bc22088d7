"""shape = "AAAAA9999A": letters (A), digits (9), either (X) and literals in their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.folding import fold_value
from leakcheck.model import Truth
from leakcheck.pattern import pattern
from leakcheck.rules.kernels.truth import ASK, as_truth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

WORDS = "has the shape {}"
CONFUSABLE = True
_CLASSES = {"A": "[A-Za-z]", "9": "[0-9]", "X": "[A-Za-z0-9]"}
_BLANKS = pattern(r"[\s-]{1,50}")


def parse(argument: object) -> re.Pattern[str]:
    """One shape or a list of shapes."""
    shapes = [argument] if isinstance(argument, str) else argument
    if (
        not isinstance(shapes, list)
        or not shapes
        or not all(isinstance(s, str) and 0 < len(s) <= 60 for s in shapes)
    ):
        raise ValueError("needs a shape or a list of shapes, each up to 60 characters")
    return pattern(
        "|".join("".join(_CLASSES.get(c, re.escape(c)) for c in _BLANKS.sub("", s)) for s in shapes)
    )


def value(argument: re.Pattern[str], text: str) -> int:
    """True when the value without blanks and hyphens has one of the shapes."""
    return Truth.TRUE if argument.fullmatch(_BLANKS.sub("", fold_value(text))[:200]) else Truth.FALSE


def kernel(argument: re.Pattern[str], plain: PlainText) -> NDArray[np.int8]:
    """The same on bytes."""
    import numpy as np

    from leakcheck.rules.kernels.bounded import expanded, matching

    pattern = expanded(argument)
    if pattern is None:
        return np.full(len(plain), ASK, np.int8)
    return as_truth(matching(pattern, plain.squeezed()))
