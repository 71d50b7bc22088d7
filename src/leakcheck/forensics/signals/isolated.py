"""Columns that stay alone in the graph of clear relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import associations, shrunk
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Columns alone in the graph of relations"
FAMILY = "dependence"
TOWARDS = 1
MINIMUM = 100
FORMULA = (
    "(columns without an edge in the graph of pairs with permutation z of X^2 > 5, + 1.2) / (columns + 3); "
    "missing, quartiles or the 4 commonest values, rest"
)
SOURCES = (
    "J. B. S. Haldane, The mean and variance of chi-square, Biometrika 31 (1940)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = "{alone} of {columns} columns are not clearly related to any other."
SENTENCE_FOR = (
    "Only {alone} of {columns} columns stand alone; the others are clearly related, as in collected records."
)
INNOCENT = (
    "randomised experiment: groups were drawn by lot",
    "few informative columns: names, numbers and links only",
    "A small or strongly filtered table: relations need records to show",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Count the columns without an edge; None with fewer than four coded columns."""
    import numpy as np

    pairs = associations(specimen, 4, 4)
    if specimen.size < MINIMUM or pairs is None or pairs.columns < 4:
        return None
    alone = np.flatnonzero(pairs.strongest() <= 5)
    facts = {"alone": len(alone), "columns": pairs.columns}
    return Measurement(
        shrunk(len(alone), pairs.columns), tuple(pairs.places[alone].tolist()), facts, pairs.support
    )
