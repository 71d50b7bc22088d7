"""A column whose values come round in turn: x, y, z, x, y, z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.registers import dragged, register
from leakcheck.forensics.statistics.runs import cycle, filled_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "A column that repeats in turn"
FAMILY = "fill"
TOWARDS = +1
MINIMUM = 40
FORMULA = (
    "largest share(x_i = x_{i+L}) - share(x_i = x_{i+1}) over L = 2 to 60 and all columns, on the "
    "first 1,000 records"
)
SOURCES = (
    "Spreadsheet fill handle: a series continues by its last step, texts repeat in turn",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "A column repeats every {distance} rows ({share} per cent more often than neighbours are equal), "
    "as when a block of cells is dragged downwards."
)
SENTENCE_FOR = "No column repeats in turn (at most {share} per cent beyond neighbours)."
INNOCENT = (
    "panel data with one row for each person and year",
    "records listed in a fixed rotation",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Strongest cycle of a column."""
    if len(specimen.head) < MINIMUM:
        return None
    found = [(*cycle(column.codes[specimen.head]), -column.place) for column in filled_columns(specimen)]
    if not found:
        return None
    share, distance, place = max(found)
    facts = {"share": round(100 * share), "distance": distance}
    return Measurement(share, (-place,), facts, len(specimen.head))


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Numbers that count on, a cycle of names, an end filled downwards."""
    return dragged(seed, rows)
