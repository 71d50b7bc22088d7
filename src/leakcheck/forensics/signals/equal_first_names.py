"""Equally likely first names: a generator picks from a list, people follow fashion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import collisions, mean_distance
from leakcheck.forensics.statistics.evenness import unordered
from leakcheck.forensics.statistics.nameparts import first_names
from leakcheck.forensics.statistics.registers import drawn, register

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "First names equally likely"
FAMILY = "equal_likelihood"
TOWARDS = +1
MINIMUM = 40
FORMULA = (
    "-|ln E|, E = 1 / (p2 (d + f1(f1-1) / (2(f2+1)))), p2 = sum c(c-1) / n(n-1) over the counts c of the "
    "values; E is 1 when all are equally likely, below for few common ones, above for a list dealt out; "
    "mean over the columns; columns that are even but depend on the order of the rows are left out"
)
SOURCES = (
    "A. Chao, Scand. J. Statistics 11 (1984) 265-270: length of a list with what was not seen",
    (
        "G. K. Zipf, Human Behavior and the Principle of Least Effort (1949): names and places follow "
        "a power law"
    ),
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "The commonest of the {distinct} first names stands in {commonest} of {records} records, hardly "
    "more than any other: {evenness} per cent of what a random pick from a list gives. Among real "
    "people a few first names are very common and most are rare."
)
SENTENCE_FOR = (
    "First names do not come back as in a random pick from a list ({evenness} per cent of its "
    "evenness), as among real people."
)
INNOCENT = (
    "one record for each member of a short fixed list",
    "a selection of rare values only",
    "a roster chosen so that nobody has the same name",
)

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Mean evenness of the columns of first names."""
    if specimen.size < MINIMUM:
        return None
    return mean_distance(unordered(specimen, collisions(first_names(specimen), least=5)))
