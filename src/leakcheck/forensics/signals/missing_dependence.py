"""Whether blanks depend on what stands in other columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.blanks import missing_links
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Blanks that have a reason"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "share of pairs (missing or not in A, level of B) with permutation z of X^2 > 4; A with at least 5 "
    "blanks and 5 values"
)
SOURCES = (
    "J. B. S. Haldane, The mean and variance of chi-square, Biometrika 31 (1940)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Blanks have no reason: of {pairs} pairs of a column with blanks and another column, {linked} are "
    "related."
)
SENTENCE_FOR = (
    "Blanks have reasons: of {pairs} pairs of a column with blanks and another column, {linked} are related."
)
INNOCENT = (
    "cells blanked at random to protect persons",
    "few informative columns: names, numbers and links only",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Relate blanks to other columns; None without a column that has blanks and values."""
    if specimen.size < MINIMUM or (links := missing_links(specimen)) is None:
        return None
    facts = {"linked": links.linked, "pairs": links.pairs}
    return Measurement(links.linked / links.pairs, links.places, facts, specimen.size)
