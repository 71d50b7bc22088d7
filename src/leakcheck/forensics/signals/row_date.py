"""Do the rows follow a date? The correlation of places and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.order import pool_ranks, rank_correlation
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Rows in order of a date"
FAMILY = "order"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "largest absolute rank correlation (Spearman) of the place of a record in the table with a column "
    "of dates that are not births, over the sample"
)
SOURCES = (
    "C. Spearman, Am. J. Psychology 15 (1904) 72-101",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "The rows follow none of {columns} columns of dates (rank correlation {correlation}); records "
    "normally stand in the order in which they arose."
)
SENTENCE_FOR = (
    "The rows follow a date (rank correlation {correlation}), in the order in which the records arose."
)
INNOCENT = (
    "a genuine table that was shuffled, for example to protect privacy or for a competition",
    "a random sample of records",
    "a table sorted by nothing but a random key",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Largest correlation of place and date."""
    if specimen.size < MINIMUM:
        return None
    places = specimen.places[specimen.sample].astype(float)
    found = []
    for column in specimen.columns:
        if column.days is not None and not column.is_birth:
            r = rank_correlation(places, pool_ranks(specimen, column)[specimen.sample])
            found += [] if r is None else [(abs(r), -column.place)]
    if not found:
        return None
    value, place = max(found)
    facts = {"columns": len(found), "correlation": round(value, 2)}
    return Measurement(value, (-place,), facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
