"""Whether the same first name has the same sex in every record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.agreement import people, sexes
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "First name and sex"
FAMILY = "agreement"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "over pairs of records with the same first name: (share with the same sex - sum p^2) / (1 - sum "
    "p^2), p the shares of the sexes among them; at least ten such pairs"
)
SOURCES = (
    (
        "A. Agresti, An Introduction to Categorical Data Analysis, 3rd ed. (2019): kappa, agreement "
        "beyond chance"
    ),
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Of {pairs} pairs of records with the same first name {percent} per cent have the same sex, "
    "hardly more than chance gives; a name is nearly always a man's or a woman's."
)
SENTENCE_FOR = (
    "Of {pairs} pairs of records with the same first name {percent} per cent have the same sex, as "
    "among people."
)
INNOCENT = (
    "the sex of a contract's holder beside the name of another person",
    "a column of sex that means something else",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Agreement of sex within names, beyond chance."""
    import numpy as np

    names, said = people(specimen), sexes(specimen)
    if specimen.size < MINIMUM or names is None or said is None:
        return None
    column, sex = said
    both = (names.first >= 0) & (sex >= 0)
    counts = np.zeros((len(names.first_names), 2))
    np.add.at(counts, (names.first[both], sex[both]), 1)
    repeated = counts[counts.sum(axis=1) > 1]
    total = repeated.sum(axis=1)
    pairs = float((total * (total - 1) / 2).sum())
    if pairs < 10:
        return None
    same = float((repeated * (repeated - 1) / 2).sum()) / pairs
    chance = float(((repeated.sum(axis=0) / repeated.sum()) ** 2).sum())
    if chance > 0.98:  # one sex only
        return None
    facts = {"pairs": int(pairs), "percent": round(100 * same)}
    return Measurement((same - chance) / (1 - chance), (column.place, *names.places), facts, int(both.sum()))


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
