"""Letters that look the same in most typefaces, decided by the letters beside them.

Why here and not at the values: an engine has to choose between two equal shapes, and chooses by habit. Only
what no word allows is read the other way, so nothing is guessed; figures are left to the rules, which know
what a field may hold.
"""

from __future__ import annotations

from leakcheck.readers.ocr.words import Line, Word

_VOWELS = frozenset("aeiou")
_LEAST = 4
_LABEL_WORDS = 8


def settled(line: Line) -> tuple[Line, int]:
    """The line with misread look-alikes settled, and how many words changed.

    A small L at the start of a word, before a consonant, is a capital I; the first semicolon of a line
    without a colon is a colon.

    ``lyer``, ``lmran`` and ``lndore`` are no words: none of the languages read here begins one so. A second
    L, as in ``llama``, and short or vowelless forms, as in ``lbs``, stay.
    """
    words = [_settled(word) for word in line.words]
    words = _with_colon(words)
    return Line(tuple(words)), sum(a is not b for a, b in zip(words, line.words, strict=True))


def _with_colon(words: list[Word]) -> list[Word]:
    """The first semicolon at the end of a word as a colon, in a line without one; labels end so."""
    if any(":" in word.text for word in words):
        return words
    ends = (n for n, word in enumerate(words[:_LABEL_WORDS]) if word.text[1:].endswith(";"))
    place = next(ends, None)
    if place is not None and place + 1 < len(words):
        words[place] = words[place]._replace(text=words[place].text[:-1] + ":")
    return words


def _settled(word: Word) -> Word:
    text, rest = word.text, word.text[1:]
    begins = text[:1] == "l" and rest[:1] not in _VOWELS and rest[:1] not in ("l", "h")
    is_word = len(text) >= _LEAST and rest.isascii() and rest.isalpha() and rest.islower()
    return word._replace(text="I" + rest) if begins and is_word and not _VOWELS.isdisjoint(rest) else word
