"""Ages counted from packed dates, many at a time; the scalar twin is `leakcheck.rules.values.read_age`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from leakcheck.dates import DateValue
from leakcheck.rules.kernels.calendar import pack
from leakcheck.rules.setting import Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_YOUNGEST_DAY, _YOUNGEST_IN_MONTH = 12 * 32 + 31, 28


def counted(
    kind: str, born: NDArray[np.int32], day: NDArray[np.int32], setting: Setting
) -> NDArray[np.float64]:
    """Least (`kind` low) or greatest age in whole years on a day; NaN where it cannot be known.

    Parameters
    ----------
    born, day : int32 arrays that broadcast
        Packed dates; a birth of any precision, full days. Without a day the system's life bounds it.
    """
    import numpy as np

    bound = setting.earliest if kind == "low" else setting.latest
    recorded = np.where(day > 0, day, _packed(bound))
    known = (born > 0) & (recorded > 0)
    if setting.earliest is None or setting.latest is None:
        known = known & (day > 0)
    month, last = (born >> 5) & 15, born & 31
    if kind == "low":
        in_month = np.where(
            month > 0, month * 32 + np.where(last > 0, last, _YOUNGEST_IN_MONTH), _YOUNGEST_DAY
        )
    else:
        in_month = np.where(month > 0, month * 32 + np.where(last > 0, last, 1), 33)
    age = (recorded >> 9) - (born >> 9) - ((recorded & 511) < in_month)
    return np.where(known, age.astype(np.float64), np.nan)


def _packed(day: datetime.date | None) -> int:
    return 0 if day is None else pack(DateValue(day.year, day.month, day.day))
