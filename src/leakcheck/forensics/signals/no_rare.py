"""Whether categories have rare classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Rare classes"
FAMILY = "uniformity"
TOWARDS = -1
MINIMUM = 40
FORMULA = (
    "mean over category columns of the share of classes below 1 % of the records (from 300 records on) "
    "or with at most 2 records"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "Of {classes} classes in {columns} category columns only {rare} are rare; collected categories have "
    "odd ones out."
)
SENTENCE_FOR = "{rare} of {classes} classes in {columns} category columns are rare, as in collected records."
INNOCENT = (
    "A form with a closed list",
    "rare classes merged to protect persons",
)
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Count rare classes; None without a category."""
    shares, classes, rare, places = [], 0, 0, []
    for column in specimen.of("category"):
        counts = specimen.counts(column)
        n = int(counts.sum())
        if n < MINIMUM or len(counts) < 2:
            continue
        few = int((counts < max(2.5, n / 100 if n >= 300 else 0)).sum())
        shares.append(few / len(counts))
        classes, rare = classes + len(counts), rare + few
        places.append(column.place)
    if specimen.size < MINIMUM or not shares:
        return None
    facts = {"classes": classes, "columns": len(shares), "rare": rare}
    return Measurement(sum(shares) / len(shares), tuple(places), facts, specimen.size)


def genuine(seed: int, rows: int) -> makers.Table:
    """A coherent table in whose lists a few records carry a class of their own."""
    header, records = makers.coherent(seed, rows)
    for i, place in enumerate((6, 14, 15)):
        records[(7 + seed + 11 * i) % rows][place] = "other"
    return header, records
