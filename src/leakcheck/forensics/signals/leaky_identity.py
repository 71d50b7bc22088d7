"""Whether sums and products between columns hold to the last digit or only nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.identities import identities
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Sums that hold only nearly"
FAMILY = "dependence"
TOWARDS = 1
MINIMUM = 100
FORMULA = (
    "log10 max(0.003, 1 - share of records that keep it) of the best kept near identity c = a + b, c = "
    "a b, a + b or a - b = constant (or one more); near: see statistics.identities"
)
SOURCES = ("Measured for this project on 63 genuine tables of 15 sources (2026), unpublished",)
SENTENCE = (
    "Columns that should add up do so nearly, but exactly in only {percent:.0f} % of the records: a "
    "learned imitation does that."
)
SENTENCE_FOR = (
    "Columns that should add up do so exactly in {percent:.1f} % of the records, as programs compute them."
)
INNOCENT = (
    "totals with parts that are not in the table",
    "rounded or converted amounts",
    "ages recorded on different days",
)

genuine = makers.coherent
fabricated = makers.loosened


def measure(specimen: Specimen) -> Measurement | None:
    """Say how exact the best identity is; None without a near one."""
    import math

    if specimen.size < MINIMUM or not (found := identities(specimen)):
        return None
    best = max(found, key=lambda identity: identity.exact)
    value = math.log10(max(0.003, 1 - best.exact))
    facts = {"percent": 100 * best.exact, "identities": len(found)}
    return Measurement(value, best.places, facts, best.records)
