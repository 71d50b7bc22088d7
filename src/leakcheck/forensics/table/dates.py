"""Texts as days, strictly: one way of writing for a whole column, impossible dates refused, none rolled over.

Only distinct texts are read, by kernels. Day or month first is decided by which of the two exceeds 12 in the
column; where neither ever does, the day, as in `leakcheck.dates`. Offsets from UTC are read over: habits of
people show in the local time of day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakcheck.forensics.table.months import month_numbers
from leakcheck.frozen import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Counts = NDArray[np.int64]
    Parts = dict[str, NDArray[np.int64]]

ENOUGH = 0.9
"""Share of the texts present that must be dates of one form."""
_EARLIEST, _LATEST = 1500, 2200
_SURE = 0.98
_NEVER = r"^0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:[ T].*)?$"  # how databases write no date
_CLOCK = (
    r"(?:[ T,]{1,3}(?:at )?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2}){0,2}"
    r"(?: ?\([^()]{1,40}\))?)?)?$"
)
_WEEKDAY = r"^(?:[^\d\s.,/-]+\.?,? )?"
_NAME, _YEAR = r"(?P<name>[^\d\s.,/-]+)", r"(?P<year>\d{4}|\d{2})"
_OF, _GAP = r"(?: de| of)?", r"[-/ .,]{1,3}"
_UNIX = (
    r"^[A-Za-z]{3} (?P<name>[A-Za-z]{3}) {1,2}(?P<day>\d{1,2}) "
    r"(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})"
)
_FORMS = (
    r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _CLOCK,
    r"^(?P<first>\d{1,2})[-/.](?P<other>\d{1,2})[-/.]" + _YEAR + _CLOCK,
    _WEEKDAY + rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?{_OF}{_GAP}{_NAME}\.?{_OF}{_GAP}{_YEAR}" + _CLOCK,
    _WEEKDAY + rf"{_NAME}\.?{_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}{_YEAR}" + _CLOCK,
    rf"^(?P<year>\d{{4}}){_GAP}{_NAME}{_GAP}(?P<day>\d{{1,2}})" + _CLOCK,
    _UNIX + r"(?: [A-Z+0-9-]{1,8})? (?P<year>\d{4})",
)
_COMPACT = r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})$"
_TIME = r"^\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?$|^\d{1,2} ?[AaPp]\.?[Mm]\.?$"


@dataclass(frozen=True, slots=True, eq=False)
class Days:
    """Days since 1970-01-01 of distinct texts, the time of day as a fraction.

    Far dates that stand for none (9999-12-31) are dates, but their days are NaN, as those of what is no date.
    `has_clock`: a time of day is shown that varies.
    """

    days: Numbers
    are_dates: NDArray[np.bool_]
    has_clock: bool


def days_of(texts: Any, counts: Counts, *, is_date: bool = False) -> Days | None:
    """Days of distinct texts; None when fewer than nine tenths of the occurrences are dates of one form.

    Parameters
    ----------
    texts : pyarrow string array, shape (d,)
    counts : int64 array, shape (d,)
        How often each occurs.
    is_date : bool
        The header says so: eight digits in a row are then read as a date more readily.
    """
    import numpy as np

    counts = np.where(_fit(texts, _NEVER), 0, counts)
    total = int(counts.sum())
    if not total or not texts:
        return None
    probe = texts[:: max(1, len(texts) // 64)]
    for form in (*_FORMS, _COMPACT):
        if _fit(probe, form).sum() < 0.7 * len(probe):
            continue
        found = _read(texts, form, counts)
        least = _SURE if form == _COMPACT and not is_date else ENOUGH
        near = found.are_dates if form != _COMPACT else ~np.isnan(found.days)
        if counts[near].sum() >= least * total:
            return found
    return None


def are_times(texts: Any, counts: Counts) -> bool:
    """Whether nearly all texts are times of day and nothing else."""
    total = int(counts.sum())
    if not total or counts[_fit(texts, _TIME)].sum() < ENOUGH * total:
        return False
    return bool(counts[_fit(texts, r"[:AaPp]")].sum() >= ENOUGH * total)  # 10.30 alone is a number


def _fit(texts: Any, pattern: str) -> NDArray[np.bool_]:
    import pyarrow.compute as pc

    found: NDArray[np.bool_] = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return found


def _read(texts: Any, form: str, counts: Counts) -> Days:
    import numpy as np

    parts = _parts(texts, form)
    if "first" in parts:
        _order(parts, counts)
    found, right = _calendar(parts["year"], parts["month"], parts["day"])
    clock, shown = _clock(parts)
    found = np.where(np.isnan(clock), np.nan, found + clock)
    has_clock = shown and len(np.unique(clock[~np.isnan(found)])) > 1
    return Days(found, right & ~np.isnan(clock), has_clock)


def _parts(texts: Any, form: str) -> Parts:
    """Numbers of the named groups; -1 where a group is absent."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    groups = pc.extract_regex(texts, form)
    parts: Parts = {}
    for i, field in enumerate(groups.type):
        words = pc.struct_field(groups, [i])
        if field.name == "name":
            parts["month"] = month_numbers(words)
            continue
        empty = pc.equal(words, pa.scalar(""))
        if field.name == "half":
            words = pc.if_else(empty, "-1", pc.if_else(pc.is_in(words, pa.array(["p", "P"])), "1", "0"))
        if field.name == "year":
            parts["digits"] = pc.fill_null(pc.utf8_length(words), 0).to_numpy(zero_copy_only=False)
        plain = pc.fill_null(pc.if_else(empty, "-1", words), "-1")
        parts[field.name] = np.array(plain.cast(pa.int64()).to_numpy(zero_copy_only=False))
    short = parts["digits"] == 2
    parts["year"] = np.where(short, parts["year"] + np.where(parts["year"] < 30, 2000, 1900), parts["year"])
    return parts


def _order(parts: Parts, counts: Counts) -> None:
    """Say which of the first two numbers is the day."""
    first, second = parts["first"], parts["other"]
    late_first, late_second = (int(counts[(part > 12) & (part < 32)].sum()) for part in (first, second))
    parts["day"], parts["month"] = (second, first) if late_second > late_first else (first, second)


def _calendar(year: Any, month: Any, day: Any) -> tuple[Numbers, NDArray[np.bool_]]:
    """Days since 1970-01-01, NaN for what no calendar has or is too far away; and what a calendar has.

    Source: days from civil, H. Hinnant, https://howardhinnant.github.io/date_algorithms.html.
    """
    import numpy as np

    lengths = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    known = (month >= 1) & (month <= 12)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0)) & (month == 2)
    longest = lengths[np.where(known, month, 0)] + leap
    right = known & (day >= 1) & (day <= longest) & (year >= 1)
    shifted = year - (month <= 2)
    era, of_era = shifted // 400, shifted % 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
    near = right & (year >= _EARLIEST) & (year <= _LATEST)
    return np.where(near, days.astype(np.float64), np.nan), right


def _clock(parts: Parts) -> tuple[Numbers, bool]:
    """Time of day as a fraction, 0 where none is written, NaN where it is impossible; is any written?"""
    import numpy as np

    if "hour" not in parts:
        return np.zeros(len(parts["year"])), False
    hour, minute, second = parts["hour"], parts["minute"], np.maximum(parts["second"], 0)
    half = parts.get("half", np.full(len(hour), -1))
    wrong = (hour > 23) | (minute > 59) | (second > 60) | ((half >= 0) & ((hour < 1) | (hour > 12)))
    hour = np.where(half >= 0, hour % 12 + 12 * half, hour)
    fraction = (hour * 3600 + minute * 60 + second) / 86400
    written = parts["hour"] >= 0
    return np.where(written, np.where(wrong, np.nan, fraction), 0.0), bool(written.any())
