"""Kruti Dev 010: Hindi typed as Latin letters that a font draws as Devanagari (``jke`` is राम).

The table is the key chart of the font (the Remington typewriter layout): a stroke is a half consonant,
a whole one, or a sign; the stem ``k`` makes a half consonant whole; ``f`` (short i) stands before its
syllable and ``Z`` (the r above) behind it. Only suspected, never assumed: ``flag`` is also सिंह.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from leakcheck.pattern import pattern

_HALF = {
    "D": "क", "[": "ख", "X": "ग", "?": "घ", "P": "च", "T": "ज", "÷": "झ", ".": "ण", "R": "त", "F": "थ",
    "/": "ध",
    "U": "न", "I": "प", "¶": "फ", "C": "ब", "H": "भ", "E": "म", "¸": "य", "Y": "ल", "O": "व", "'": "श",
    '"': "ष",
    "L": "स", "º": "ह", "{": "क्ष", "Ù": "त्त", "«": "त्र",
}  # fmt: skip
_WHOLE = {
    "d": "क", "x": "ग", "³": "ङ", "p": "च", "N": "छ", "t": "ज", ">": "झ", "¥": "ञ", "V": "ट", "B": "ठ",
    "M": "ड",
    "<": "ढ", "r": "त", "n": "द", "u": "न", "i": "प", "Q": "फ", "c": "ब", "e": "म", ";": "य", "j": "र",
    "y": "ल",
    "o": "व", "l": "स", "g": "ह", "G": "ळ", "=": "त्र", "K": "ज्ञ", "J": "श्र", "|": "द्य", "}": "द्व",
    "ç": "प्र",
    "Ø": "क्र", "Ý": "फ्र", "æ": "द्र", ")": "द्ध", "ä": "क्त", "ã": "ह्म", "á": "ह्य", "é": "न्न",
    "ê": "ट्ट",
    "ë": "ट्ठ", "ì": "ड्ड", "ï": "ड्ढ", "í": "द्द", "ô": "क्क", "#": "रु", ":": "रू", "–": "दृ",
    "—": "कृ", "â": "हृ",
}  # fmt: skip
_VOWELS = {
    "vks": "ओ", "vkS": "औ", "v‚": "ऑ", "vk": "आ", "v": "अ", "bZ": "ई", "b": "इ", "m": "उ", "Å": "ऊ",
    ",s": "ऐ",
    ",": "ए", "_": "ऋ",
}  # fmt: skip
_SIGNS = {
    "k": "ा", "h": "ी", "q": "ु", "w": "ू", "`": "ृ", "s": "े", "S": "ै", "a": "ं", "¡": "ँ", "W": "ॅ",
    "‚": "ॉ",
    "+": "़", "~": "्", "z": "्र", "ª": "्र",
}  # fmt: skip
_MARKS = {"A": "।", "]": ",", "-": ".", "@": "/", "&": "-", "%": ":", "¼": "(", "½": ")"}
_DIGITS = dict(zip("åƒ„…†‡ˆ‰Š‹", "०१२३४५६७८९", strict=True))
_PLAIN = _MARKS | _DIGITS
_STROKE = pattern("|".join(map(re.escape, _VOWELS)) + r"|[\s\S]")
_JOINED = (("ाे", "ो"), ("ाै", "ौ"), ("ाॅ", "ॉ"), ("ाॉ", "ॉ"))
_SYLLABLE = pattern("((?:[क-ह]़?्){0,5})([क-ह]़?)([ािीुूृेैोौॉ]?)([ंँ]?)|([अ-औ])([ंँ]?)|([\\s\\S])")


def decode(text: str) -> str:
    """Read text as Kruti Dev 010.

    >>> decode("jke dqekj 'kekZ")
    'राम कुमार शर्मा'
    """
    page = _Page()
    for stroke in _STROKE.findall(text):
        page.strike(stroke)
    written = "".join(page.written)
    for apart, joined in _JOINED:
        written = written.replace(apart, joined)
    return written


class _Page:
    """What is written so far, with the place where the last syllable begins."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._start = 0
        self._half = self._short_i = False

    def strike(self, stroke: str) -> None:
        """Write one stroke."""
        if stroke in _HALF:
            self._consonant(_HALF[stroke])
            self.written.append("्")
            self._half = True
        elif stroke in _WHOLE:
            self._consonant(_WHOLE[stroke])
            self._finish()
        elif stroke == "k" and self._half:
            self.written.pop()
            self._finish()
        elif stroke == "f":
            self._short_i = True
        elif stroke == "Z":
            self.written.insert(self._start, "र्")
        else:
            self._sign(stroke)

    def _consonant(self, letters: str) -> None:
        if not self._half:
            self._start = len(self.written)
        self.written.append(letters)
        self._half = False

    def _finish(self) -> None:
        """Write the short i behind the syllable it was struck before."""
        self._half = False
        if self._short_i:
            self.written.append("ि")
            self._short_i = False

    def _sign(self, stroke: str) -> None:
        sign = _VOWELS.get(stroke) or _SIGNS.get(stroke) or _PLAIN.get(stroke, stroke)
        if stroke in _VOWELS or stroke not in _SIGNS:
            self._start = len(self.written)
        behind = sign in ("्र", "़") and bool(self.written) and self.written[-1] == "ि"
        self.written.insert(len(self.written) - behind, sign)
        self._half = False


def encode(text: str) -> str:
    """Strokes of a Hindi word, in the plainest of their spellings; other characters stay."""
    return "".join(map(_strokes, _SYLLABLE.finditer(text)))


class _Strokes(NamedTuple):
    """Strokes by letters."""

    vowels: dict[str, str]
    signs: dict[str, str]
    whole: dict[str, str]
    half: dict[str, str]


@cache
def _table() -> _Strokes:
    vowels, signs, whole, half = (
        {letters: stroke for stroke, letters in table.items()} for table in (_VOWELS, _SIGNS, _WHOLE, _HALF)
    )
    return _Strokes(vowels, signs | {"ो": "ks", "ौ": "kS", "ॉ": "kW", "": ""}, whole, half)


def _strokes(found: re.Match[str]) -> str:
    vowels, signs = _table().vowels, _table().signs
    if found[5] or found[7]:
        return vowels.get(found[5] or "", found[7] or "") + signs[found[6] or ""]
    first, last, sign, nasal = found.group(1, 2, 3, 4)
    above = first.startswith("र्")
    body = _cluster(first.removeprefix("र्"), last)
    return (
        ("f" if sign == "ि" else "")
        + body
        + ("" if sign == "ि" else signs[sign])
        + "Z" * above
        + signs[nasal]
    )


def _cluster(first: str, last: str) -> str:
    whole, half = _table().whole, _table().half
    if first + last in whole:
        return whole[first + last]
    if first + last in half:
        return half[first + last] + "k"
    halves = first.split("्")[:-1]
    if halves and last == "र":
        base = "".join(letter + "्" for letter in halves[:-1])
        return _cluster(base, halves[-1]) + ("ª" if halves[-1] in "टडठढ" else "z")
    dot = "+" * last.endswith("़")
    plain = last.removesuffix("़")
    strokes = [half.get(letter) or whole.get(letter, letter) + "~" for letter in halves]
    return "".join(strokes) + (whole.get(plain) or half.get(plain, plain) + "k") + dot
