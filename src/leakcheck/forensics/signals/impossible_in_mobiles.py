"""Telephone numbers with +91 that no Indian mobile can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import columns, indian_digits, largest_impossible
from leakcheck.forensics.statistics.invented import boxed, collected

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Impossible Indian mobile numbers"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "largest share, among numbers written with +91 in a column of telephone numbers, of numbers that "
    "do not have ten digits beginning with 6 to 9"
)
SOURCES = (
    (
        "National Numbering Plan of India (DoT, 2003, and later allotments): mobiles are ten digits from "
        "6 to 9"
    ),
    ("Source text of Faker (MIT), providers of the English locales, phone_number en_IN: ten random digits"),
)
SENTENCE = (
    "{percent} per cent of {records} numbers with +91 cannot be Indian mobiles: these have ten digits "
    "and begin with 6, 7, 8 or 9."
)
SENTENCE_FOR = "{percent} per cent of {records} numbers with +91 cannot be Indian mobiles."
INNOCENT = (
    "land lines, whose area codes begin with 1 to 8",
    "digits masked to protect people",
)

genuine = collected
fabricated = boxed


def is_impossible(text: str) -> bool:
    """Whether a number with +91 is not ten digits from 6 to 9."""
    digits = indian_digits(text)
    return digits is not None and not (len(digits) == 10 and digits[0] in "6789")


def measure(specimen: Specimen) -> Measurement | None:
    """Share of impossible Indian mobiles."""
    if specimen.size < MINIMUM:
        return None
    return largest_impossible(columns(specimen, "phone"), indian_digits, is_impossible)
