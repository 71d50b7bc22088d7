"""Equally likely names, places and texts: a generator picks from a list, reality has favourites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.evenness import mean_repetition
from leakcheck.forensics.statistics.registers import drawn, register

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Texts, names and places equally likely"
FAMILY = "equal_likelihood"
TOWARDS = +1
MINIMUM = 40
FORMULA = (
    "-|ln E|, E = 1 / (p2 (d + f1(f1-1) / (2(f2+1)))), p2 = sum c(c-1) / n(n-1) over the counts c of the "
    "values; E is 1 when all are equally likely, below for few common ones, above for a list dealt out; mean "
    "over the columns of texts, full names, cities and addresses; "
    "columns that are even but depend on the order of the rows are left out"
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
    "In {columns} columns of texts, names or places values coincide as equal chances would have it (off by a "
    "factor of {factor}): the commonest is hardly commoner than the rest; in collected tables a few values "
    "are very common and most are rare."
)
SENTENCE_FOR = (
    "In {columns} columns of texts, names or places values do not coincide as a random pick from a list "
    "would have it (off by a factor of {factor}), as in collected tables."
)
INNOCENT = (
    "one record for each place of a fixed list",
    "texts that are nearly all different, so that few coincide",
    "a design in which every item occurs equally often",
)

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Mean distance of the columns of texts from equal chances."""
    if specimen.size < MINIMUM:
        return None
    return mean_repetition(specimen, "text", "full_name", "city", "address")
