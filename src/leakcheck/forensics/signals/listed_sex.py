"""Whether first names known as men's or women's stand with that sex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.agreement import people, sexes
from leakcheck.forensics.statistics.invented import boxed, paired
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.forensics.vocabularies.shelf import load

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Sex of well-known first names"
FAMILY = "agreement"
TOWARDS = -1
MINIMUM = 20
FORMULA = (
    "Cohen's kappa between the column of sex and the sex of first names that generators list for one "
    "sex only; at least 15 such records"
)
SOURCES = (
    "J. Cohen, Educational and Psychological Measurement 20 (1960) 37-46",
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
)
SENTENCE = (
    "Of {records} records with a first name that is only a man's or only a woman's, {percent} per "
    "cent have that sex: little more than chance."
)
SENTENCE_FOR = (
    "Of {records} records with a first name that is only a man's or only a woman's, {percent} per "
    "cent have that sex."
)
INNOCENT = (
    "names of a culture in which the same name is given to the other sex",
    "a column of sex that means something else",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Kappa of the column of sex against listed names."""
    import numpy as np

    names, said = people(specimen), sexes(specimen)
    if specimen.size < MINIMUM or names is None or said is None:
        return None
    column, sex = said
    shelf = load("first_name")
    found = shelf.find(names.first_names)
    parts = [[at for at, one in enumerate(shelf.lists) if one.part == part] for part in ("male", "female")]
    men, women = ((found >= 0) & shelf.pick(part)[found] for part in parts)
    listed = np.append(np.where(men & ~women, 0, np.where(women & ~men, 1, -1)), -1)[names.first]
    both = (listed >= 0) & (sex >= 0)
    records = int(both.sum())
    if records < 15:
        return None
    agree = float((listed[both] == sex[both]).mean())
    a, b = float(listed[both].mean()), float(sex[both].mean())
    chance = a * b + (1 - a) * (1 - b)
    if chance > 0.98:  # one sex only
        return None
    facts = {"records": records, "percent": round(100 * agree)}
    return Measurement((agree - chance) / (1 - chance), (column.place, *names.places), facts, records)


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return paired(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
