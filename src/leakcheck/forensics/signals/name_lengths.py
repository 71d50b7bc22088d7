"""How much the names of people differ in length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Column, Specimen

TITLE = "Names of much the same length"
FAMILY = "vocabulary"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "standard deviation over mean of the lengths of the distinct names, mean over the columns of first, last "
    "and full names with at least 12 of them; columns below 0.05 hold codes and are left out"
)
SOURCES = ("Measured for this project on 498 genuine tables of 391 sources (2026), unpublished",)
SENTENCE = (
    "Names vary little in length ({variation} per cent of the mean): the double names, second names and "
    "suffixes of real people are missing."
)
SENTENCE_FOR = "Names vary in length ({variation} per cent of the mean), as those of real people do."
INNOCENT = (
    "a register that keeps one first and one last name only",
    "names of one language in which they are alike in length, such as Chinese ones",
)
_DISTINCT, _CODES = 12, 0.05


def measure(specimen: Specimen) -> Measurement | None:
    """Average the variation; None without a column of names."""
    if specimen.size < MINIMUM:
        return None
    columns = specimen.of("first_name", "last_name", "full_name")
    found = sorted((variation(column), column.place) for column in columns if len(column.values) >= _DISTINCT)
    kept = [one for one in found if one[0] > _CODES]
    if not kept:
        return None
    value = sum(one[0] for one in kept) / len(kept)
    facts = {"variation": round(100 * value), "columns": len(kept)}
    return Measurement(value, tuple(place for _, place in kept), facts, specimen.size)


def variation(column: Column) -> float:
    """Standard deviation of the lengths of the distinct texts, over their mean."""
    import numpy as np

    lengths = np.fromiter(map(len, column.values), float, len(column.values))
    return float(lengths.std() / lengths.mean())


fabricated = makers.independent


def genuine(seed: int, rows: int) -> makers.Table:
    """A coherent table in which some people have two first names or a double last name."""
    header, records = makers.coherent(seed, rows)
    for i, record in enumerate(records):
        other = records[(i * 7 + 3) % rows]
        if i % 4 == 0 and record[1] and other[1]:
            record[1] = f"{record[1]} {other[1]}"
        if i % 6 == 1 and record[2] and other[2]:
            record[2] = f"{record[2]}-{other[2]}"
    return header, records
