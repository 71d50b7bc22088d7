"""Parts of a record with labels of their own: each dose, and the place where it was given.

Why: under ``Dose 2`` a ``Date`` is the second dose's, and under ``Centre`` an ``Address`` is the
centre's. The label is completed by the name of its part, so that nobody takes it for the person's.
"""

from __future__ import annotations

import re

from leakcheck.folding import fold_digits, fold_label
from leakcheck.pattern import pattern

_ORDINAL = r"""(?:1st|2nd|3rd|[4-9]th|first|second|third|fourth|booster|precaution(?:ary)?|
    पहली|दूसरी|तीसरी|पहला|दूसरा|बूस्टर)"""
_DOSE = r"(?:dose|jab|shot|vaccination|appointment|खुराक|डोज़?|टीका|टीकाकरण|khurak|teeka|tika)"
_NUMBER = r"(?:[1-9]|I{1,3}|one|two|three)"
_BLOCK = pattern(
    rf"(?P<name>{_DOSE}(?:\s{{0,2}}(?:no\.?|number|\#)?\s{{0,2}}|-){_NUMBER}|{_ORDINAL}\s{{1,2}}(?:{_DOSE}|vaccine))"
    r"(?:\s{1,2}(?:details?|info|information|विवरण))?\s{0,2}[:：=–-]{0,2}",
    re.I | re.X,
)
_SITE = pattern(r"\b(centre|center|hospital|facility|session site|site|kendra)\b|केंद्र|केन्द्र|अस्पताल", re.I)
_DOSE_WORDING = """
date vaccine batch lot dose center centre site hospital vaccinator vaccinated by at manufacturer
maker status time slot venue session facility place given location name type brand of number no id
due next on vaccination तारीख तिथि टीका वैक्सीन बैच केंद्र स्थान का की संख्या नाम दिनांक स्थिति
tarikh kendra
"""
_SITE_WORDING = """
address name pincode pin code district state block id contact phone location type पता नाम पिन कोड
जिला राज्य
"""
_HEADING_WORDS = frozenset(
    {"details", "detail", "information", "info", "particulars", "विवरण", "जानकारी", "vivaran"}
)
_DOSE_WORDS = frozenset(_DOSE_WORDING.split())
_SITE_LABELS = frozenset(_SITE_WORDING.split())
_OF_THE_PERSON = (["name"], ["नाम"], ["id"])


def dose_name(text: str) -> str | None:
    """Name of the dose a heading opens: ``Dose 1`` of ``Dose 1:``, ``2nd Dose`` of ``2nd Dose Details``.

    >>> dose_name("Dose #2:"), dose_name("Dose: 2"), dose_name("Vaccine 1")
    ('Dose 2', None, None)
    """
    found = _BLOCK.fullmatch(fold_digits(text)) if len(text) <= 60 else None
    return " ".join(re.sub("[:#]", " ", text[: found.end("name")]).split()) if found else None


def site_name(text: str) -> str | None:
    """Name of the place a heading opens: ``Vaccination Centre`` of ``Vaccination Centre Details``."""
    if len(text) > 60 or not _SITE.search(text):
        return None
    words = text.rstrip(" :：").split()
    while words and fold_label(words[-1]) in _HEADING_WORDS:
        words.pop()
    return " ".join(words) if 0 < len(words) <= 4 else None


def names_site(label: str, part: str) -> bool:
    """Whether a label under a place's heading says itself that it means the place."""
    return bool(_SITE.search(label[:60]) and _SITE.search(part))


def split_part(label: str) -> tuple[str | None, str]:
    """Dose and the rest of a label such as ``Dose 1 - Date``; (None, "") when it names no dose."""
    name, mark, rest = label, "", ""
    for dash in (" - ", " – ", ":", " / "):
        if dash in label:
            name, mark, rest = label.partition(dash)
            break
    found = dose_name(name)
    return (found, rest.strip()) if found and (rest.strip() or not mark) else (None, "")


def fits_dose(label: str) -> bool:
    """Whether a label speaks of one dose (date, batch, centre …) rather than of the person."""
    words = fold_label(label).split()
    return bool(words) and all(word in _DOSE_WORDS for word in words) and words not in _OF_THE_PERSON


def fits_part(label: str, part: str) -> bool:
    """Whether a label belongs under the heading of this part."""
    if dose_name(part) or not site_name(part):
        return fits_dose(label)
    words = fold_label(label).split()
    return bool(words) and all(word in _SITE_LABELS for word in words)
