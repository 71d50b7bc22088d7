"""Whether classes are exactly as frequent as each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import categories
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Classes that are exactly equal"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "sum of (classes - 1) over category columns (n >= 8 per class) whose class counts differ by at most one"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "The classes of {columns} category columns occur exactly equally often, {classes} classes in all: "
    "dealt out in turn, not collected."
)
SENTENCE_FOR = "No more than chance: {columns} category columns have exactly equal classes."
INNOCENT = (
    "randomised groups",
    "A quota sample or a factorial design: equal groups were wanted",
    "months of birth and other truly even classes",
)

genuine = makers.coherent


def measure(specimen: Specimen) -> Measurement | None:
    """Add up what came out exactly equal; None without a category."""
    if specimen.size < MINIMUM or not (found := categories(specimen)):
        return None
    equal = [one for one in found if one.counts.max() - one.counts.min() <= 1]
    value = float(sum(len(one.counts) - 1 for one in equal))
    facts = {"columns": len(equal), "classes": sum(len(one.counts) for one in equal)}
    return Measurement(value, tuple(one.place for one in equal), facts, specimen.size)


def fabricated(seed: int, rows: int) -> makers.Table:
    """Classes dealt out in turn, then shuffled: exactly equal counts."""
    import random

    header, records = makers.independent(seed, rows)
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    for place, classes in ((3, ("F", "M")), (14, ("basic", "plus", "trial"))):
        dealt: list[str | None] = [classes[i % len(classes)] for i in range(rows)]
        rng.shuffle(dealt)
        for record, cell in zip(records, dealt, strict=True):
            record[place] = cell
    return header, records
