"""Equally likely e-mail domains: a generator picks from a list, people follow fashion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import collisions, mean_evenness
from leakcheck.forensics.statistics.nameparts import domains
from leakcheck.forensics.statistics.registers import drawn, register

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "E-mail domains equally likely"
FAMILY = "equal_likelihood"
TOWARDS = +1
MINIMUM = 50
FORMULA = (
    "E = 1 / (p2 (d + f1(f1-1) / (2(f2+1)))), p2 = sum c(c-1) / n(n-1) over the counts c of the "
    "values; 1 when all are equally likely; mean over the columns with five or more different domains"
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
    "The commonest of the {distinct} e-mail domains stands in {commonest} of {records} records, "
    "hardly more than any other: {evenness} per cent of what a random pick from a list gives. Among "
    "real people a few e-mail domains are very common and most are rare."
)
SENTENCE_FOR = (
    "A few e-mail domains are very common and most are rare ({evenness} per cent of the evenness of a "
    "random pick), as among real people."
)
INNOCENT = (
    "one record for each member of a short fixed list",
    "a selection of rare values only",
    "a roster chosen so that nobody has the same name",
)

_FEWEST = 5
"""Different domains: below, equal shares are no wonder."""

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Mean evenness of e-mail domains by column; an office with its own domain is no list to pick from."""
    if specimen.size < MINIMUM:
        return None
    several = [(place, counts) for place, counts in domains(specimen) if len(counts) >= _FEWEST]
    return mean_evenness(collisions(several))
