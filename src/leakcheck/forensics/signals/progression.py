"""A column that counts on by the same step, though it is no row number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.registers import dragged, register
from leakcheck.forensics.statistics.runs import filled_columns, is_row_number, steady_steps
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "A column that counts on"
FAMILY = "fill"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "share of the steps between neighbouring records that are equal to the commonest, which is not 0, "
    "of the number, the date or the last digits of a text; the largest over the columns that are no "
    "row numbers"
)
SOURCES = (
    "Spreadsheet fill handle: a series continues by its last step, texts repeat in turn",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "In a column that is no row number {share} per cent of the steps from one row to the next are the "
    "same ({step}), as when a cell is dragged downwards."
)
SENTENCE_FOR = "No column counts on by the same step ({share} per cent of the steps at most)."
INNOCENT = (
    "readings at fixed intervals, one row a day or a year",
    "a second running number",
    "one row for each of a series of numbers",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Steadiest column."""
    if specimen.size < MINIMUM:
        return None
    found = []
    for column in filled_columns(specimen):
        share, step, steps = steady_steps(specimen, column)
        if steps >= MINIMUM - 1 and not is_row_number(column, step):
            found.append((share, -column.place, step, steps))
    if not found:
        return None
    share, place, step, steps = max(found)
    return Measurement(share, (-place,), {"share": round(100 * share), "step": round(step, 4)}, steps)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Numbers that count on, a cycle of names, an end filled downwards."""
    return dragged(seed, rows)
