"""Share of columns in which neighbouring rows are more alike than shuffled ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.order import neighbours
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Columns in which the order of rows matters"
FAMILY = "order"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "z of lag-1 per column with the exact permutation variance (numbers and dates: serial correlation "
    "of ranks; others: equal neighbours, and alphabet when more than 12 values); share of columns "
    "with z > 2"
)
SOURCES = (
    ("A. Wald, J. Wolfowitz, Ann. Math. Statistics 14 (1943) 378-388: serial correlation under permutation"),
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "In {ordered} of {columns} columns neighbouring rows are more alike than rows picked at random; "
    "exports are normally grouped by date, branch or number."
)
SENTENCE_FOR = (
    "In {ordered} of {columns} columns neighbouring rows are more alike than rows picked at random, "
    "as in exports that grew day by day or place by place."
)
INNOCENT = (
    "a genuine table that was shuffled, for example to protect privacy or for a competition",
    "a random sample of records",
    "a table sorted by nothing but a random key",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of ordered columns, of at least three that can be judged."""
    found = neighbours(specimen)
    if specimen.size < MINIMUM or len(found) < 3:
        return None
    ordered = sorted((one for one in found if one.z > 2), key=lambda one: -one.z)
    facts = {"ordered": len(ordered), "columns": len(found)}
    places = tuple(one.place for one in ordered or found)
    return Measurement(len(ordered) / len(found), places, facts, len(specimen.pairs))


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
