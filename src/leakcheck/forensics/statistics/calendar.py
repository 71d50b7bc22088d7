"""Dates against the calendar: what a week, a month and the hours of a day leave in genuine registers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

    Days = NDArray[np.float64]

LEAST_DATES = 30
DAYS_OF_YEAR = 365.2425


def date_columns(specimen: Specimen, births: bool = False) -> Iterator[tuple[Column, Days]]:
    """Columns of dates with the days of the sample that are present (at least 30, not all the same).

    Dates of birth only when asked for: people are born on every day of the week.
    """
    import numpy as np

    for column in specimen.columns:
        if column.days is None or (column.is_birth and not births):
            continue
        days = column.days[specimen.sample]
        days = days[~np.isnan(days)]
        if len(days) >= LEAST_DATES and days.max() - days.min() >= 1:
            yield column, days


def weekdays(days: Days) -> NDArray[np.int64]:
    """Dates on each day of the week, Monday first; shape (7,)."""
    import numpy as np

    return np.bincount((np.floor(days).astype(np.int64) + 3) % 7, minlength=7)  # 1970-01-01: a Thursday


def months(days: Days) -> NDArray[np.int64]:
    """Dates in each month of the year; shape (12,)."""
    import numpy as np

    month = np.floor(days).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.bincount(month % 12, minlength=12)


def hours(days: Days) -> NDArray[np.int64]:
    """Times in each hour of the day; shape (24,)."""
    import numpy as np

    seconds = np.round((days - np.floor(days)) * 86400).astype(np.int64) % 86400
    return np.bincount(seconds // 3600, minlength=24)


def days_of_month(days: Days) -> NDArray[np.int64]:
    """Day of the month of each date, from 1; shape of `days`."""
    import numpy as np

    date = np.floor(days).astype("datetime64[D]")
    found: NDArray[np.int64] = (date - date.astype("datetime64[M]")).astype(np.int64) + 1
    return found


def chi_square(counts: NDArray[Any]) -> float:
    """Pearson's X^2 against equal shares."""
    expected = counts.sum() / len(counts)
    return float(((counts - expected) ** 2).sum() / expected)


def flatness(counts: NDArray[Any]) -> float:
    """log10 of the p-value of X^2 against equal shares, floor -30; an odd number of classes.

    Source: for an even number 2m of degrees of freedom P(X > x) = exp(-x/2) sum_{k<m} (x/2)^k / k!
    (Abramowitz and Stegun 26.4.21).
    """
    half = chi_square(counts) / 2
    terms = [
        k * math.log(half) - math.lgamma(k + 1) if half > 0 else 0.0 for k in range((len(counts) - 1) // 2)
    ]
    if half <= 0:
        return 0.0
    top = max(terms)
    log = -half + top + math.log(sum(math.exp(term - top) for term in terms))
    return max(-30.0, min(0.0, log / math.log(10)))


def effect(counts: NDArray[Any]) -> float:
    """How far from equal shares, free of the number of records: (X^2 - df) / n, 0 when all are equal."""
    return (chi_square(counts) - (len(counts) - 1)) / float(counts.sum())


def largest_effect(counted: Iterable[tuple[int, NDArray[np.int64]]]) -> Measurement | None:
    """Largest `effect` over columns, given as places and counts of weekdays, months or hours.

    None without a column.
    """
    found = [(effect(counts), place, counts) for place, counts in counted]
    if not found:
        return None
    value, place, counts = max(found, key=lambda one: (one[0], -one[1]))
    records = int(counts.sum())
    facts = {
        "records": records,
        "most": round(100 * int(counts.max()) / records),
        "equal": round(100 / len(counts)),
    }
    return Measurement(value, (place,), facts, records)
