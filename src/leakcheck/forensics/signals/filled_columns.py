"""How many columns go on like a series or come round in turn, as when cells are dragged downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.registers import dragged, register
from leakcheck.forensics.statistics.runs import filled, filled_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Columns filled downwards"
FAMILY = "fill"
TOWARDS = +1
MINIMUM = 40
FORMULA = (
    "sum over columns that are no row numbers of max(share of equal steps, cycle) in the lower half of the "
    "records, over the columns + 2; cycle = largest share(x_{i+L} - x_i = c) - share(x_i = x_{i+1}), L = 2 "
    "to 60, with c = 0 for texts and the median step for numbers; columns of one value count as filled where "
    "no other column varies"
)
SOURCES = (
    "Spreadsheet fill handle: a series continues by its last step, texts repeat in turn",
    "Measured for this project on 498 genuine tables of 391 sources (2026), unpublished",
)
SENTENCE = (
    "{filled} of {columns} columns count on by one step or repeat in turn below the first rows, as when a "
    "selection of cells is dragged downwards."
)
SENTENCE_FOR = "{varied} of {columns} columns vary from row to row without counting on or coming round."
INNOCENT = (
    "a design or a panel: the same places, years or treatments in a fixed rotation",
    "several running numbers beside each other",
)
_FILLED = 0.7
_SHRUNK = 2


def measure(specimen: Specimen) -> Measurement | None:
    """Average over the columns, two columns without a pattern added; None without one to judge."""
    if specimen.size < MINIMUM:
        return None
    judged = [(filled(specimen, c), -c.place) for c in filled_columns(specimen) if c.kind != "id"]
    judged = judged or _repeated(specimen)
    if not judged:
        return None
    found = sorted(judged, reverse=True)
    many = sum(share >= _FILLED for share, _ in found)
    facts = {"filled": many, "columns": len(found), "varied": len(found) - many}
    value = sum(share for share, _ in found) / (len(found) + _SHRUNK)
    return Measurement(value, tuple(-place for _, place in found[: max(1, many)]), facts, len(specimen.head))


def _repeated(specimen: Specimen) -> list[tuple[float, int]]:
    """Columns of one value beside nothing but row numbers: one row dragged all the way down."""
    return [(1.0, -c.place) for c in specimen.columns if c.kind == "constant"]


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Numbers that count on, a cycle of names, an end filled downwards."""
    return dragged(seed, rows)
