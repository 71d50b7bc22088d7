"""Whether dates spread evenly over their window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import dates
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Dates that are equally likely"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "mean over date columns of log10 p of the Kolmogorov-Smirnov test against uniform(first, last), "
    "inner values"
)
SOURCES = (
    "M. A. Stephens, Use of the Kolmogorov-Smirnov ... statistics, J. Royal Stat. Soc. B 32 (1970)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Dates of {even} of {columns} date columns spread evenly from the first to the last; real events "
    "come in waves."
)
SENTENCE_FOR = "{uneven} of {columns} date columns have waves and pauses, as real events do."
INNOCENT = (
    "one event per day by design",
    "short periods of steady work",
    "births",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Test the dates; None without a column of ten distinct ones."""
    if specimen.size < MINIMUM or not (found := dates(specimen)):
        return None
    even = sum(one.log10_p > -2 for one in found)
    value = sum(one.log10_p for one in found) / len(found)
    facts = {"even": even, "columns": len(found), "uneven": len(found) - even}
    places = tuple(one.place for one in sorted(found, key=lambda one: -one.log10_p))
    return Measurement(value, places, facts, specimen.size)
