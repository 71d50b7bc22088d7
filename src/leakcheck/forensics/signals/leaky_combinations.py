"""Whether combinations that hardly occur occur a little, or never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.cells import cells
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Combinations that occur a little"
FAMILY = "dependence"
TOWARDS = 1
MINIMUM = 100
FORMULA = (
    "share of cells with a record among cells with at most 15 % of an expected count >= 12, over all "
    "pair tables (as in empty_combinations); at least 5 cells"
)
SOURCES = ("Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",)
SENTENCE = (
    "Of {rare} combinations of values that the records avoid, {strays} occur all the same: a learned "
    "imitation leaks into them."
)
SENTENCE_FOR = "Of {rare} combinations of values that the records avoid, only {strays} occur: rules are kept."
INNOCENT = (
    "hand-typed data with slips",
    "tendencies without a rule behind them",
)

genuine = makers.coherent
fabricated = makers.loosened


def measure(specimen: Specimen) -> Measurement | None:
    """Count strays; None with fewer than five avoided combinations."""
    found = cells(specimen)
    if specimen.size < MINIMUM or found is None or found.rare < 5:
        return None
    facts = {"rare": found.rare, "strays": found.strays}
    return Measurement(found.strays / found.rare, found.places, facts, specimen.size)
