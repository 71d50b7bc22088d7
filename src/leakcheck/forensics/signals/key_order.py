"""Order along record numbers and dates: it survives the shuffling of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.keys import keys_of, order_along
from leakcheck.forensics.statistics.registers import drawn, register
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.registers import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Order of records along their numbers or dates"
FAMILY = "order"
TOWARDS = -1
MINIMUM = 50
FORMULA = (
    "rows put in the order of a record number or a date (not of birth); sum of the other columns' z "
    "of lag-1 (exact permutation variance), clipped to [-5, 30], over sqrt(columns); the largest over "
    "at most three keys"
)
SOURCES = (
    ("A. Wald, J. Wolfowitz, Ann. Math. Statistics 14 (1943) 378-388: serial correlation under permutation"),
)
SENTENCE = (
    "Put in the order of their numbers or dates, neighbouring records have nothing in common ({z} "
    "standard deviations from chance in {columns} columns): in genuine registers what was entered "
    "together is alike."
)
SENTENCE_FOR = (
    "Put in the order of their numbers or dates, neighbouring records are alike ({z} standard "
    "deviations beyond chance in {columns} columns), as what was entered together is."
)
INNOCENT = (
    "numbers drawn by lot",
    "dates that have nothing to do with the entry of the record",
    "one office, one product, one kind of person",
)


def measure(specimen: Specimen) -> Measurement | None:
    """Strongest order along a key; at least three other columns."""
    if specimen.size < MINIMUM:
        return None
    found = []
    for key, values in keys_of(specimen):
        told = order_along(specimen, values, key.place)
        if len(told) >= 3:
            total = sum(max(-5.0, min(30.0, z)) for z, _ in told)
            found.append((total / len(told) ** 0.5, -key.place, len(told)))
    if not found:
        return None
    value, place, columns = max(found)
    return Measurement(value, (-place,), {"columns": columns, "z": round(value, 1)}, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """A register kept day by day."""
    return register(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell drawn evenly and on its own."""
    return drawn(seed, rows)
