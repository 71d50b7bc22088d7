"""Whether combinations of values that chance would fill are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.cells import cells
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Combinations that never occur"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 50
FORMULA = (
    "share of cells without a record among cells with expected count >= 6, over all pair tables "
    "(missing, quartiles or the 4 commonest values, rest; V <= 0.95); at least 20 cells"
)
SOURCES = ("Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",)
SENTENCE = (
    "Every combination occurs: of {filled} combinations of values that chance would fill, {empty} are "
    "empty; real rules (no pupil of fifty) leave many empty."
)
SENTENCE_FOR = (
    "{empty} of {filled} combinations of values that chance would fill never occur, as rules of the "
    "real world make it."
)
INNOCENT = (
    "randomised experiment: groups were drawn by lot",
    "few informative columns: names, numbers and links only",
    "A small or strongly filtered table: relations need records to show",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Count empty combinations; None with fewer than 20 that chance would fill."""
    found = cells(specimen)
    if specimen.size < MINIMUM or found is None or found.filled < 20:
        return None
    facts = {"filled": found.filled, "empty": found.empty}
    return Measurement(found.empty / found.filled, found.places, facts, specimen.size)
