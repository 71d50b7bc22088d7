"""matches = "regex": the whole folded value fits a bounded regular expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.folding import fold_value
from leakcheck.model import Truth
from leakcheck.rules.kernels.truth import ASK, as_truth
from leakcheck.rules.safe_regex import compile_bounded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import PlainText

WORDS = "has the form {}"
CONFUSABLE = True
MAX_LENGTH = 1000


def parse(argument: object) -> re.Pattern[str]:
    """A regex of the safe subset; see `leakcheck.rules.safe_regex`."""
    if not isinstance(argument, str):
        raise ValueError("needs a regular expression as text")
    return compile_bounded(argument)


def value(argument: re.Pattern[str], text: str) -> int:
    """True when all of the value matches; longer than 1,000 characters never does."""
    folded = fold_value(text)
    return Truth.TRUE if len(folded) <= MAX_LENGTH and argument.fullmatch(folded) else Truth.FALSE


def kernel(argument: re.Pattern[str], plain: PlainText) -> NDArray[np.int8]:
    """The same on bytes, or by RE2; patterns that suit neither are left to `value`."""
    import numpy as np

    from leakcheck.rules.kernels.bounded import expanded, matching, matching_re2

    pattern = expanded(argument)
    if pattern is None:
        found = matching_re2(argument, plain)
        return np.full(len(plain), ASK, np.int8) if found is None else as_truth(found)
    return as_truth(matching(pattern, plain) & (plain.lengths <= MAX_LENGTH))
