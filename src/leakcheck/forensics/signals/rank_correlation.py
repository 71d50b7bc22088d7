"""Whether numbers and dates rise and fall together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.ranks import rank_correlations
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Numbers and dates that rise together"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "(7.5 + k m) / (k + 3), m = median over the k number and date columns of the largest |Spearman rho| "
    "sqrt(n - 1) with another such column, |rho| <= 0.99; drawn to 2.5 because three columns say little"
)
SOURCES = (
    "C. Spearman, The proof and measurement of association between two things (1904)",
    "Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",
)
SENTENCE = (
    "The {columns} number and date columns go their own ways: the closest partner of a usual one is "
    "{median:.1f} standard deviations from chance."
)
SENTENCE_FOR = (
    "Number and date columns go together: the closest partner of a usual one is {median:.1f} standard "
    "deviations from chance."
)
INNOCENT = (
    "randomised experiment: groups were drawn by lot",
    "few informative columns: names, numbers and links only",
    "A small or strongly filtered table: relations need records to show",
)

genuine = makers.coherent
fabricated = makers.independent
_PRIOR, _PRIOR_COLUMNS = 2.5, 3


def measure(specimen: Specimen) -> Measurement | None:
    """Take the usual closest partner; None with fewer than three number or date columns."""
    import numpy as np

    if specimen.size < MINIMUM or (found := rank_correlations(specimen)) is None or len(found.places) < 3:
        return None
    rho = np.where(np.abs(found.rho) > 0.99, 0.0, np.abs(found.rho))
    np.fill_diagonal(rho, 0.0)
    median = float(np.median((rho * np.sqrt(np.maximum(found.records - 1, 1))).max(axis=1)))
    facts = {"median": median, "columns": len(found.places)}
    value = (_PRIOR * _PRIOR_COLUMNS + median * len(found.places)) / (_PRIOR_COLUMNS + len(found.places))
    return Measurement(value, tuple(found.places), facts, specimen.size)
