"""Whether the classes of categories are equally frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import categories
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Categories that are equally frequent"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "mean over category columns (n >= 8 per class) of log10 p of the chi-square test against equal "
    "shares, floor -30; "
    "columns that are even but depend on the order of the rows are left out"
)
SOURCES = (
    "K. Pearson, On the criterion ..., Philosophical Magazine 50 (1900)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Classes of {even} of {columns} category columns occur equally often, as a random generator picks; "
    "collected categories are lopsided."
)
SENTENCE_FOR = "Classes are lopsided in {lopsided} of {columns} category columns, as in collected records."
INNOCENT = (
    "randomised groups",
    "A quota sample or a factorial design: equal groups were wanted",
    "months of birth and other truly even classes",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Test the categories; None without one."""
    if specimen.size < MINIMUM or not (found := categories(specimen)):
        return None
    even = [one for one in found if one.log10_p > -2]
    value = sum(one.log10_p for one in found) / len(found)
    facts = {"even": len(even), "columns": len(found), "lopsided": len(found) - len(even)}
    places = tuple(one.place for one in sorted(found, key=lambda one: -one.log10_p))
    return Measurement(value, places, facts, specimen.size)
