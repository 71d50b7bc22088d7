"""Records that occur twice: real tables have more of them than invented ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.copies import repeated_rows
from leakcheck.forensics.statistics.registers import few_columns, few_columns_drawn
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Records that occur more than once"
FAMILY = "duplication"
TOWARDS = -1
MINIMUM = 50
FORMULA = (
    "log10 of (1 + records equal to another in every column) / (1 + records), in tables without a "
    "column of unique numbers"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = "{copies} of {records} records occur more than once; collected tables have some."
SENTENCE_FOR = (
    "{copies} of {records} records occur more than once, as collected tables do; programs rarely make "
    "the same record twice."
)
INNOCENT = ("a table whose keys were checked",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of records that occur twice, on a log scale."""
    import math

    if specimen.size < MINIMUM or any(column.kind in ("id", "hash") for column in specimen.columns):
        return None
    copies = int(repeated_rows(specimen, list(specimen.columns)).sum())
    value = math.log10((1 + copies) / (1 + specimen.size))
    return Measurement(value, (), {"copies": copies, "records": specimen.size}, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """Few lopsided columns: records repeat."""
    return few_columns(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Unique columns: no record repeats."""
    return few_columns_drawn(seed, rows)
