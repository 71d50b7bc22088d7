"""First and last names that come first to mind, together in one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.agreement import people
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.forensics.vocabularies.shelf import load

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Names out of a textbook"
FAMILY = "vocabulary"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "share of records whose first name and last name both stand in the short lists (about 30 to 65 "
    "names each) of one culture's textbook names"
)
SOURCES = (
    "Lists written from general knowledge: tools/vocabulary_sources/textbook.py",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "In {hits} of {records} records both names are ones a textbook would use; scripts and language "
    "models write such names, in genuine tables few records have two of them."
)
SENTENCE_FOR = "In only {hits} of {records} records are both names the very commonest ones."
INNOCENT = ("a table of one country where a few names are very common",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of records with two textbook names of one culture."""
    import numpy as np

    found = people(specimen) if specimen.size >= MINIMUM else None
    if found is None or not found.last_names:
        return None
    both = (found.first >= 0) & (found.last >= 0)
    records = int(both.sum())
    if records < MINIMUM:
        return None
    first, last = load("textbook_first"), load("textbook_last")
    given = first.membership(first.find(found.first_names))[found.first[both]]
    family = last.membership(last.find(found.last_names))[found.last[both]]
    cultures = [owner.owners[0][1] for owner in first.lists]
    order = [cultures.index(owner.owners[0][1]) for owner in last.lists]
    hits = int(np.any(given[:, order] & family, axis=1).sum())
    return Measurement(hits / records, found.places, {"hits": hits, "records": records}, records)


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
