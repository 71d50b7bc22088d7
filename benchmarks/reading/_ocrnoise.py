"""Damage as text recognition does it, on labels, values and the layout around them."""

from __future__ import annotations

import random
import unicodedata

_PAIRS = ("O0", "l1", "I1", "S5", "B8", "Z2", "G6")
_SWAPS = {a: b for pair in _PAIRS for a, b in ((pair[0], pair[1]), (pair[1], pair[0]))} | {
    "1": "lI", "o": "0",
    "m": ("rn",), "w": ("vv",), "d": ("cl",), "e": "c", "c": "e", "a": "o", "i": "l",
    "h": "b", "n": ("ri", "u"), "t": "f", "r": "v", "u": "v", "g": "q", "D": "O", "M": ("rn",),
    "E": "F", "P": "F",
    "भ": "म", "म": "भ", "घ": "ध", "ध": "घ", "ब": "व", "व": "ब", "ष": "प", "प": "ष", "र": "स",
    "न": "त", "ल": "त",
    "०": "०", "३": "ऽ",
}  # fmt: skip
_DIGIT_READ_AS = {"0": "O", "1": "lI", "5": "S", "8": "B", "2": "Z", "6": "G"}
_MARKS = ("Mn", "Mc")


def blur(rng: random.Random, text: str, rate: float) -> str:
    """Misread each character with probability `rate`: confused, a matra dropped, a blank lost or doubled."""
    if not rate:
        return text
    return "".join(_misread(rng, c) if rng.random() < rate else c for c in text).strip() or text


def _misread(rng: random.Random, char: str) -> str:
    if char == " ":
        return rng.choice(("", "  "))
    if unicodedata.category(char) in _MARKS:
        return ""
    return rng.choice(_SWAPS.get(char, char))


def is_mendable(clean: str, seen: str) -> bool:
    """Whether a value differs only by digits read as letters, which its type of field can settle."""
    return len(clean) == len(seen) and all(
        a == b or b in _DIGIT_READ_AS.get(a, "") for a, b in zip(clean, seen, strict=True)
    )


def smudge(rng: random.Random, line: str, rate: float) -> list[str]:
    """Damage the layout of a line: its colon lost or misread, the line broken in two."""
    if ": " in line and rng.random() < rate:
        line = line.replace(": ", rng.choice((" ", "; ", ". ", " : ", ":")), 1)
    places = [i for i, c in enumerate(line) if c == " " and 0 < i < len(line) - 1]
    if len(places) > 1 and rng.random() < rate:
        cut = rng.choice(places[1:])
        return [line[:cut], line[cut + 1 :]]
    return [line]
