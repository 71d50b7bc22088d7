"""Wordings that give a transcript its shape: counters of records, titles of sections, wrapped values."""

from __future__ import annotations

import re

from leakcheck.folding import fold_digits, fold_label
from leakcheck.pattern import pattern

_WHO = r"""(?:result|record|entry|member|beneficiary|person|patient|user|profile|dependent|dependant|match|
    रिकॉर्ड|परिणाम|सदस्य|लाभार्थी|व्यक्ति|मरीज|प्रविष्टि|rikord|parinam|sadasya|labharthi|vyakti)s?"""
_COUNT = r"\d{1,6}(?:\s{0,2}(?:of|/|out\ of|में\ से)\s{0,2}\d{1,6})?"
_COUNTER = pattern(
    rf"(?:{_WHO}\s{{0,2}}(?:no\.?|number|nr\.?|संख्या|नं\.?)?\s{{0,2}}[#:.-]?\s{{0,2}}{_COUNT}"
    rf"|[\[(#]?\s?\d{{1,6}}\s{{0,2}}(?:of|/|में\ से)\s{{0,2}}\d{{1,6}}\s?[\])]?"
    rf"|\#\s?\d{{1,6}}|[\[(]\d{{1,4}}[\])]|\d{{1,4}}[.)])\s{{0,2}}[:.)\]–-]{{0,2}}",
    re.I | re.X,
)
_DRAWN = "-=*_~#─━+[]| "
_DRAWN_COUNTER = pattern(r"\d{1,9}\. row|(?:record|row) \d{1,9}", re.I)
_NUMBERED_WHO = pattern(rf"({_WHO})\s{{0,2}}[#:.-]?\s{{0,2}}\d{{1,4}}", re.I | re.X)
_PAGE = pattern(rf"\W{{0,4}}(?:page|pg|पृष्ठ|पेज)\s{{0,2}}[:.-]?\s{{0,2}}{_COUNT}\W{{0,4}}", re.I)
_SECTION_WORDING = """
details detail information info particulars data record records summary report विवरण जानकारी vivaran
jankari
"""
_TABLE_WORDING = "field fields value values key keys label labels attribute particulars description item"
_PLACE_WORDING = "address addr residing place at location पता निवास स्थान pata thikana"
_PLACE_END_WORDING = "pradesh nagar road street marg colony प्रदेश नगर रोड मार्ग"
_PLACE_ENDS = frozenset(_PLACE_END_WORDING.split())
_SECTIONS = frozenset(_SECTION_WORDING.split())
_TABLE_HEADS = frozenset(_TABLE_WORDING.split())
_PLACES = frozenset(_PLACE_WORDING.split())
_CLOSED_VALUE = pattern(r"[\d\s/.,:+()-]{4,40}|[^\s@]{1,64}@[^\s@]{1,190}")
_LIST_ITEM = pattern(r"\(?\d{1,3}[.)]\s{1,4}(?:[^\W\d]|[^:\n]{1,30}:\s)")
_SENTENCE_WORDS = 8


def is_counter(text: str) -> bool:
    """Whether a line only counts records: ``Result 2 of 3``, ``#2``, ``-[ RECORD 1 ]--``, ``** 1. row **``.

    >>> is_counter("Result 2 of 3"), is_counter("सदस्य २:"), is_counter("Dose 2"), is_counter("2021")
    (True, True, False, False)
    """
    if len(text) > 120:
        return False
    inner = text.strip(_DRAWN)
    drawn = len(text) - len(inner) > 3 and bool(_DRAWN_COUNTER.fullmatch(inner))
    return drawn or (len(text) <= 60 and bool(_COUNTER.fullmatch(fold_digits(text))))


def is_page(text: str) -> bool:
    """Whether a line only numbers a page, as copies of documents have them: ``Page 1 of 4``."""
    return len(text) <= 40 and bool(_PAGE.fullmatch(fold_digits(text)))


def numbered_person(label: str) -> str | None:
    """``Member`` of the label ``Member 2``: such a label begins a record."""
    found = _NUMBERED_WHO.fullmatch(fold_digits(label)) if len(label) <= 60 else None
    return label[: found.end(1)] if found else None


def is_section(text: str) -> bool:
    """Whether a line without a separator titles a part of a record: ``Vaccination Details``."""
    words = fold_label(text).split()
    return 1 < len(words) <= 5 and words[-1] in _SECTIONS


def is_table_head(label: str, value: str) -> bool:
    """Whether a pair only names the columns of a table of pairs: ``Field | Value``."""
    return fold_label(label) in _TABLE_HEADS and fold_label(value) in _TABLE_HEADS


def is_place(label: str) -> bool:
    """Whether a label asks for an address, where commas and colons mean little."""
    return any(word in _PLACES for word in fold_label(label).split())


def ends_place(text: str) -> bool:
    """Whether a text ends as the names of places and streets do: ``Pradesh``, ``Lake Road``."""
    words = fold_label(text).split()
    return bool(words) and words[-1] in _PLACE_ENDS


def may_continue(value: str, text: str) -> bool:
    """Whether a line without a label may be the rest of the value above it.

    Not behind a complete number, date or mail address unless it is a number itself, and not if it
    is the next item of a list, a quoted slogan or a whole sentence.
    """
    text = text.strip()
    if not any(c.isalnum() for c in text):
        return False
    if _CLOSED_VALUE.fullmatch(value) and any(c.isalpha() for c in text):
        return False
    if _LIST_ITEM.match(text) and not value.endswith((",", "-", "/")):
        return False
    if text[:1] in '“"' and text[-1:] in '”"':
        return False
    return not (text[-1:] in "!?।" or (text[-1:] == "." and len(text.split()) >= _SENTENCE_WORDS))
