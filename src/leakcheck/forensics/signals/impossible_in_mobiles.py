"""Telephone numbers with +91 that no Indian mobile can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import columns, indian_digits
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
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


def is_impossible(text: str) -> bool:
    """Whether a number with +91 is not ten digits from 6 to 9."""
    digits = indian_digits(text)
    return digits is not None and not (len(digits) == 10 and digits[0] in "6789")


def measure(specimen: Specimen) -> Measurement | None:
    """Share of impossible Indian mobiles."""
    found = []
    for column in columns(specimen, "phone") if specimen.size >= MINIMUM else ():
        tried = column.share(lambda text: indian_digits(text) is not None)
        if tried * column.records >= 15 and tried >= 0.5:
            found.append((column.share(is_impossible) / tried, tried * column.records, column.place))
    if not found:
        return None
    value, records, place = max(found)
    facts = {"percent": round(100 * value, 1), "records": round(records)}
    return Measurement(value, (place,), facts, round(records))


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
