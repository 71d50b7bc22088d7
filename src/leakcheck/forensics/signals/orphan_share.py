"""Share of columns that are related to no other column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import LINKED, associations, shrunk
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Columns that know of no other"
FAMILY = "dependence"
TOWARDS = 1
MINIMUM = 40
FORMULA = (
    "(columns whose largest permutation z of X^2 over all partners is below 4, + 1.2) / (coded columns + 3): "
    "a share drawn to 0.4, because four columns say less than twenty"
)
SOURCES = (
    "J. B. S. Haldane, The mean and variance of chi-square, Biometrika 31 (1940)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{orphans} of {columns} columns are related to no other; in collected records columns hang "
    "together: city with postcode, age with status."
)
SENTENCE_FOR = "{related} of {columns} columns are related to another one, as in records of real events."
INNOCENT = (
    "randomised experiment: groups were drawn by lot",
    "few informative columns: names, numbers and links only",
    "A small or strongly filtered table: relations need records to show",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Count the coded columns without a relation; None with fewer than four of them."""
    import numpy as np

    pairs = associations(specimen)
    if specimen.size < MINIMUM or pairs is None or pairs.columns < 4:
        return None
    alone = pairs.strongest() < LINKED
    orphans = int(alone.sum())
    facts = {"orphans": orphans, "columns": pairs.columns, "related": pairs.columns - orphans}
    places = pairs.places[np.flatnonzero(alone)]
    return Measurement(shrunk(orphans, pairs.columns), tuple(places.tolist()), facts, pairs.support)
