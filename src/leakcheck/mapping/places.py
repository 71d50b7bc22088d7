"""Addresses: is it somebody's home, or the place of vaccination?

Why: in records of a vaccination system "address" is usually the centre's. Taking it for the
person's would accuse a genuine record of holding a home address.
"""

from __future__ import annotations

import re
import unicodedata

from leakcheck.folding import fold_label

_FACILITY = re.compile(unicodedata.normalize(
    "NFKC",
    r"\b(?:u?phc|chc|sub ?cent(?:re|er)|health (?:cent(?:re|er)|post)|hospitals?|clinic|dispensary|nursing home|medical college|aiims|"
    r"schools?|college|vidyalaya|vaccination (?:cent(?:re|er)|site|camp)|session site|cvc|cent(?:re|er)|anganwadi|aanganwadi|"
    r"community hall|panchayat (?:bhawan|bhavan|office)|swasthya kendra|kendra|aspatal)\b"
    r"|केंद्र|केन्द्र|अस्पताल|चिकित्सालय|विद्यालय|स्कूल|स्वास्थ्य|शिविर|आंगनवाड़ी|হাসপাতাল|স্বাস্থ্য কেন্দ্র|மருத்துவமனை|சுகாதார நிலையம்|"
    r"ఆసుపత్రి|ఆరోగ్య కేంద్ర|ಆಸ್ಪತ್ರೆ|ಆರೋಗ್ಯ ಕೇಂದ್ರ|ആശുപത്രി|ആരോഗ്യ കേന്ദ്ര|હોસ્પિટલ|આરોગ્ય કેન્દ્ર|ਹਸਪਤਾਲ|ਸਿਹਤ ਕੇਂਦਰ|ଡାକ୍ତରଖାନା|ہسپتال",
))
_HOME = re.compile(
    r"\b(?:house (?:no|number)|h ?no|hno|door no|d no|flat|plot|room no|s o|d o|w o|c o|ward|mohalla|gali|floor|apartments?|apt|"
    r"bungalow|residency|niwas|nivas|makan)\b|मकान|वार्ड|मोहल्ला|गली|पुत्र|पत्नी|निवास|फ्लैट"
)
_BESIDE = re.compile(r"\b(?:near|nr|opp|opposite|behind|beside|next to|ke paas)\b|के पास|के सामने")
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
