"""An end where a column that varied before holds one value only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.registers import dragged, register
from leakcheck.forensics.statistics.runs import filled_columns, final_run
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "One value down to the last row"
FAMILY = "fill"
TOWARDS = +1
MINIMUM = 50
FORMULA = (
    "-(r - 1) log10 q, r = length of the run of one value at the end of the column, q = (1 + equal "
    "neighbours) / (2 + neighbours) before it; 0 for columns whose equal values stand together before "
    "it as well (3 standard deviations beyond sum p^2); the largest over the columns"
)
SOURCES = ("Spreadsheet fill handle: a series continues by its last step, texts repeat in turn",)
SENTENCE = (
    "The last {run} rows hold one and the same value in a column that changed from row to row before, "
    "as when a cell is dragged to the end."
)
SENTENCE_FOR = "No column stops varying before the end (longest run of one value at the end {run} rows)."
INNOCENT = (
    "a table sorted by that column",
    "records of the last day or batch, which share a value",
    "a field that came into use late",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Most surprising end of a column."""
    if specimen.size < MINIMUM:
        return None
    found = []
    for column in filled_columns(specimen):
        run, surprise = final_run(column.codes)
        found.append((surprise, run, -column.place))
    if not found:
        return None
    value, run, place = max(found)
    return Measurement(value, (-place,), {"run": run}, len(specimen.tail))


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Numbers that count on, a cycle of names, an end filled downwards."""
    return dragged(seed, rows)
