"""How many categories of three or more classes have equal shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import categories
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Number of evenly spread categories"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "number of category columns with at least 3 classes (n >= 8 per class) and p > 0.01 against even shares; "
    "columns that are even but depend on the order of the rows are left out"
)
SOURCES = (
    "K. Pearson, On the criterion ..., Philosophical Magazine 50 (1900)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = "{even} of {columns} categories with three or more classes are spread evenly."
SENTENCE_FOR = (
    "{even} of {columns} categories with three or more classes are spread evenly; collected categories "
    "rarely are."
)
INNOCENT = (
    "randomised groups",
    "A quota sample or a factorial design: equal groups were wanted",
    "months of birth and other truly even classes",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Count the even categories; None without one of three classes."""
    if specimen.size < MINIMUM:
        return None
    found = [one for one in categories(specimen) if len(one.counts) >= 3]
    if not found:
        return None
    even = tuple(one.place for one in found if one.log10_p > -2)
    return Measurement(float(len(even)), even, {"even": len(even), "columns": len(found)}, specimen.size)
