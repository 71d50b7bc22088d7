"""Threefold coincidences of last names: the signal of equal likelihood that needs fewest rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.collisions import cubes
from leakcheck.forensics.statistics.nameparts import last_names
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Last names that occur three times"
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
    "Among {records} records no last names stand out: values that occur three times are {times} times "
    "as frequent as a random pick from a list would give. Among real people the commonest ones pile "
    "up."
)
SENTENCE_FOR = (
    "The commonest last names pile up: values that occur three times are {times} times as frequent as "
    "a random pick from a list would give."
)
INNOCENT = (
    "one record for each member of a short fixed list",
    "a roster chosen so that nobody has the same name",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Mean of m3 over the columns of last names."""
    if specimen.size < MINIMUM:
        return None
    found = [(place, counts, cubes(counts)) for place, counts in last_names(specimen)]
    told = [(place, counts, value) for place, counts, value in found if value is not None]
    if not told:
        return None
    value = sum(one[2] for one in told) / len(told)
    records = int(told[0][1].sum())
    facts = {"records": records, "times": round(10.0**value, 1)}
    return Measurement(value, tuple(one[0] for one in told), facts, records)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
