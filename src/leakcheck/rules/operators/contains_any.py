"""contains_any = [..]: the value contains one of some words."""

from __future__ import annotations

from leakcheck.folding import fold_label
from leakcheck.model import Truth

WORDS = "contains one of {}"
CONFUSABLE = True


def parse(argument: object) -> frozenset[str]:
    """A list of words, compared case- and punctuation-folded."""
    if not isinstance(argument, list) or not argument or not all(isinstance(a, str) for a in argument):
        raise ValueError("needs a list of texts")
    return frozenset(fold_label(a) for a in argument)


def value(argument: frozenset[str], text: str) -> int:
    """True when any listed text occurs inside the folded value."""
    folded = fold_label(text[:2000])
    return Truth.TRUE if any(word in folded for word in argument) else Truth.FALSE
