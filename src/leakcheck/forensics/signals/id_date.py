"""Numbers given out one after the other rise with the dates; drawn ones do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.order import pool_ranks, rank_correlation
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.statistics.runs import counted_by
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Record numbers that rise with dates"
FAMILY = "order"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "largest absolute rank correlation (Spearman) of a column of record numbers (all digits, or the "
    "last digits of the text; more than half of them different) with a column of dates that are not "
    "births, over the sample"
)
SOURCES = ("C. Spearman, Am. J. Psychology 15 (1904) 72-101",)
SENTENCE = (
    "Record numbers do not rise with any date (rank correlation {correlation}): systems give numbers "
    "out one after the other."
)
SENTENCE_FOR = (
    "Record numbers rise with a date (rank correlation {correlation}), as in systems that give them "
    "out one after the other."
)
INNOCENT = (
    "numbers drawn by lot, to make them hard to guess",
    "numbers given by another office",
    "dates of something other than the registration",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Largest correlation of numbers and dates."""
    if specimen.size < MINIMUM:
        return None
    numbers = [column for column in specimen.of("id") if len(column.values) > specimen.size / 2]
    dates = [c for c in specimen.columns if c.days is not None and not c.is_birth]
    found = []
    for column in numbers[:4] if dates else []:
        counted = column.numbers
        if counted is None:
            counted = counted_by(specimen, column)
        for date in dates[:8]:
            r = rank_correlation(counted[specimen.sample], pool_ranks(specimen, date)[specimen.sample])
            found += [] if r is None else [(abs(r), column.place, date.place)]
    if not found:
        return None
    value, number, day = max(found)
    return Measurement(value, (number, day), {"correlation": round(value, 2)}, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
