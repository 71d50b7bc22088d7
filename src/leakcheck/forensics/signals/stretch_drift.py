"""Do columns differ between stretches of the table? Batches and slow drift that neighbours do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.statistics.stretches import drift
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Columns that change along the table"
FAMILY = "order"
TOWARDS = -1
MINIMUM = 100
FORMULA = (
    "z = (X^2 - df) / sqrt(2 df) of 8 stretches of rows against at most 12 levels of a column "
    "(quantiles of numbers and dates, commonest values of others); mean over the columns, clipped to "
    "[-3, 10]"
)
SOURCES = ("K. Pearson, Phil. Mag. 50 (1900) 157-175",)
SENTENCE = (
    "None of {columns} columns changes along the table: its first and last rows could be exchanged "
    "(mean {z} standard deviations). Collected tables drift with time, place and office."
)
SENTENCE_FOR = (
    "{drifting} of {columns} columns change along the table, as tables do that grew with time, place "
    "and office."
)
INNOCENT = (
    "a genuine table that was shuffled, for example to protect privacy or for a competition",
    "a random sample of records",
    "a table sorted by nothing but a random key",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Mean z of the columns that can be judged; at least two."""
    if specimen.size < MINIMUM:
        return None
    found = drift(specimen)
    if len(found) < 2:
        return None
    value = sum(max(-3.0, min(10.0, z)) for z, _ in found) / len(found)
    drifting = sum(z > 3 for z, _ in found)
    facts = {"columns": len(found), "drifting": drifting, "z": round(value, 1)}
    return Measurement(value, tuple(place for _, place in found), facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
