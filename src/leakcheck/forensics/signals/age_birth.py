"""Whether ages and dates of birth agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Age and date of birth"
FAMILY = "agreement"
TOWARDS = -1
MINIMUM = 20
FORMULA = "largest share of records whose year of birth and age add up to one of two neighbouring years"
SOURCES = ("Reasoned: one export has one reference day",)
SENTENCE = (
    "Only {percent} per cent of {records} records have an age that fits their date of birth on any one day."
)
SENTENCE_FOR = "{percent} per cent of {records} records have an age that fits their date of birth."
INNOCENT = ("ages as of another event of each person, such as death or admission",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of records that agree with the best year of reference."""
    import numpy as np

    age = next((one for one in specimen.columns if one.is_age and one.numbers is not None), None)
    birth = next((one for one in specimen.columns if one.is_birth and not one.is_age), None)
    if specimen.size < MINIMUM or age is None or birth is None or age.numbers is None:
        return None
    if birth.days is not None:
        years = 1970 + birth.days[specimen.sample] / 365.2425
    elif birth.numbers is not None:
        years = birth.numbers[specimen.sample]
    else:
        return None
    sums = np.floor(years) + age.numbers[specimen.sample]
    sums = sums[np.isfinite(sums) & (np.abs(sums) < 10_000)].astype(np.int64)
    if len(sums) < MINIMUM or sums.min() < 0:
        return None
    counts = np.bincount(sums)
    value = float((counts[:-1] + counts[1:]).max(initial=counts.max()) / len(sums))
    facts = {"percent": round(100 * value), "records": len(sums)}
    return Measurement(value, (age.place, birth.place), facts, len(sums))


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
