"""Independent columns that jump at the same row: two tables glued together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.rowmap.jumps import heights_of, strongest
from leakcheck.forensics.rowmap.strips import columns_to_follow, strips_of
from leakcheck.forensics.statistics.registers import drawn, glued
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Columns that jump at the same row"
FAMILY = "seam"
TOWARDS = +1
MINIMUM = 64
FORMULA = (
    "largest share of independent columns that jump at one place: the table is cut into up to 64 "
    "strips, a window of an eighth before each strip is compared with one behind it by X^2 (values, "
    "lengths, first and last characters, frequency, steps), and a column jumps where its z "
    "(Wilson-Hilferty) exceeds the 60 per cent quantile of its own places by 5 times max(1, that less "
    "the 20 per cent quantile); columns with V > 0.5 count once"
)
SOURCES = (
    "E. B. Wilson, M. M. Hilferty, PNAS 17 (1931) 684-688: cube root of chi-square",
    "E. S. Page, Biometrika 41 (1954) 100-115: change points",
)
SENTENCE = (
    "{together} of {columns} independent columns jump at the same place, near row {row}, as where two "
    "tables were glued together."
)
SENTENCE_FOR = "No place at which several columns jump together ({together} of {columns} at most)."
INNOCENT = (
    "a change of system or form on one day",
    "an archive joined from two offices",
    "a list in two parts, such as two chambers of a parliament",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of independent columns that jump at the strongest place."""
    if specimen.size < MINIMUM:
        return None
    strips, followed = strips_of(specimen), columns_to_follow(specimen)
    heights = heights_of(specimen, strips, followed)
    if heights is None:
        return None
    share, jump = strongest(specimen, strips, followed, heights)
    if jump is None:
        return Measurement(0.0, (), {"together": 0, "columns": len(followed), "row": 0}, specimen.size)
    row = int(specimen.places[specimen.sample[strips.starts[jump.strip]]]) + 1
    facts = {"together": len(jump.columns), "columns": round(len(jump.columns) / share), "row": row}
    return Measurement(share, jump.columns, facts, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Half a table under half of another."""
    return glued(seed, rows)
