"""What an engine returns: words with a place and a confidence, in lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

DOUBTFUL = 60.0
"""Percent below which a word or line is reported as doubtful."""


class Box(NamedTuple):
    """Place in pixels of the picture, the right and lower edge outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top

    def overlap(self, other: Box) -> float:
        """Share (0 to 1) of the lower of the two heights that both cover."""
        both = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, both / max(1, min(self.height, other.height)))


class Word(NamedTuple):
    """One word, or what an engine gives as one. `confidence`: 0 to 100 percent."""

    text: str
    confidence: float
    box: Box


class Line(NamedTuple):
    """Words from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one blank between."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """What all words cover."""
        return around([word.box for word in self.words])

    @property
    def confidence(self) -> float:
        """Mean of the words, by their length."""
        return mean(self.words)


def mean(words: Sequence[Word]) -> float:
    """Confidence of several words, weighted by their length; 0 when there is none."""
    total = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / total if total else 0.0


def around(boxes: Sequence[Box]) -> Box:
    """Smallest box around several."""
    return Box(
        min(b.left for b in boxes),
        min(b.top for b in boxes),
        max(b.right for b in boxes),
        max(b.bottom for b in boxes),
    )


def is_devanagari(text: str) -> bool:
    """Whether a text has a letter, sign or digit of the Devanagari block."""
    return any("\u0900" <= char <= "\u097f" for char in text)
