"""Dates of spreadsheets: serial numbers and number formats to ISO text, no finer than the format shows.

Why the format decides: "2-1" typed into a spreadsheet is stored as 2 January of the year of typing and
shown as ``02-Jan``; writing the year would invent one. Source: ECMA-376 part 1, 18.8.30 (number formats),
18.17.4 (serials).
"""

from __future__ import annotations

import datetime
import re

from leakcheck.frozen import dataclass

_QUOTED = re.compile(r'"[^"]{0,255}"|\\.|_.|\*.|\[(?![hms]{1,9}\])[^\]]{0,255}\]', re.I)
_BUILT_IN = {
    14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "yyyy/m/d"),
}  # fmt: skip
_ZEROS = re.compile(r"0{2,64}")
_LAST_SERIAL = 2_958_466
_LEAP_BUG = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """What a number format shows: parts of a date, a time, or leading zeros up to `width` digits."""

    year: bool = False
    month: bool = False
    day: bool = False
    time: bool = False
    elapsed: bool = False
    width: int = 0


def format_shape(number: int, code: str | None) -> Shape | None:
    """Shape of a number format by its id and, for own formats, its code; None for a plain number.

    >>> format_shape(14, None)
    Shape(year=True, month=True, day=True, time=False, elapsed=False, width=0)
    >>> format_shape(164, '[Red]0.00 "days"') is None, format_shape(165, "000000").width
    (True, 6)
    """
    code = _BUILT_IN.get(number) if code is None else code
    if code is None or len(code) > 1_000:
        return None
    if _ZEROS.fullmatch(code):
        return Shape(width=len(code))
    first = _QUOTED.sub("", code).split(";")[0].casefold().replace("general", "").replace("am/pm", "h")
    elapsed = "[" in first
    time = elapsed or "h" in first or "ss" in first or ":s" in first
    year, day = "y" in first, "d" in first
    month = "m" in first and (year or day or not time)
    if not (time or year or day or month) or any(c in first for c in "#?@"):
        return None
    return Shape(year, month, day, time, elapsed and not (year or day))


def serial_text(serial: float, shape: Shape, *, since_1904: bool = False) -> str | None:
    """Serial number as ISO text; None when no calendar holds it.

    >>> serial_text(44259.5, Shape(True, True, True, True))
    '2021-03-04 12:00:00'
    >>> serial_text(44259, Shape(month=True, day=True)), serial_text(0.25, Shape(time=True))
    ('04-Mar', '06:00:00')
    """
    if not 0 <= serial < _LAST_SERIAL:
        return None
    if shape.elapsed or serial < 1:
        return _clock(round(serial * 86_400)) if shape.time else None
    epoch = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30)
    if not since_1904 and serial < _LEAP_BUG:
        epoch += datetime.timedelta(days=1)
    try:
        moment = epoch + datetime.timedelta(milliseconds=round(serial * 86_400_000))
    except OverflowError:
        return None
    return _moment_text(moment, shape)


def _moment_text(moment: datetime.datetime, shape: Shape) -> str:
    if not (shape.year or shape.month or shape.day):
        return moment.time().isoformat()
    if not shape.year:
        return f"{moment.day:02}-{_MONTHS[moment.month - 1]}" if shape.day else _MONTHS[moment.month - 1]
    if not shape.day:
        return f"{moment.year:04}-{moment.month:02}" if shape.month else f"{moment.year:04}"
    return moment_text(moment)


def moment_text(moment: datetime.datetime) -> str:
    """ISO text of a moment: a day when it is midnight, which is how a day is stored."""
    is_day = moment.time() == datetime.time(0)
    return moment.date().isoformat() if is_day else moment.isoformat(" ").removesuffix("000")


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
