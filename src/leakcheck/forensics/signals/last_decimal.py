"""Whether the last decimal of amounts is equally often every digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import evenness
from leakcheck.forensics.statistics.shapes import decimals, number_columns
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Last decimals"
FAMILY = "shape"
TOWARDS = 1
MINIMUM = 80
FORMULA = (
    "mean over number columns with 1 to 6 decimals of log10 p of the chi-square test of ten equal last "
    "digits, floor -30"
)
SOURCES = (
    "K. Pearson, On the criterion ..., Philosophical Magazine 50 (1900)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Last decimals of {even} of {columns} number columns are spread evenly over 0 to 9; prices and fees "
    "prefer 0, 5 and 9."
)
SENTENCE_FOR = (
    "Last decimals of {uneven} of {columns} number columns prefer certain digits, as prices and fees do."
)
INNOCENT = ("measured or computed quantities, such as shares and taxes",)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Test last decimals; None without numbers that have them."""
    import numpy as np

    if specimen.size < MINIMUM:
        return None
    found = []
    for one in number_columns(specimen):
        if len(one.values) >= MINIMUM and (places := decimals(one.values)):
            last = np.rint(np.abs(one.values) * 10**places) % 10
            found.append(evenness(one.place, np.bincount(last.astype(int), minlength=10)))
    if not found:
        return None
    even = sum(one.log10_p > -2 for one in found)
    value = sum(one.log10_p for one in found) / len(found)
    facts = {"even": even, "uneven": len(found) - even, "columns": len(found)}
    return Measurement(value, tuple(one.place for one in found), facts, specimen.size)
