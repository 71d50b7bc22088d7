"""How often the commonest number of a column occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.shapes import number_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Numbers that pile up"
FAMILY = "shape"
TOWARDS = -1
MINIMUM = 40
FORMULA = "mean over number columns of the share of the commonest value"
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "The commonest value of a number column has {percent:.1f} % of the records on average: nothing piles up."
)
SENTENCE_FOR = (
    "The commonest value of a number column has {percent:.1f} % of the records on average: usual "
    "prices, zeros, round amounts."
)
INNOCENT = (
    "measured quantities with many decimals",
    "amounts that somebody made inexact on purpose",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Average the spikes; None without numbers."""
    if specimen.size < MINIMUM or not (found := number_columns(specimen)):
        return None
    value = sum(int(one.counts.max()) / len(one.values) for one in found) / len(found)
    facts = {"percent": 100 * value, "columns": len(found)}
    return Measurement(value, tuple(one.place for one in found), facts, specimen.size)
