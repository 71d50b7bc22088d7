"""Asks the caller which texts are labels: seldom, once per text, and for bilingual labels by their parts."""

from __future__ import annotations

from collections.abc import Callable

from leakcheck.folding import fold_label
from leakcheck.pattern import pattern
from leakcheck.readers.intake.labelwords import is_label_wording

EXACT = 0.985
SURE = 0.95
KNOWN = 0.8
_MAX_ASKED = 5_000
_LONGEST = 90
_PARTS = pattern(r"\s{0,5}[/|()（）]\s{0,5}")
_PARENTHESIS = pattern(r"\s{0,5}[(（][^()（）]{0,60}[)）]")


class LabelJudge:
    """Remembers the answers of `is_label`; knows the plainest label words itself.

    Parameters
    ----------
    is_label : callable
        From `ReadOptions`: text to certainty between 0 and 1.
    """

    def __init__(self, is_label: Callable[[str], float]) -> None:
        self._is_label = is_label
        self._answers: dict[str, float] = {}

    def score(self, text: str) -> float:
        """How sure (0 to 1) a text is a label: as a whole, without parentheses, or by its two scripts."""
        if not text or len(text) > _LONGEST or not any(c.isalpha() for c in text):
            return 0.0
        best = self._ask(text)
        if best >= SURE:
            return best
        if "(" in text or "（" in text:
            best = max(best, self._ask(_PARENTHESIS.sub("", text)))
        parts = [part for part in _PARTS.split(text) if part]
        if len(parts) > 1 and len({script(part) for part in parts}) > 1:
            best = max(best, *(self._ask(part) for part in parts))
        return best

    def known(self, text: str, least: float = KNOWN) -> bool:
        """Whether `score` reaches `least`."""
        return self.score(text) >= least

    def _ask(self, text: str) -> float:
        key = fold_label(text)
        if not key:
            return 0.0
        if key not in self._answers:
            if len(self._answers) >= _MAX_ASKED:
                return 0.0
            self._answers[key] = max(float(self._is_label(text)), 0.99 if is_label_wording(text) else 0.0)
        return self._answers[key]


def script(text: str) -> int:
    """Script of the first letter, roughly: 0 for Latin, else its block of 128 characters."""
    letter = next((c for c in text if c.isalpha()), "a")
    return 0 if ord(letter) < 0x250 else ord(letter) >> 7
