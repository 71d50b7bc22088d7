"""Equally likely first names: a generator picks from a list, people follow fashion."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import evenness
from leakcheck.forensics.statistics.evenness import ordered
from leakcheck.forensics.statistics.nameparts import first_names
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
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
_NEAR = 0.3


def measure(specimen: Specimen) -> Measurement | None:
    """Mean evenness of the columns of first names."""
    if specimen.size < MINIMUM:
        return None
    found = [(place, counts, evenness(counts, least=5)) for place, counts in first_names(specimen)]
    told = [
        (place, counts, value)
        for place, counts, value in found
        if value is not None and (abs(math.log(value)) >= _NEAR or place not in ordered(specimen))
    ]
    if not told:
        return None
    counts = max(told, key=lambda one: one[2])[1]
    mean = sum(one[2] for one in told) / len(told)
    value = -sum(abs(math.log(one[2])) for one in told) / len(told)
    facts = {
        "distinct": len(counts),
        "commonest": int(counts.max()),
        "records": int(counts.sum()),
        "evenness": round(100 * mean),
    }
    return Measurement(value, tuple(one[0] for one in told), facts, int(counts.sum()))


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
