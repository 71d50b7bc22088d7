"""Wordings that give a transcript its shape: counters of records, headings of doses, wrapped values."""

from __future__ import annotations

import re

from leakcheck.folding import fold_digits, fold_label

_WHO = r"""(?:result|record|entry|member|beneficiary|person|patient|user|profile|dependent|dependant|match|
    रिकॉर्ड|परिणाम|सदस्य|लाभार्थी|व्यक्ति|मरीज|प्रविष्टि|rikord|parinam|sadasya|labharthi|vyakti)s?"""
_COUNT = r"\d{1,6}(?:\s{0,2}(?:of|/|out\ of|में\ से)\s{0,2}\d{1,6})?"
_COUNTER = re.compile(
    rf"(?:{_WHO}\s{{0,2}}(?:no\.?|number|nr\.?|संख्या|नं\.?)?\s{{0,2}}[#:.-]?\s{{0,2}}{_COUNT}"
    rf"|[\[(#]?\s?\d{{1,6}}\s{{0,2}}(?:of|/|में\ से)\s{{0,2}}\d{{1,6}}\s?[\])]?"
    rf"|\#\s?\d{{1,6}}|[\[(]\d{{1,4}}[\])]|\d{{1,4}}[.)])\s{{0,2}}[:.)\]–-]{{0,2}}",
    re.I | re.X,
)
_NUMBERED_WHO = re.compile(rf"({_WHO})\s{{0,2}}[#:.-]?\s{{0,2}}\d{{1,4}}", re.I | re.X)
_ORDINAL = r"(?:1st|2nd|3rd|[4-9]th|first|second|third|fourth|booster|precaution(?:ary)?|पहली|दूसरी|तीसरी|पहला|दूसरा|बूस्टर)"
_DOSE = r"(?:dose|jab|shot|vaccination|vaccine|appointment|खुराक|डोज़?|टीका|टीकाकरण|khurak|teeka|tika)"
_BLOCK = re.compile(
    rf"(?P<name>{_DOSE}\s{{0,2}}(?:no\.?|number|\#|-|:)?\s{{0,2}}(?:\d{{1,2}}|I{{1,3}}|one|two|three)|{_ORDINAL}\s{{1,2}}{_DOSE})"
    r"(?:\s{1,2}(?:details?|info|information|विवरण))?\s{0,2}[:：=–-]{0,2}",
    re.I | re.X,
)
_DOSE_WORDS = frozenset(
    """date vaccine batch lot dose center centre site hospital vaccinator vaccinated by at manufacturer maker status time
    slot venue session facility place given location name type brand of number no id due next on vaccination place
    तारीख तिथि टीका वैक्सीन बैच केंद्र स्थान का की संख्या नाम दिनांक स्थिति tarikh kendra""".split()
)
_SECTIONS = frozenset(
    "details detail information info particulars data record records summary report विवरण जानकारी vivaran jankari".split()
)
_TABLE_HEADS = frozenset(
    "field fields value values key keys label labels attribute particulars description item".split()
)
_PLACES = frozenset(
    {"address", "addr", "residing", "place", "पता", "निवास", "स्थान", "pata", "thikana", "at", "location"}
)
_CLOSED_VALUE = re.compile(r"[\d\s/.,:+()-]{4,40}|[^\s@]{1,64}@[^\s@]{1,190}")
_SENTENCE_WORDS = 8


def is_counter(text: str) -> bool:
    """Whether a line only counts records: ``Result 2 of 3``, ``Record 1:``, ``#2``.

    >>> is_counter("Result 2 of 3"), is_counter("सदस्य २:"), is_counter("Dose 2"), is_counter("2021")
    (True, True, False, False)
    """
    return len(text) <= 60 and bool(_COUNTER.fullmatch(fold_digits(text)))


def numbered_person(label: str) -> str | None:
    """``Member`` of the label ``Member 2``: such a label begins a record."""
    found = _NUMBERED_WHO.fullmatch(fold_digits(label)) if len(label) <= 60 else None
    return label[: found.end(1)] if found else None


def block_name(text: str) -> str | None:
    """Name of the part a heading opens: ``Dose 1`` of ``Dose 1:``, ``2nd Dose`` of ``2nd Dose Details``."""
    found = _BLOCK.fullmatch(fold_digits(text)) if len(text) <= 60 else None
    return " ".join(re.sub("[:#]", " ", text[: found.end("name")]).split()) if found else None


def split_block(label: str) -> tuple[str | None, str]:
    """Part name and the rest of a label such as ``Dose 1 - Date``; (None, "") when it names no part."""
    name, mark, rest = label, "", ""
    for dash in (" - ", " – ", ":", " / "):
        if dash in label:
            name, mark, rest = label.partition(dash)
            break
    found = block_name(name)
    return (found, rest.strip()) if found and (rest.strip() or not mark) else (None, "")


def fits_block(label: str) -> bool:
    """Whether a label speaks of one dose (date, batch, centre …) rather than of the person."""
    words = fold_label(label).split()
    return (
        bool(words)
        and all(word in _DOSE_WORDS for word in words)
        and words not in (["name"], ["नाम"], ["id"])
    )


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


def may_continue(value: str, text: str) -> bool:
    """Whether a line without a label may be the rest of the value above it.

    Not behind a complete number, date or mail address unless it is a number itself, and not if it
    is a quoted slogan or a whole sentence.
    """
    text = text.strip()
    if _CLOSED_VALUE.fullmatch(value) and any(c.isalpha() for c in text):
        return False
    if text[:1] in '“"' and text[-1:] in '”"':
        return False
    return not (text[-1:] in "!?।" or (text[-1:] == "." and len(text.split()) >= _SENTENCE_WORDS))
