"""Whether all hours of the day are equally frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.evenness import evenness, measured
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Hours that are equally likely"
FAMILY = "uniformity"
TOWARDS = 1
MINIMUM = 100
FORMULA = "largest log10 p over date columns with a clock of the chi-square test of 24 equal hours, floor -30"
SOURCES = (
    "K. Pearson, On the criterion ..., Philosophical Magazine 50 (1900)",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "Things happen equally often at every hour: {night:.0f} % between midnight and six (even hours: 25 %)."
)
SENTENCE_FOR = "Hours have a rhythm: {night:.0f} % between midnight and six (even hours: 25 %)."
INNOCENT = (
    "machines that report round the clock",
    "times from all over the world",
)

genuine = makers.coherent
fabricated = makers.independent


def measure(specimen: Specimen) -> Measurement | None:
    """Test the hours; None without times of day."""
    import numpy as np

    if specimen.size < MINIMUM:
        return None
    tested = []
    for column in specimen.of("date"):
        moments = measured(specimen, column, is_date=True) if column.has_clock else np.zeros(0)
        if len(moments) >= MINIMUM:
            hours = np.bincount(np.floor(moments % 1 * 24 + 1e-6).astype(int) % 24, minlength=24)
            tested.append((evenness(column.place, hours).log10_p, column.place, hours))
    if not tested:
        return None
    log10_p, place, hours = max(tested, key=lambda one: one[0])
    facts = {"night": 100 * float(hours[:6].sum() / hours.sum())}
    return Measurement(log10_p, (place,), facts, int(hours.sum()))
