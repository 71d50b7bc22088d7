"""Folding of text: the one normal form that labels and values are compared in.

Why: Devanagari digits, full-width letters, odd blanks and soft hyphens are spelling, not meaning.
Folding serves comparison only; the record itself is never changed.
"""

from __future__ import annotations

import unicodedata

from leakcheck.pattern import pattern

_DIGITS = frozenset("0123456789")
MISSING = frozenset(
    {
        "",
        "na",
        "n/a",
        "n.a.",
        "null",
        "none",
        "nan",
        "nil",
        "-",
        "--",
        "---",
        "?",
        ".",
        "\\n",
        "#n/a",
        "unknown",
        "not available",
        "not applicable",
        "उपलब्ध नहीं",
        "लागू नहीं",
    }
)
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
_PUNCTUATION = pattern(r"[\s_\-./\\:;,|=()\[\]{}*#'\"`‘’“”।!?•·>]{1,100}")

_LOST = pattern(
    r"\s{0,9}(?:[+-]?[0-9]{1,2}(?:[.,][0-9]{1,16})?[eE]\+(?:0?9|[1-9][0-9]{1,2})"
    r"|#{3,255}|#(?:REF!?|NAME\?|VALUE!?|NULL!?|NUM!?|DIV/0!?))\s{0,9}"
)


def fold_digits(text: str) -> str:
    """Turn every decimal digit of any script into ASCII 0-9; leave the rest alone.

    >>> fold_digits("२३ जून २०२३")
    '23 जून 2023'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def fold_value(text: str) -> str:
    """Normal form of a value: NFKC, ASCII digits and dashes, single blanks, no invisible marks.

    >>> fold_value("  ＡＢＣ　१२–३४ ")
    'ABC 12-34'
    """
    if not text.isascii():
        text = fold_digits(unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_DASHES))
    return " ".join(text.split())


def fold_label(text: str) -> str:
    """Normal form of a label: case-folded, NFKC, without punctuation.

    >>> fold_label("Date-of-Birth (DOB):")
    'date of birth dob'
    >>> fold_label("D.O.B")
    'd o b'
    """
    return _PUNCTUATION.sub(" ", fold_value(text).casefold()).strip()


def is_lost(text: str) -> bool:
    """Whether a spreadsheet has put something else in the place of a value, so that nobody can know it.

    Such a cell is there, but no rule may judge it: ``9.1E+11`` was a number of twelve digits.

    >>> [is_lost(text) for text in ("9.1E+11", "####", "#REF!", "41", "3E4")]
    [True, True, True, False, False]
    """
    return ("#" in text or "+" in text) and len(text) < 300 and _LOST.fullmatch(text) is not None


def is_missing(text: str | None) -> bool:
    """Whether a cell holds nothing: absent, blank, or one of the usual words for nothing."""
    if text is None:
        return True
    if text[-1:] in _DIGITS:  # most numbers and dates: no word for nothing ends so
        return False
    return text.isspace() or not text or (len(text) < 16 and fold_value(text).casefold() in MISSING)
