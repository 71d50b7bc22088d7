"""From text to what operators compare: dates, numbers and ages, each with its unknown.

Why here and not in the operators: both speeds (one record, whole columns) must read a value the
same way, so there is one reading of each kind.
"""

from __future__ import annotations

import datetime

from leakcheck.confusables import read_digits
from leakcheck.dates import DateValue, parse_date
from leakcheck.folding import fold_value
from leakcheck.pattern import pattern
from leakcheck.rules.setting import Setting

_NUMBER = pattern(r"[^\d-]{0,20}?(-?\d{1,15}(?:\.\d{1,9})?)(?![\d.])[^\d]{0,20}")


def read_date(text: str, setting: Setting) -> DateValue | None:
    """A date as written; in transcribed text confusable letters may stand for digits."""
    found = parse_date(text)
    if found is None and setting.transcribed:
        found = parse_date(read_digits(text))
    return found


def read_number(text: str, setting: Setting) -> float | None:
    """The one number in a short text ("41", "41 years", "Dose 2"), else None."""
    folded = fold_value(text).replace(",", "")[:60]
    match = _NUMBER.fullmatch(folded)
    if match is None and setting.transcribed:
        match = _NUMBER.fullmatch(read_digits(folded))
    return float(match[1]) if match else None


def read_age(
    age: float | None, born: DateValue | None, recorded: datetime.date | None, setting: Setting
) -> tuple[float, float] | None:
    """Age when the record was made, as a closed interval of whole years.

    An explicit age stands. Otherwise it is record date minus birth; a birth year alone leaves one
    year open, a missing record date leaves the whole life of the system open.
    """
    if age is not None:
        return age, age
    if born is None:
        return None
    first = recorded or setting.earliest
    last = recorded or setting.latest
    if first is None or last is None:
        return None
    youngest = DateValue(born.year, born.month or 12, born.day or (28 if born.month else 31))
    oldest = DateValue(born.year, born.month or 1, born.day or 1)
    return _age(youngest, first), _age(oldest, last)


def _age(born: DateValue, day: datetime.date) -> float:
    return float(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
