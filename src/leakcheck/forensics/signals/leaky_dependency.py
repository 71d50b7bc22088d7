"""Whether dependencies between columns hold exactly or only nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.constraints import dependencies
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Dependencies that hold only nearly"
FAMILY = "dependence"
TOWARDS = 1
MINIMUM = 100
FORMULA = (
    "mean of log10 max(0.001, 1 - P(same B | same A)) over pairs of columns with t >= 0.8 (see "
    "dependency_max) and 20 pairs of records"
)
SOURCES = (
    "L. Goodman and W. Kruskal, Measures of association for cross classifications, JASA 49 (1954)",
    "Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",
)
SENTENCE = (
    "{leaky} of {pairs} dependencies between columns (such as code and name) hold nearly, but not "
    "exactly: a learned imitation does that."
)
SENTENCE_FOR = (
    "{exact} of {pairs} dependencies between columns (such as code and name) hold exactly, as programs "
    "keep them."
)
INNOCENT = (
    "hand-typed data with slips",
    "several spellings of one thing",
    "A code that changed its meaning over the years",
)

genuine = makers.coherent
fabricated = makers.loosened


def measure(specimen: Specimen) -> Measurement | None:
    """Say how exact the strong dependencies are; None without a strong one."""
    import math

    if specimen.size < MINIMUM:
        return None
    strong = [pair for pair in dependencies(specimen) if pair.strength >= 0.8 and pair.pairs >= 20]
    if not strong:
        return None
    value = sum(math.log10(max(0.001, pair.impurity)) for pair in strong) / len(strong)
    exact = sum(pair.impurity <= 0.001 for pair in strong)
    worst = max(strong, key=lambda pair: pair.impurity)
    facts = {"exact": exact, "leaky": len(strong) - exact, "pairs": len(strong)}
    return Measurement(value, (worst.of, worst.on), facts, specimen.size)
