"""Whether numbers spread evenly between their least and their largest value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import numbers
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Numbers that are equally likely"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "mean over number columns of log10 p of the Kolmogorov-Smirnov test against uniform(min, max), "
    "inner values; whole numbers as intervals; "
    "columns that are even but depend on the order of the rows are left out"
)
SOURCES = (
    "M. A. Stephens, Use of the Kolmogorov-Smirnov ... statistics, J. Royal Stat. Soc. B 32 (1970)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Values of {even} of {columns} number columns spread evenly from the least to the largest; real "
    "quantities pile up."
)
SENTENCE_FOR = "{uneven} of {columns} number columns pile up somewhere, as real quantities do."
INNOCENT = (
    "A register that is even by design, such as one record per place",
    "numbers given out one after the other",
    "birth dates of people of all ages",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Test the numbers; None without a column of ten distinct ones."""
    if specimen.size < MINIMUM or not (found := numbers(specimen)):
        return None
    even = sum(one.log10_p > -2 for one in found)
    value = sum(one.log10_p for one in found) / len(found)
    facts = {"even": even, "columns": len(found), "uneven": len(found) - even}
    places = tuple(one.place for one in sorted(found, key=lambda one: -one.log10_p))
    return Measurement(value, places, facts, specimen.size)
