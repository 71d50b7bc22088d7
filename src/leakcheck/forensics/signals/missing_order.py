"""Blank cells that stand together: gaps come in batches, a program strews them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.order import gaps
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Blank cells in neighbouring rows"
FAMILY = "order"
TOWARDS = -1
MINIMUM = 50
FORMULA = (
    "z of the number of neighbours that are both blank or both filled, with the exact permutation "
    "variance, per column blank in 2 to 98 per cent of the records; the mean over the columns, z "
    "clipped to [-5, 30]"
)
SOURCES = (
    ("A. Wald, J. Wolfowitz, Ann. Math. Statistics 14 (1943) 378-388: serial correlation under permutation"),
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Blank cells are strewn over the rows as by dice in {columns} columns ({z} standard deviations "
    "from a shuffled table); real gaps come together, by branch, year or form."
)
SENTENCE_FOR = (
    "Blank cells stand together in {columns} columns ({z} standard deviations beyond a shuffled "
    "table), as gaps by branch, year or form do."
)
INNOCENT = (
    "a genuine table that was shuffled, for example to protect privacy or for a competition",
    "a random sample of records",
    "a table sorted by nothing but a random key",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Mean z of being blank."""
    found = sorted(gaps(specimen), key=lambda one: (-one.z, one.place))
    if specimen.size < MINIMUM or not found:
        return None
    value = sum(max(-5.0, min(30.0, one.z)) for one in found) / len(found)
    facts = {"columns": len(found), "z": round(value, 1)}
    return Measurement(value, tuple(one.place for one in found), facts, len(specimen.pairs))


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
