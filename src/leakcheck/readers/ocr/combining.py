"""Two readings of the same words to one: tesseract sees blanks and Devanagari, rapidocr Latin and figures.

Why by words: each engine is right where the other fails, often on one line (``टीका: SPUTNIK ५``). What
both agree on stays; where they differ, the reasons below decide, and the word keeps the lower confidence.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from leakcheck.readers.ocr.words import DOUBTFUL, Box, Line, Word, around, is_devanagari

_LEAD = 12.0
"""Percent by which the second engine must be surer before its word is taken for no other reason."""


def foreign_runs(line: Line) -> list[tuple[int, int]]:
    """Stretches of words (begin, end) that hold no letter of Devanagari, for the second engine.

    A word of Devanagari figures is among them when it stands beside such words: a misread Latin one.
    """
    runs: list[tuple[int, int]] = []
    begin = None
    for place, word in enumerate((*line.words, None)):
        if word is not None and not _is_hindi(word.text):
            begin = place if begin is None else begin
        elif begin is not None:
            if any(_is_latin(w.text) for w in line.words[begin:place]):
                runs.append((begin, place))
            begin = None
    return runs


def spot(line: Line, run: tuple[int, int]) -> Box:
    """Where a run stands."""
    return around([word.box for word in line.words[run[0] : run[1]]])


def combine(line: Line, runs: Sequence[tuple[int, int]], again: Sequence[Word]) -> Line:
    """The line with its runs reconciled with what the second engine read there."""
    words = list(line.words)
    for (begin, end), second in zip(runs, again, strict=True):
        if second.confidence >= DOUBTFUL:
            words[begin:end] = _reconciled(words[begin:end], second)
    return Line(tuple(words))


def _reconciled(words: Sequence[Word], second: Word) -> Iterator[Word]:
    """Word by word; the second text is cut where the letters of the first end, its blanks are ignored."""
    joined = "".join(word.text for word in words)
    other = "".join(second.text.split())
    cuts = _cuts(joined, other, [len(word.text) for word in words])
    for word, begin, end in zip(words, cuts, cuts[1:], strict=False):
        yield _better(word, other[begin:end], second.confidence)


def _cuts(first: str, second: str, lengths: Sequence[int]) -> list[int]:
    """Places in `second` that match the ends of the words of `first`."""
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    at = [0] * (len(first) + 1)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for i in range(i1, i2 + 1):
            at[i] = j2 if i == i2 else j1 + min(i - i1, j2 - j1)
    at[0] = 0
    cuts, place = [0], 0
    for length in lengths:
        place += length
        cuts.append(at[place])
    return cuts


def _better(word: Word, other: str, sure: float) -> Word:
    if word.text == other:
        return word._replace(confidence=max(word.confidence, sure))
    if not other or not other.isascii():
        return word
    taken = other if _takes_other(word, other, sure) else word.text
    return word._replace(text=taken, confidence=min(word.confidence, sure))


def _takes_other(word: Word, other: str, sure: float) -> bool:
    if is_devanagari(word.text):
        return True
    if word.text.casefold() == other.casefold():
        return _is_even(other) and not _is_even(word.text)
    return sure > word.confidence + _LEAD


def _is_even(text: str) -> bool:
    """Whether the letters are all capitals, all small, or small behind one capital."""
    letters = "".join(char for char in text if char.isalpha())
    return letters.isupper() or letters.islower() or letters.istitle()


def _is_hindi(text: str) -> bool:
    return any(is_devanagari(char) and not char.isdecimal() for char in text)


def _is_latin(text: str) -> bool:
    return any(char.isascii() and char.isalnum() for char in text)
