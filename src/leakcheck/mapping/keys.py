"""Taking labels apart: folded forms, words in canonical spelling, bilingual pieces, paths of keys.

Why: one meaning comes as ``Date of Dose 1``, ``dose1_date``, ``doseOneDate``, ``खुराक / Dose`` or
``evidence[0].date``; every way of writing is reduced here, once, so that the dictionaries stay small.
"""

from __future__ import annotations

from leakcheck.folding import fold_label
from leakcheck.mapping.words import CANONICAL, NOISE
from leakcheck.pattern import pattern

MAX_LABEL = 120
"""Longer column names are text, not labels; only their beginning is read."""

_JOINERS = dict.fromkeys([0x200C, 0x200D])
_HUMP = pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BESIDE_DIGIT = pattern(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_BREAKS = pattern(r"[/|()\[\]{}\n\r\t,;:：·•]|\s[-–—]\s")
_STEPS = pattern(r"\]?\.|\[|\]|->|\$|__|::")
_POINTER = pattern(r"\$?/")
_SEGMENT = pattern(r"[^\W\d_][\w-]{1,60}")


def fold(label: str) -> str:
    """Folded label without the joiners of Indic scripts (ZWJ and ZWNJ are spelling only)."""
    short = label[:MAX_LABEL]
    return fold_label(short if short.isascii() else short.translate(_JOINERS))


def squeeze(label: str) -> str:
    """The key labels are compared under: folded, without blanks.

    >>> squeeze("Date-of Birth:") == squeeze("dateOfBirth")
    True
    """
    return fold(label).replace(" ", "")


def words(label: str) -> tuple[str, ...]:
    """Words of a label in canonical spelling, digits apart, noise kept.

    >>> words("2ndDose_dt")
    ('2', 'nd', 'dose', 'date')
    """
    parted = _BESIDE_DIGIT.sub(" ", _HUMP.sub(" ", label[:MAX_LABEL]))
    return tuple(CANONICAL.get(word, word) for word in fold(parted).split())


def bag(label: str) -> frozenset[str]:
    """The words that matter, in no order.

    >>> bag("Date of Dose 1") == bag("1st dose date")
    True
    """
    return meaning(words(label))


def meaning(spelled: tuple[str, ...]) -> frozenset[str]:
    """Canonical words without noise; "years" beside "age" is a unit."""
    kept = frozenset(spelled) - NOISE
    return kept - {"year"} if "age" in kept else kept


def pieces(label: str) -> tuple[str, ...]:
    """Parts of a label that joins two languages, two meanings or a meaning and a remark.

    >>> pieces("Name / नाम"), pieces("नाम (Name)"), pieces("Name नाम")
    (('Name', 'नाम'), ('नाम', 'Name'), ('Name', 'नाम'))
    """
    parts = tuple(part.strip() for part in _BREAKS.split(label[:MAX_LABEL]) if fold(part))
    return parts if len(parts) != 1 else _by_script(parts[0])


def _by_script(text: str) -> tuple[str, ...]:
    spoken = text.split()
    ascii_part = " ".join(word for word in spoken if word.isascii())
    other_part = " ".join(word for word in spoken if not word.isascii())
    return tuple(part for part in (ascii_part, other_part) if fold(part)) if ascii_part and other_part else ()


def path(label: str) -> tuple[str, ...]:
    """Segments of a key such as ``facility.address.pincode``; empty when the label is no path.

    >>> path("$.beneficiaries[0].name"), path("D.O.B"), path("Name of father")
    (('beneficiaries', 'name'), (), ())
    """
    text = label[:MAX_LABEL]
    if any(c.isspace() for c in text):
        return ()
    steps = text.split("/") if _POINTER.match(text) else _STEPS.split(text)
    segments = tuple(s for s in steps if s and not s.isdecimal() and s != "*")
    return segments if len(segments) > 1 and all(_SEGMENT.fullmatch(s) for s in segments) else ()
