"""Addresses: is it somebody's home, or the place of vaccination?

Why: in records of a vaccination system "address" is usually the centre's. Taking it for the
person's would accuse a genuine record of holding a home address.
"""

from __future__ import annotations

import re
import unicodedata

from leakcheck.folding import fold_label
from leakcheck.pattern import pattern

_FACILITY_WORDS = (
    *(
        "u?phc",
        "chc",
        "sub ?cent(?:re|er)",
        "health (?:cent(?:re|er)|post)",
        "hospitals?",
        "clinic",
        "dispensary",
    ),
    *("nursing home", "medical college", "aiims", "schools?", "college", "vidyalaya", "cent(?:re|er)", "cvc"),
    *("vaccination (?:site|camp)", "session site", "aa?nganwadi", "community hall", "kendra", "aspatal"),
    "panchayat (?:bhawan|bhavan|office)",
)
_FACILITY_SIGNS = (
    *("केंद्र", "केन्द्र", "अस्पताल", "चिकित्सालय", "विद्यालय", "स्कूल", "स्वास्थ्य", "शिविर", "आंगनवाड़ी"),
    *("হাসপাতাল", "স্বাস্থ্য কেন্দ্র", "மருத்துவமனை", "சுகாதார நிலையம்", "ఆసుపత్రి", "ఆరోగ్య కేంద్ర"),
    *("ಆಸ್ಪತ್ರೆ", "ಆರೋಗ್ಯ ಕೇಂದ್ರ", "ആശുപത്രി", "ആരോഗ്യ കേന്ദ്ര", "હોસ્પિટલ", "આરોગ્ય કેન્દ્ર"),
    *("ਹਸਪਤਾਲ", "ਸਿਹਤ ਕੇਂਦਰ", "ଡାକ୍ତରଖାନା", "ہسپتال"),
)
_HOME_WORDS = (
    *(
        "house (?:no|number)",
        "h ?no",
        "door no",
        "d no",
        "flat",
        "plot",
        "room no",
        "s o",
        "d o",
        "w o",
        "c o",
    ),
    *("ward", "mohalla", "gali", "floor", "apartments?", "apt", "bungalow", "residency", "ni[vw]as", "makan"),
)
_HOME_SIGNS = ("मकान", "वार्ड", "मोहल्ला", "गली", "पुत्र", "पत्नी", "निवास", "फ्लैट")


def _any_of(words: tuple[str, ...], signs: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words in Latin script; signs anywhere, as other scripts join endings to them."""
    return pattern(unicodedata.normalize("NFKC", rf"\b(?:{'|'.join(words)})\b|{'|'.join(signs)}"))


_FACILITY, _HOME = _any_of(_FACILITY_WORDS, _FACILITY_SIGNS), _any_of(_HOME_WORDS, _HOME_SIGNS)
_BESIDE = pattern(r"\b(?:near|nr|opp|opposite|behind|beside|next to|ke paas)\b|के पास|के सामने")
_ENOUGH = 300


def is_facility(text: str) -> bool:
    """Whether an address is a health centre, school or other public place.

    >>> is_facility("UPHC Ward Office Road"), is_facility("12 MG Road, near City Hospital")
    (True, False)
    """
    return bool(_FACILITY.search(_BESIDE.split(fold_label(text[:_ENOUGH]), maxsplit=1)[0]))


def is_home(text: str) -> bool:
    """Whether an address has a part only dwellings have: house number, flat, "s/o"."""
    return bool(_HOME.search(fold_label(text[:_ENOUGH])))
