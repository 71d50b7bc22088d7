"""Records that repeat another's attributes under a new number: padding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.copies import free_copies
from leakcheck.forensics.statistics.registers import padded, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Records repeated under new numbers"
FAMILY = "duplication"
TOWARDS = +1
MINIMUM = 50
FORMULA = (
    "share of records whose attributes (columns with fewer than 90 per cent different values) all "
    "equal another record's while every nearly unique column differs, counted only where -sum log2 "
    "p(value) > 2 log2 n + 8 bits"
)
SOURCES = (
    ("I. P. Fellegi, A. B. Sunter, J. Am. Statistical Association 64 (1969) 1183-1210: weight of agreement"),
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{copies} of {records} records repeat another record's complete set of values under a new number or name."
)
SENTENCE_FOR = (
    "No more than {copies} of {records} records repeat another record's complete set of values under "
    "a new number or name."
)
INNOCENT = (
    "several records of one person or item (panel data, visits, order lines)",
    "an export that joined two lists",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of records that are copies but for their unique fields."""
    if specimen.size < MINIMUM:
        return None
    found = free_copies(specimen)
    if found is None:
        return None
    copies, places = found
    number = int(copies.sum())
    facts = {"copies": number, "records": specimen.size}
    return Measurement(number / specimen.size, places, facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Half of the records repeated under new numbers."""
    return padded(seed, rows)
