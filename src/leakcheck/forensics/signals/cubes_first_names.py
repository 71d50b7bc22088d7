"""Threefold coincidences of first names: the signal of equal likelihood that needs fewest rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import mean_cubes
from leakcheck.forensics.statistics.nameparts import first_names
from leakcheck.forensics.statistics.registers import drawn, register

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "First names that occur three times"
FAMILY = "equal_likelihood"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "m3 = log10((T+1) / (Te+1)), T = sum C(c,3) over the counts c of the values, Te = C(n,3) p2^2; 0 "
    "when all values are equally likely, above 0.3 under Zipf's law; mean over the columns"
)
SOURCES = (
    (
        "G. K. Zipf, Human Behavior and the Principle of Least Effort (1949): names and places follow "
        "a power law"
    ),
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Among {records} records no first names stand out: values that occur three times are {times} "
    "times as frequent as a random pick from a list would give. Among real people the commonest ones "
    "pile up."
)
SENTENCE_FOR = (
    "The commonest first names pile up: values that occur three times are {times} times as frequent "
    "as a random pick from a list would give."
)
INNOCENT = (
    "one record for each member of a short fixed list",
    "a roster chosen so that nobody has the same name",
)

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Mean of m3 over the columns of first names."""
    if specimen.size < MINIMUM:
        return None
    return mean_cubes(first_names(specimen))
