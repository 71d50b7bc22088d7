"""Telephone numbers written the American way that no exchange can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import columns, is_impossible_us, largest_impossible, us_number
from leakcheck.forensics.statistics.invented import boxed, collected

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
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

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of impossible American numbers."""
    if specimen.size < MINIMUM:
        return None
    return largest_impossible(columns(specimen, "phone"), us_number, is_impossible_us)
