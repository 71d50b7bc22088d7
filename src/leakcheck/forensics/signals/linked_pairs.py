"""Share of pairs of columns that are related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import LINKED, associations
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Pairs of columns that are related"
FAMILY = "dependence"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "(6 + sum over pairs of coded columns of the permutation z of X^2, cut to -2..5) / (6 + pairs), pairs "
    "with bias-corrected V <= 0.9; the strength of the usual tie, drawn to 1 where pairs are few"
)
SOURCES = (
    "J. B. S. Haldane, The mean and variance of chi-square, Biometrika 31 (1940)",
    "W. Bergsma, A bias-correction for Cramer V, J. Korean Stat. Soc. 42 (2013)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = "Only {linked} of {pairs} pairs of columns are related; collected records have many such ties."
SENTENCE_FOR = "{linked} of {pairs} pairs of columns are related, as in records of real events."
INNOCENT = (
    "randomised experiment: groups were drawn by lot",
    "few informative columns: names, numbers and links only",
    "A small or strongly filtered table: relations need records to show",
)

genuine = makers.coherent
fabricated = makers.independent
_LEAST, _MOST = -2.0, 5.0
_PRIOR = 6


def measure(specimen: Specimen) -> Measurement | None:
    """Average the strength of the pairs; None with fewer than four coded columns."""
    import numpy as np

    pairs = associations(specimen)
    if specimen.size < MINIMUM or pairs is None or pairs.columns < 4:
        return None
    distinct = pairs.distinct_pairs()
    if not len(distinct):
        return None
    strength = pairs.z[distinct]
    linked = int((strength > LINKED).sum())
    top = distinct[np.argsort(-strength, kind="stable")][:4]
    ends = np.stack([pairs.first[top], pairs.second[top]]).T.ravel()
    places = tuple(dict.fromkeys(pairs.places[ends].tolist()))
    facts = {"linked": linked, "pairs": len(distinct)}
    value = (_PRIOR + float(np.clip(strength, _LEAST, _MOST).sum())) / (_PRIOR + len(distinct))
    return Measurement(value, places, facts, pairs.support)
