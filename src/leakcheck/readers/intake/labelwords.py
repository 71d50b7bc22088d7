"""The words labels are made of, wherever people write down people: enough to bid on a format.

Why here, when packs and label files hold the aliases: a bid sees bytes only and must not load
every pack. This decides only *how* evidence is read, never what a field means.
Source: the labels of the published Indian forms and templates, in English, Hindi and romanised Hindi.
"""

from __future__ import annotations

from leakcheck.folding import fold_label

_NOUN_WORDING = """
name firstname lastname surname age gender sex dob birth yob mobile phone telephone contact email
mail aadhaar aadhar uid pan passport voter epic licence license ration address pincode pin zip
postal state district city block id identity reference certificate beneficiary patient vaccine
vaccination vaccinated dose doses batch date status centre center session nationality father mother
husband spouse guardian bank account ifsc card uhid abha username password login ip team salary
title result test comorbidity registration slot venue photo नाम आयु उम्र लिंग जन्म जन्मतिथि तिथि
मोबाइल फोन फ़ोन नंबर संख्या आधार पैन पासपोर्ट पता पिन राज्य जिला ज़िला लाभार्थी पहचान पत्र टीका
टीकाकरण वैक्सीन खुराक तारीख बैच केंद्र स्थान पिता माता पति प्रमाणपत्र ईमेल naam umr umar aayu ling
janm janam tithi tarikh pata jila rajya pita mata labharthi tika teeka khurak
"""
_JOINER_WORDING = """
of no number nr the first last full middle by at type code in and or on for year month day next due
current permanent proof card s o d w c के का की को में वर्ष साल दिनांक कोड नं पूरा पहला ka ki ke ko
poora pura sankhya 1 2 3
"""
_NOUNS = frozenset(_NOUN_WORDING.split())
_JOINERS = frozenset(_JOINER_WORDING.split())
_OPEN_ENDED = frozenset({"of", "for", "and", "or", "the", "in", "on", "s", "का", "के", "की", "ka", "ki", "ke"})


def is_label_wording(text: str) -> bool:
    """Whether a text is worded like a label: up to six words, all known, at least one a noun.

    >>> is_label_wording("Date of Birth (DOB)"), is_label_wording("लाभार्थी का नाम")
    (True, True)
    >>> is_label_wording("A. Sharma")
    False
    """
    if len(text) > 80:
        return False
    words = fold_label(text).split()
    if not 0 < len(words) <= 6 or words[-1] in _OPEN_ENDED:
        return False
    return all(w in _NOUNS or w in _JOINERS for w in words) and any(w in _NOUNS for w in words)
