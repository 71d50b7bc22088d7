"""Telephone numbers written the American way that no exchange can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import columns, is_impossible_us, us_number
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Impossible American telephone numbers"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "largest share, among numbers written the American way in a column of telephone numbers, of "
    "numbers whose area or exchange code begins with 0 or 1 or ends in 11"
)
SOURCES = (
    "North American Numbering Plan: NPA and NXX are [2-9]XX, N11 are services",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{percent} per cent of {records} American telephone numbers cannot exist: their area or exchange "
    "code begins with 0 or 1 or is a service number."
)
SENTENCE_FOR = "{percent} per cent of {records} American telephone numbers are impossible."
INNOCENT = (
    "numbers of another country written the American way",
    "digits masked or altered to protect people",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of impossible American numbers."""
    found = []
    for column in columns(specimen, "phone") if specimen.size >= MINIMUM else ():
        tried = column.share(lambda text: us_number(text) is not None)
        if tried * column.records >= 15 and tried >= 0.5:
            found.append((column.share(is_impossible_us) / tried, tried * column.records, column.place))
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
