"""Numbers in which text recognition put letters for digits, or digits for letters, settled by the field.

Why here: ``9O2l5`` beside a label that asks for a phone number has one reading only, and who reads on would
otherwise take it for text. Only characters that are confused on screens are touched, only where the label, or
the same field of most other records, says which kind of character must stand there, and every line so changed
is reported as repaired. Names, addresses, passwords and what has no fixed shape stay as they were read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from leakcheck.confusables import read_digits
from leakcheck.folding import fold_digits, fold_label
from leakcheck.pattern import pattern
from leakcheck.readers.transcript.entries import Entry

WHY = "letters and digits that look alike were told apart by the shape of the field"
_LONGEST = 64
_LEAST_ALIKE = 2
_NUMBER_WORDING = """
mobile phone telephone tel contact cell whatsapp mob ph aadhaar aadhar adhar adhaar
uid pin pincode zip postal age
yob dob birth date dates born tarikh tareekh tithi umar umr umra aayu ayu janm janam dinank varsh
मोबाइल फोन फ़ोन दूरभाष संपर्क आधार पिन पिनकोड आयु उम्र जन्म जन्मतिथि तारीख तिथि दिनांक वर्ष
"""
_NEVER_WORDING = "password passwd pass pwd secret token पासवर्ड"
_BLOOD_WORDING = "blood khoon rakt रक्त खून ब्लड"
_PAN_WORDING = "pan पैन"
_NUMBERS, _SECRETS, _BLOOD, _PAN = (
    frozenset(text.split()) for text in (_NUMBER_WORDING, _NEVER_WORDING, _BLOOD_WORDING, _PAN_WORDING)
)
_AS_LETTER = str.maketrans("015826", "OISBZG")
_AS_DIGIT = str.maketrans("OQolI|SBZG", "0001115826")
_NUMBER = pattern(r"\+?[\d\s/.,:()*xX-]{1,64}")
_DATE = pattern(r"\d{1,4}(?:st|nd|rd|th)?[\s./-]{1,3}[^\W\d_]{3,12}\.?[\s,./-]{1,3}\d{2,4}", re.I)
_PAN_SHAPE = "AAAAA9999A"
_BLOOD_GROUP = pattern(r"(?:A|B|AB|O)\s?[+-]")


def settle(entries: Sequence[Entry]) -> list[int]:
    """Settle the values of entries in place; return the lines on which one was changed."""
    columns: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        columns[fold_label(entry.label)].append(entry)
    return sorted(
        entry.line
        for key, column in columns.items()
        if not _SECRETS & set(key.split())
        for entry in _settled(frozenset(key.split()), column)
    )


def _settled(words: frozenset[str], column: Sequence[Entry]) -> list[Entry]:
    shapes = Counter(shape(entry.text()) for entry in column)
    changed = []
    for entry in column:
        value = entry.text()
        if len(value) > _LONGEST:
            continue
        meant = _reading(words, value, shapes)
        if meant != value:
            entry.value, entry.parts = meant, []
            changed.append(entry)
    return changed


def _reading(words: frozenset[str], value: str, shapes: Counter[str]) -> str:
    """What a value must mean, or the value itself."""
    if words & _PAN:
        return _in_shape(value, _PAN_SHAPE) or value
    if words & _BLOOD:
        meant = value.translate(str.maketrans("08", "OB"))
        return meant if _BLOOD_GROUP.fullmatch(meant) else value
    if words & _NUMBERS:
        number = _in_digits(value)
        if number:
            return number
    own = shape(value)
    usual, times = max(shapes.items(), key=lambda item: (item[1], item[0].count("9"), item[0]))
    least = 1 if usual.isdecimal() else _LEAST_ALIKE
    if own == usual or times < least or times * 2 <= sum(shapes.values()) - 1 or not _is_number(usual):
        return value
    return _in_shape(value, usual) or value


def shape(value: str) -> str:
    """Kind of every character: 9 a digit, A a letter, else itself.

    >>> shape("ABCDE1234F"), shape("12 Feb 2000")
    ('AAAAA9999A', '99 AAA 9999')
    """
    return "".join("9" if c.isdecimal() else "A" if c.isalpha() else c for c in value[: _LONGEST + 1])


def _is_number(usual: str) -> bool:
    """Whether a shape has so many digits, and so few blanks, that it is a number rather than words."""
    return usual.count("9") >= max(4, usual.count("A") - 1) and usual.count(" ") <= 3


def _in_digits(value: str) -> str | None:
    """The value with letters read as digits, if it then is a number or a date and mostly was before."""
    letters = sum(c.isalpha() and c not in "xX" for c in value)
    digits = sum(c.isdecimal() for c in value)
    if not letters:
        return None
    meant = read_digits(value)
    if _DATE.fullmatch(fold_digits(meant)):
        return meant
    meant = value.translate(_AS_DIGIT)
    return meant if _NUMBER.fullmatch(fold_digits(meant)) and letters <= max(1, digits) else None


def _in_shape(value: str, usual: str) -> str | None:
    """The value with confused characters read as the shape asks, if it then has that shape."""
    if len(value) != len(usual):
        return None
    if sum(a != b for a, b in zip(shape(value), usual, strict=True)) > len(usual) // 3:
        return None
    meant = "".join(
        c.translate(_AS_DIGIT) if kind == "9" else c.translate(_AS_LETTER) if kind == "A" else c
        for c, kind in zip(value, usual, strict=True)
    )
    return meant if shape(meant) == usual else None
