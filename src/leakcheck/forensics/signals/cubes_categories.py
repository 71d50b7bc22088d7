"""Threefold coincidences of categories: 0 when every class is equally likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import cubes
from leakcheck.forensics.statistics.evenness import ordered
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Categories without favourites"
FAMILY = "equal_likelihood"
TOWARDS = -1
MINIMUM = 30
FORMULA = (
    "m3 = log10((T+1) / (Te+1)), T = sum C(c,3) over the counts c of the classes, Te = C(n,3) p2^2; 0 "
    "when all are equally likely; mean over the columns of categories; "
    "columns that are even but depend on the order of the rows are left out"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "In {columns} columns of categories no class stands out (threefold coincidences {times} times "
    "what equal chances give); genuine categories are lopsided."
)
SENTENCE_FOR = (
    "In {columns} columns of categories some classes are far commoner than others (threefold "
    "coincidences {times} times what equal chances give), as in collected tables."
)
INNOCENT = (
    "a design with groups of equal size, such as a randomised trial",
    "quota samples",
    "one record for each combination of a few classes",
)
_EVEN = 0.02

genuine = register
fabricated = drawn


def measure(specimen: Specimen) -> Measurement | None:
    """Mean of m3 over the columns of categories."""
    if specimen.size < MINIMUM:
        return None
    found = [(cubes(specimen.counts(column)), column.place) for column in specimen.of("category")]
    told = sorted(
        (value, place)
        for value, place in found
        if value is not None and (value >= _EVEN or place not in ordered(specimen))
    )
    if not told:
        return None
    value = sum(one[0] for one in told) / len(told)
    facts = {"columns": len(told), "times": round(10.0**value, 2)}
    return Measurement(value, tuple(one[1] for one in told), facts, specimen.size)
