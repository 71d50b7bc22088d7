"""Dates as people write them: strict known forms first, python-dateutil on what is left.

Why strict first: dateutil guesses (``"10"`` becomes the tenth of this month), and a judge must not
guess. Impossible dates are refused, never rolled over. Where both orders are possible, day comes
before month, as all Indian forms write it; a second part above 12 shows the other order.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from leakcheck.folding import fold_value
from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern

MIN_YEAR, MAX_YEAR = 1850, 2100
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january जनवरी janvari", "feb february फरवरी फ़रवरी farvari", "mar march मार्च",
            "apr april अप्रैल", "may मई mai", "jun june जून", "jul july जुलाई", "aug august अगस्त agast",
            "sep sept september सितंबर सितम्बर sitambar", "oct october अक्टूबर अक्तूबर aktubar",
            "nov november नवंबर नवम्बर navambar", "dec december दिसंबर दिसम्बर disambar",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_TIME = pattern(
    r"[ T,]{1,3}\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?( ?[ap]\.?m\.?)?( ?(z|utc|ist|[+-]\d{2}:?\d{2}))?$", re.I
)
_REMARK = pattern(r"\s{0,3}\([^()]{0,40}\)$")
_YMD = pattern(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DMY = pattern(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_WORDS = pattern(r"(\d{1,2})(?:st|nd|rd|th)?[-/ .,]{1,3}([^\W\d_][^\d\s,./-]{2,12})[-/ .,]{1,3}(\d{4}|\d{2})")
_MONTH_FIRST = pattern(r"([^\W\d_][^\d\s,./-]{2,12})[-/ .,]{1,3}(\d{1,2})(?:st|nd|rd|th)?[ ,]{1,3}(\d{4})")
_COMPACT = pattern(r"(\d{4})(\d{2})(\d{2})")
_MONTH_YEAR = pattern(r"(?:([^\W\d_][^\d\s,./-]{2,12})|(\d{1,2}))[-/ .,]{1,3}(\d{4})")
_YEAR = pattern(r"\d{4}")
_LOOSE = pattern(r"[^\d]*\d[^\d]+\d[^\d]+\d{4}\D*|\d{4}\D+\d+\D+\d+\D*")


@dataclass(frozen=True, slots=True)
class DateValue:
    """A calendar date as far as it was written; month and day are 0 where they were not."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def precision(self) -> str:
        """How much was written: ``year``, ``month`` or ``day``."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def ordinal(self) -> int | None:
        """Proleptic Gregorian day number (`datetime.date.toordinal`) of a full date, else None."""
        return datetime.date(self.year, self.month, self.day).toordinal() if self.day else None


@lru_cache(maxsize=65536)
def parse_date(text: str) -> DateValue | None:
    """Read one date, or return None when the text is not certainly a date.

    Parameters
    ----------
    text : str
        Any script's digits; a time of day or a remark in brackets behind the date is dropped.

    Examples
    --------
    >>> parse_date("12-03-1982"), parse_date("१२/०३/१९८२").precision
    (DateValue(year=1982, month=3, day=12), 'day')
    >>> parse_date("31/02/1999") is None, parse_date("1982")
    (True, DateValue(year=1982, month=0, day=0))
    """
    folded = fold_value(text)[:80].strip(" .,")
    folded = _TIME.sub("", _REMARK.sub("", folded))
    if _YEAR.fullmatch(folded):
        return _checked(int(folded))
    return _day(folded) or _month(folded) or _dateutil(folded)


def _day(text: str) -> DateValue | None:
    if m := _YMD.fullmatch(text) or _COMPACT.fullmatch(text):
        return _checked(int(m[1]), int(m[2]), int(m[3]))
    if m := _DMY.fullmatch(text):
        first, second, year = int(m[1]), int(m[2]), _century(m[3])
        return _checked(year, second, first) if second <= 12 else _checked(year, first, second)
    if m := _WORDS.fullmatch(text):
        return _named(_century(m[3]), m[2], m[1])
    if m := _MONTH_FIRST.fullmatch(text):
        return _named(int(m[3]), m[1], m[2])
    return None


def _month(text: str) -> DateValue | None:
    m = _MONTH_YEAR.fullmatch(text)
    if not m:
        return None
    month = int(m[2]) if m[2] else _MONTHS.get(m[1].casefold(), 0)
    return DateValue(int(m[3]), month) if 1 <= month <= 12 and MIN_YEAR <= int(m[3]) <= MAX_YEAR else None


def _named(year: int, month: str, day: str) -> DateValue | None:
    number = _MONTHS.get(month.casefold())
    return _checked(year, number, int(day)) if number else None


def _century(text: str) -> int:
    """Two-digit years: 00-29 are 20xx, the rest 19xx (POSIX strptime splits at 69; people are older)."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 30 else 1900)


def _checked(year: int, month: int = 0, day: int = 0) -> DateValue | None:
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    if not month and not day:  # also 00-00-1982, as some systems write a year alone
        return DateValue(year)
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return DateValue(year, month, day)


def _dateutil(text: str) -> DateValue | None:
    """Rare forms: only where day, month and a four-digit year are all visible."""
    if not _LOOSE.fullmatch(text) and not any(
        w in _MONTHS for w in re.findall(r"[^\W\d_]{3,12}", text.casefold())
    ):
        return None
    if not re.search(r"\d{4}", text) or len(re.findall(r"\d{1,4}", text)) < 2 or not text.isascii():
        return None
    if _YMD.fullmatch(text) or _DMY.fullmatch(text):
        return None
    from dateutil import parser

    try:
        found = [
            parser.parse(text, dayfirst=True, default=datetime.datetime(y, m, d))
            for y, m, d in ((2000, 1, 1), (2004, 2, 2))
        ]
    except (ValueError, OverflowError, TypeError, AttributeError, IndexError):
        return None
    if found[0].date() != found[1].date():
        return None
    return _checked(found[0].year, found[0].month, found[0].day)
