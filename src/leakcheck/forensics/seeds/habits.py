"""Seeds people choose: tried first, because most files are made with one of them."""

from __future__ import annotations

import datetime
from functools import cache

_FIRST, _LAST = datetime.date(1970, 1, 1), datetime.date(2035, 12, 31)
_FAVOURITES = (
    42, 0, 1, 123, 1234, 12345, 123456, 1234567, 12345678, 123456789, 1234567890, 4321, 1337, 31337, 2021,
    2022, 2023,
    2024, 2025, 2026, 7, 13, 99, 100, 101, 111, 222, 333, 555, 666, 777, 888, 999, 1000, 1111, 9999, 54321,
    654321,
    987654321, 8675309, 314159, 3141592, 31415926, 271828, 2718281, 161803, 0xDEADBEEF, 0xCAFEBABE,
    0xBADC0DE, 0xC0FFEE,
    2**31 - 1, 2**32 - 1, 2**16, 2**20, 112358, 4242, 424242, 11111, 99999, 100000, 999999, 1000000, 19937,
    20000,
)  # fmt: skip


@cache
def habits() -> tuple[int, ...]:
    """Favourite numbers, years, 0 to 9,999, then days as 20240131, 31012024, 01312024, 240131; each once."""
    days = [_FIRST + datetime.timedelta(n) for n in range((_LAST - _FIRST).days + 1)]
    forms = ("%Y%m%d", "%d%m%Y", "%m%d%Y", "%y%m%d")
    dated = [int(day.strftime(form)) for form in forms for day in days]
    return tuple(dict.fromkeys([*_FAVOURITES, *range(10_000), *dated]))
