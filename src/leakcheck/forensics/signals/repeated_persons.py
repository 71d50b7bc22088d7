"""The same first and last name again: persons come back, drawn names meet by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import coincidence, pairs
from leakcheck.forensics.statistics.registers import drawn, returning
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Persons who occur more than once"
FAMILY = "duplication"
TOWARDS = -1
MINIMUM = 50
FORMULA = (
    "log10 of (S+1) / (E+1): S pairs of records with the same first and the same last name, E = "
    "n(n-1)/2 p2(first) p2(last), what independent picks give"
)
SOURCES = ("Birthday problem: R. von Mises, Rev. Fac. Sci. Istanbul 4 (1939) 145-163",)
SENTENCE = (
    "First and last names meet like dice: {seen} pairs of records share both, independent picks would "
    "give {expected}."
)
SENTENCE_FOR = (
    "Persons come back: {seen} pairs of records share first and last name, where independent picks "
    "would give {expected}."
)
INNOCENT = (
    "one record a person",
    "a list from which namesakes were removed",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Pairs with both names the same against chance."""
    import math

    import numpy as np

    first, last = next(specimen.of("first_name"), None), next(specimen.of("last_name"), None)
    if specimen.size < MINIMUM or first is None or last is None:
        return None
    a, b = specimen.codes(first), specimen.codes(last)
    both = (a >= 0) & (b >= 0)
    n = int(both.sum())
    if n < MINIMUM:
        return None
    _, counts = np.unique(a[both].astype(np.int64) * len(last.values) + b[both], return_counts=True)
    seen = pairs(counts)
    expected = n * (n - 1) / 2 * coincidence(specimen.counts(first)) * coincidence(specimen.counts(last))
    facts = {"seen": int(seen), "expected": round(expected, 1)}
    value = math.log10((seen + 1) / (expected + 1))
    return Measurement(value, (first.place, last.place), facts, n)


def genuine(seed: int, rows: int) -> Table:
    """Persons with several records."""
    return returning(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
