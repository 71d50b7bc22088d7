"""matches = "regex": the whole folded value fits a bounded regular expression."""

from __future__ import annotations

import re

from leakcheck.folding import fold_value
from leakcheck.model import Truth
from leakcheck.rules.safe_regex import compile_bounded

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
