"""Characters that optical recognition and hurried typing confuse, and what a text could have been.

Why: on a screenshot ``O`` and ``0`` look alike, so a number may fail only because it was read off
an image. A repair is always a proposal with its position; nothing is ever changed silently.

Source: the confusions measured on rendered chat bubbles (rapidocr, tesseract), the common subset
of Unicode Technical Standard 39 (confusables.txt) that occurs in numbers.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern

PAIRS = ("O0", "Q0", "l1", "I1", "|1", "S5", "B8", "Z2", "G6")
"""Each pair is read both ways: the letter as the digit, the digit as the letter."""

LONGEST = 64
"""Longer texts are no numbers; they are not searched."""

_READ_AS: dict[str, str] = {}
for _pair in PAIRS:
    _letter, _digit = _pair[0], _pair[1]
    _READ_AS[_letter] = _READ_AS.get(_letter, "") + _digit
    _READ_AS[_digit] = _READ_AS.get(_digit, "") + _letter
_READ_AS["o"] = "0"  # one way: numbers are printed in capitals, so no digit is a small o

_SKELETON = str.maketrans("01|i58", "olllsb")


@dataclass(frozen=True, slots=True)
class Repair:
    """One reading of a text with a single character replaced.

    `position` counts characters from 0; `was` stood there, `read_as` stands there in `text`.
    """

    text: str
    position: int
    was: str
    read_as: str


def repairs(text: str, is_valid: Callable[[str], bool], *, limit: int = 16) -> tuple[Repair, ...]:
    """Every reading of `text` that becomes valid under exactly one confusable replacement.

    Parameters
    ----------
    text : str
        What was read. A text that is valid as it stands, or is longer than `LONGEST`, has none.
    is_valid : callable
        Judges one candidate; must not raise.
    limit : int
        At most so many readings, the leftmost first.

    Examples
    --------
    >>> [r.text for r in repairs("12O4", str.isdecimal)]
    ['1204']
    """
    if len(text) > LONGEST or is_valid(text):
        return ()
    found: list[Repair] = []
    for repair in _readings(text):
        if len(found) == limit:
            break
        if is_valid(repair.text):
            found.append(repair)
    return tuple(found)


def rereadings(
    text: str, is_valid: Callable[[str], bool], *, most: int = 4, tries: int = 256
) -> tuple[Repair, ...]:
    """The smallest set of replacements, two to `most`, that makes a text valid; empty when there is none.

    For a number in which several characters were misread. Sets are tried by size, then from the left,
    at most `tries` of them, so that the answer is deterministic and a hostile text costs little. The
    more sets a text offers, the likelier one is valid by chance: use it to withhold a judgement, never
    to make one.
    """
    if len(text) > LONGEST or is_valid(text):
        return ()
    single = list(_readings(text))
    left = tries
    for size in range(2, most + 1):
        for chosen in itertools.combinations(single, size):
            if len({r.position for r in chosen}) < size:
                continue
            if left == 0:
                return ()
            left -= 1
            if is_valid(_together(text, chosen)):
                return chosen
    return ()


def _together(text: str, chosen: Sequence[Repair]) -> str:
    letters = list(text)
    for repair in chosen:
        letters[repair.position] = repair.read_as
    return "".join(letters)


def _readings(text: str) -> Iterator[Repair]:
    for position, was in enumerate(text):
        for read_as in _READ_AS.get(was, ""):
            yield Repair(text[:position] + read_as + text[position + 1 :], position, was, read_as)


def skeleton(text: str) -> str:
    """One representative for every confusable spelling of a case-folded label, for comparison only.

    >>> skeleton("mobi1e nurnber") == skeleton("mobile number")
    True
    """
    return text.translate(_SKELETON).replace("rn", "m")


_TOKEN = pattern(r"[^\s./,:-]{1,64}")
_DIGITS = str.maketrans("OQolI|SBZG", "0001115826")


def read_digits(text: str) -> str:
    """The text with every letter that is confusable with a digit read as that digit.

    For values in figures, such as a date; words of three letters or more stay words. A proposal
    like any other reading.

    >>> read_digits("l2-O3-1982"), read_digits("lO Oct 19B2")
    ('12-03-1982', '10 Oct 1982')
    """
    return _TOKEN.sub(lambda m: m[0] if len(m[0]) > 2 and m[0].isalpha() else m[0].translate(_DIGITS), text)
