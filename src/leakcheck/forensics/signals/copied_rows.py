"""Rich records that occur twice, word for word: rows copied to make a table longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.copies import repeated_rows, telling
from leakcheck.forensics.statistics.registers import copied, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Rich records that occur twice"
FAMILY = "duplication"
TOWARDS = +1
MINIMUM = 50
FORMULA = (
    "share of records that equal another in every column but record numbers and hashes, counted only "
    "where -sum log2 p(value) > 2 log2 n + 8 bits, so that chance does not make them twice"
)
SOURCES = (
    ("I. P. Fellegi, A. B. Sunter, J. Am. Statistical Association 64 (1969) 1183-1210: weight of agreement"),
)
SENTENCE = (
    "{copies} of {records} records occur twice in every detail, though they hold far too much to be "
    "alike by chance: rows were copied."
)
SENTENCE_FOR = "Only {copies} of {records} records that hold enough to be told apart occur twice."
INNOCENT = (
    "an export that joined overlapping lists",
    "several entries of one event",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of rich records that occur twice."""
    kept = [c for c in specimen.columns if c.kind not in ("empty", "constant", "id", "hash")]
    if specimen.size < MINIMUM or len(kept) < 3:
        return None
    rich = telling(specimen, kept)
    if rich.mean() < 0.5:
        return None
    copies = int((repeated_rows(specimen, kept) & rich).sum())
    facts = {"copies": copies, "records": specimen.size}
    return Measurement(copies / specimen.size, tuple(c.place for c in kept), facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """A third of the records copied from the others."""
    return copied(seed, rows)
