"""Dates in strict forms of fixed width, read from bytes; the scalar twin is `leakcheck.dates.parse_date`.

A date is packed into an int32, ``year * 512 + month * 32 + day``, month and day 0 where they were not
written; 0 is no date.
"""

from __future__ import annotations

import datetime
from functools import cache
from typing import TYPE_CHECKING

from leakcheck.dates import MAX_YEAR, MIN_YEAR, DateValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Bytes, Flags, PlainText

    Packed = NDArray[np.int32]

ASK = -1
"""Not of a strict form: the scalar form must be asked."""

_SEPARATORS = "-/. "


def pack(date: DateValue | None) -> int:
    """A date as one number."""
    return 0 if date is None else date.year * 512 + date.month * 32 + date.day


def years(packed: Packed) -> Packed:
    """Year of packed dates, 0 where there is none."""
    return packed >> 9


def ordinals(packed: Packed) -> Packed:
    """Day numbers (`datetime.date.toordinal`) of full dates, else 0; int32."""
    import numpy as np

    full = (packed & 31) > 0
    return np.where(full, _starts().take(np.where(full, (packed >> 5) - MIN_YEAR * 16, 0)) + (packed & 31), 0)


def read_dates(plain: PlainText) -> Packed:
    """Packed dates of every row; `ASK` where the form is another. Meaningless for odd rows."""
    import numpy as np

    if "dates" not in plain.memo:
        found = np.full(len(plain), ASK, np.int32)
        for length, read in ((10, _ten), (8, _eight), (4, _four)):
            rows = plain.rows_of(length)
            if rows is None:
                found = read(plain.characters(length))
            elif len(rows):
                found[rows] = read(plain.characters(length))
        plain.memo["dates"] = found
    dates: Packed = plain.memo["dates"]
    return dates


def _ten(characters: Bytes) -> Packed:
    """yyyy-mm-dd, or dd-mm-yyyy where the second part may turn out to be the day."""
    import numpy as np

    found = np.full(characters.shape[1], ASK, np.int32)
    ymd = _separate(characters, 4, 7) & _digits(characters[[0, 1, 2, 3, 5, 6, 8, 9]])
    if ymd.any():
        part = characters if ymd.all() else characters[:, ymd]
        found[ymd] = _checked(_number(part[:4]), _number(part[5:7]), _number(part[8:]))
    if ymd.all():
        return found
    dmy = _separate(characters, 2, 5) & _digits(characters[[0, 1, 3, 4, 6, 7, 8, 9]])
    if dmy.any():
        part = characters if dmy.all() else characters[:, dmy]
        first, second, year = _number(part[:2]), _number(part[3:5]), _number(part[6:])
        swapped = second > 12
        found[dmy] = _checked(year, np.where(swapped, first, second), np.where(swapped, second, first))
    return found


def _eight(characters: Bytes) -> Packed:
    import numpy as np

    checked = _checked(_number(characters[:4]), _number(characters[4:6]), _number(characters[6:]))
    return np.where(_digits(characters), checked, ASK).astype(np.int32)


def _four(characters: Bytes) -> Packed:
    import numpy as np

    year = _number(characters)
    known = (year >= MIN_YEAR) & (year <= MAX_YEAR)
    return np.where(_digits(characters), np.where(known, year << 9, 0), ASK).astype(np.int32)


def _checked(year: Packed, month: Packed, day: Packed) -> Packed:
    """Packed, or 0 for a day that does not exist; 00-00 stands for a year alone."""
    import numpy as np

    inside = (year >= MIN_YEAR) & (year <= MAX_YEAR)
    place = np.where(inside & (month <= 12), (year - MIN_YEAR) * 16 + month, 0)
    good = inside & (month <= 12) & (day <= _lengths().take(place)) & ((day > 0) == (month > 0))
    return np.where(good, year * 512 + month * 32 + day, 0).astype(np.int32)


def _digits(characters: Bytes) -> Flags:
    import numpy as np

    return np.asarray((characters - np.uint8(48)).max(axis=0) < 10)


def _separate(characters: Bytes, *places: int) -> Flags:
    import numpy as np

    table = np.zeros(256, np.bool_)
    table[[ord(c) for c in _SEPARATORS]] = True
    return np.asarray(table.take(characters[list(places)]).all(axis=0))


def _number(digits: Bytes) -> Packed:
    """Number written by rows of ASCII digits; int32."""
    import numpy as np

    found: Packed = (digits[0] - np.uint8(48)).astype(np.int32)
    for row in digits[1:]:
        found = found * 10 + (row - np.uint8(48))
    return found


@cache
def _lengths() -> Packed:
    """Days of each month, at ``(year - MIN_YEAR) * 16 + month``; month 0 has 0."""
    first, following = _first_days()
    return _by_month(following - first)


@cache
def _starts() -> Packed:
    """Day number before the first of each month, at the same places."""
    return _by_month(_first_days()[0] - 1)


def _first_days() -> tuple[Packed, Packed]:
    """Day number of the first of each month of all years, and of the month that follows."""
    import numpy as np

    months = np.arange(f"{MIN_YEAR}-01", f"{MAX_YEAR + 1}-02", dtype="datetime64[M]")
    days = months.astype("datetime64[D]").astype(np.int32) + np.int32(_EPOCH)
    return days[:-1], days[1:]


_EPOCH = datetime.date(1970, 1, 1).toordinal()


def _by_month(values: Packed) -> Packed:
    import numpy as np

    table = np.zeros((MAX_YEAR - MIN_YEAR + 1, 16), np.int32)
    table[:, 1:13] = values.reshape(-1, 12)
    return table.ravel()
