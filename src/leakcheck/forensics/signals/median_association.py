"""How strongly a usual pair of columns is related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import associations
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Usual strength of relation between columns"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "median over pairs of coded columns of V~ = sqrt(max(0, X^2/n - (r-1)(c-1)/(n-1)) / (min(r~, c~) - 1))"
)
SOURCES = (
    "W. Bergsma, A bias-correction for Cramer V, J. Korean Stat. Soc. 42 (2013)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Half of the {pairs} pairs of columns share less than {median:.3f} of the possible relation (0 = "
    "none, 1 = full)."
)
SENTENCE_FOR = (
    "The usual pair of columns is related with strength {median:.2f} (0 = none, 1 = full), as in "
    "collected records."
)
INNOCENT = (
    "randomised experiment: groups were drawn by lot",
    "few informative columns: names, numbers and links only",
    "A small or strongly filtered table: relations need records to show",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Take the median of V; None with fewer than four coded columns."""
    import numpy as np

    pairs = associations(specimen)
    if specimen.size < MINIMUM or pairs is None or pairs.columns < 4:
        return None
    median = float(np.median(pairs.v))
    facts = {"median": median, "pairs": len(pairs.v)}
    return Measurement(median, tuple(pairs.places.tolist()), facts, pairs.support)
