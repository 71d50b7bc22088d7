"""Closed vocabularies: values that give a column's meaning away whatever it is called.

Source: published value lists of the CoWIN API and certificates, India's identity documents, blood
groups (ISBT ABO and RhD); Hindi forms as printed on the blank certificate templates.
"""

from __future__ import annotations

from collections.abc import Mapping

from leakcheck.folding import fold_label


def _folded(values: str) -> frozenset[str]:
    return frozenset(fold_label(value) for value in values.split("|"))


WORDS: Mapping[str, frozenset[str]] = {
    "gender": _folded(
        "male|female|m|f|t|o|other|others|transgender|man|woman|purush|mahila|stri|anya|"
        "पुरुष|महिला|स्त्री|अन्य|ट्रांसजेंडर|ஆண்|பெண்|పురుషుడు|స్త్రీ|ಪುರುಷ|ಮಹಿಳೆ|"
        "പുരുഷൻ|സ്ത്രീ|পুরুষ|মহিলা|પુરુષ|સ્ત્રી|ਪੁਰਸ਼|ਔਰਤ"
    ),
    "yes_no": _folded("y|n|yes|no|true|false|haan|nahi|हाँ|हां|नहीं"),
    "vaccination_status": _folded(
        "not vaccinated|partially vaccinated|vaccinated|fully vaccinated|unvaccinated"
    ),
}
"""Kind of value to its folded words."""

BLOOD_GROUPS = frozenset(
    f"{group}{blank}{sign}"
    for group in ("a", "b", "ab", "o")
    for blank in ("", " ")
    for sign in ("+", "-", "+ve", "-ve", "positive", "negative")
)
"""Blood groups, case-folded; here punctuation is meaning, so they are not folded as labels are."""

_VACCINES = _folded(
    "covishield|covi shield|covaxin|co vaxin|sputnik|zycov|corbevax|covovax|incovacc|gemcovac|"
    "azd1222|bbv152|bbv154|pfizer|comirnaty|moderna|spikevax|janssen|vaxzevria|astrazeneca|"
    "novavax|nuvaxovid|sinopharm|covilo|sinovac|coronavac|convidecia|"
    "कोविशील्ड|कोवैक्सीन|कोवैक्सिन|स्पुतनिक|कोर्बेवैक्स|कोवोवैक्स|जायकोव"
)

_ID_TYPES: tuple[tuple[str, str, str], ...] = (
    ("aadhaar", "1", "aadhaar|aadhar|adhar|आधार"),
    ("driving_licence", "2", "driving licen|driver licen|ड्राइविंग"),
    ("pan", "6", "pan card|pan|पैन"),
    ("passport_number", "8", "passport|पासपोर्ट"),
    ("voter_id", "12", "voter|epic|election|मतदाता|वोटर"),
    ("ration_card", "16", "ration|राशन"),
    ("udid", "", "udid|unique disability"),
    ("student_id", "", "student"),
    ("", "9", "pension|passbook"),
    ("", "11", "npr smart|npr|smart card"),
    ("", "4", "mnrega|nrega|job card"),
)
"""Field the document belongs to, its code in the registration API, spellings; some have no field.

Source: CoWIN_RegAppointment_API_Spec_V2.pdf (May 2021), list of photo id types, and later lists.
"""


def is_vaccine(text: str) -> bool:
    """Whether a value names a COVID-19 vaccine."""
    folded = fold_label(text)
    return len(folded) <= 60 and any(name in folded for name in _VACCINES)


def is_id_type(text: str) -> bool:
    """Whether a value names an identity document in words (codes alone prove nothing)."""
    return not text.isdecimal() and _document(text) is not None


def field_of_id_type(text: str) -> str:
    """Field the numbers of this document type belong in; empty when it has none or is not known.

    >>> field_of_id_type("Aadhaar Card"), field_of_id_type("6"), field_of_id_type("NPR Smart Card")
    ('aadhaar', 'pan', '')
    """
    return _document(text) or ""


def _document(text: str) -> str | None:
    folded = fold_label(text)
    if len(folded) > 60:
        return None
    for name, code, spellings in _ID_TYPES:
        if folded == code and code:
            return name
        if any(_begins_a_word(s, folded) for s in spellings.split("|")):
            return name
    return None


def _begins_a_word(spelling: str, folded: str) -> bool:
    """Short spellings must be whole words: "PAN", not "Pandey"."""
    closed = f" {spelling} " if len(spelling) <= 4 else f" {spelling}"
    return closed in f" {folded} "
