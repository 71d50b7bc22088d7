"""What a spreadsheet does to data without being asked: mangled, which is not fabricated.

Why its own kind of finding: digits eaten by ``9.1E+11``, zeros lost in front and days turned into months
are the marks of a person with a spreadsheet, and they make genuine records fail rules. Sentences name a
column by its position and give shares; values are never quoted. Sources: M. Ziemann, Y. Eren, A. El-Osta,
Gene name errors are widespread in the scientific literature (Genome Biology 17:177, 2016); Excel
specifications and limits (15 significant digits).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from leakcheck.folding import MISSING, fold_label, is_missing
from leakcheck.frozen import dataclass
from leakcheck.pattern import pattern

KINDS = (
    "exponent-form",
    "too-narrow",
    "formula-error",
    "cut-digits",
    "lost-zeros",
    "turned-to-date",
    "swapped-date",
    "day-number",
)
_LEAST = 3
_LONGEST = 64
_EXPONENT = pattern(r"[+-]?\d{1,2}([.,]\d{1,16})?[eE]\+(?:0?9|[1-9]\d{1,2})")
_HASHES = pattern(r"#{3,255}")
_ERROR = pattern(r"#(REF|NAME\?|VALUE|NULL|NUM|DIV/0)!?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DAY_MONTH = pattern(rf"\d{{1,2}}[- /]{_MONTH}|{_MONTH}[- /]\d{{1,2}}", re.I)
_SLASHED = pattern(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})([ T].{0,20})?")
_ISO = pattern(r"\d{4}-(\d{2})-(\d{2})([ T].{0,20})?")
_SERIAL = pattern(r"[2-5]\d{4}(\.\d{1,12})?")
_ID_WORDING = """
aadhaar aadhar account acc ac bank beneficiary card certificate code contact customer epic gstin id mobile no
number passport phone pin pincode postal ration reference roll student telephone uan uid uhid voter zip
संख्या नंबर कोड पिन मोबाइल फोन खाता आधार
"""
_AMOUNT_WORDING = """
age amount balance count dose price rank salary serial sl sno sr total year आयु उम्र राशि क्रमांक वर्ष
"""
_ID_WORDS = frozenset(_ID_WORDING.split())
_AMOUNT_WORDS = frozenset(_AMOUNT_WORDING.split())


@dataclass(frozen=True, slots=True)
class Sign:
    """One mark in one column: its kind (of `KINDS`), a sentence, the places of the values that show it."""

    kind: str
    sentence: str
    places: tuple[int, ...]


def mangled(names: Sequence[str], rows: Sequence[Sequence[str | None]]) -> tuple[str, ...]:
    """Sentences on the marks a spreadsheet left in a sample of rows, column by column.

    Parameters
    ----------
    names : sequence of str
        Names of the columns as written (empty where there is none); only their words are looked at.
    rows : sequence of rows
        A sample of records, each as wide as `names`; some thousand are plenty.

    Examples
    --------
    >>> mangled(["mobile"], [["9.1E+11"], ["9.2E+11"], ["911234567890"]])
    ('column 1: 67 % of values in exponent form: a spreadsheet has eaten digits',)
    """
    sentences: list[str] = []
    for place, name in enumerate(names):
        found = signs(name, [row[place] if place < len(row) else None for row in rows])
        sentences.extend(f"column {place + 1}: {sign.sentence}" for sign in found)
    return tuple(sentences)


def signs(name: str, cells: Sequence[str | None]) -> tuple[Sign, ...]:
    """Marks in one column; `places` of a sign count the cells given, missing and long ones included."""
    if _is_spotless(name, cells):
        return ()
    kept = [(place, (cell or "").strip()) for place, cell in enumerate(cells) if not is_missing(cell)]
    kept = [(place, value) for place, value in kept if len(value) <= _LONGEST]
    if not kept:
        return ()
    values = [value for _, value in kept]
    marks = zip(KINDS, _marks(name, values), strict=True)
    return tuple(
        Sign(kind, mark[0], tuple(kept[index][0] for index in mark[1])) for kind, mark in marks if mark
    )


def _is_spotless(name: str, cells: Sequence[str | None]) -> bool:
    """Whether there can be no mark of any kind; False when in doubt.

    Why: nearly all columns are spotless, and in most of them values repeat: a look at the different ones
    rules all marks out at a fraction of the cost.
    """
    values = [value for value in map(str.strip, filter(None, cells)) if len(value) <= _LONGEST]
    different = set(values)
    text = "\n".join(different)
    if "#" in text:
        return False
    if text.isascii() and not any(digit in text for digit in "0123456789"):
        return True
    if "+" in text and any(map(_EXPONENT.fullmatch, different)):
        return False
    if any(sign in text for sign in "/.-") and any(map(_SLASHED.match, different)):
        return False
    if any(map(_SERIAL.fullmatch, different)) or any(len(v) > 15 and v.isdecimal() for v in different):
        return False
    folded = text.casefold()
    if any(month in folded for month in _MONTHS) and any(map(_DAY_MONTH.fullmatch, different)):
        return False
    return _shortened(name, _digits_of(values)) is None


def _digits_of(values: Sequence[str]) -> list[str]:
    return [value for value in values if value.isdecimal() and value.isascii() and value not in MISSING]


_Mark = tuple[str, list[int]] | None
"""A sentence, and which of the values show it; None without a sign."""


def _marks(name: str, values: Sequence[str]) -> tuple[_Mark, ...]:
    """In the order of `KINDS`."""
    return (
        _exponents(values),
        _hidden(values),
        _errors(values),
        _cut_digits(values),
        _lost_zeros(name, values),
        _month_names(values),
        _swapped(values),
        _serials(name, values),
    )


def _percent(count: int, of: int) -> str:
    share = 100 * count / of
    return "less than 1 %" if share < 1 else f"{share:.0f} %"


def _where(values: Sequence[str], pattern: re.Pattern[str]) -> list[int]:
    return [place for place, value in enumerate(values) if pattern.fullmatch(value)]


def _exponents(values: Sequence[str]) -> _Mark:
    """Large numbers as ``9.1E+11``: what a spreadsheet writes for twelve digits and more."""
    found = [place for place, value in enumerate(values) if "+" in value and _EXPONENT.fullmatch(value)]
    share = _percent(len(found), len(values))
    return (f"{share} of values in exponent form: a spreadsheet has eaten digits", found) if found else None


def _hidden(values: Sequence[str]) -> _Mark:
    found = [place for place, value in enumerate(values) if value[0] == "#" and _HASHES.fullmatch(value)]
    share = _percent(len(found), len(values))
    return (f"{share} of values are only ####: the column was too narrow", found) if found else None


def _errors(values: Sequence[str]) -> _Mark:
    found = [place for place, value in enumerate(values) if value[0] == "#" and _ERROR.fullmatch(value)]
    share = _percent(len(found), len(values))
    return (f"{share} of values are error marks of a spreadsheet formula", found) if found else None


def _cut_digits(values: Sequence[str]) -> _Mark:
    """Digits beyond the 15th all zero: a double holds no more. By chance a 16th digit is zero one time in
    ten.
    """
    long = [place for place, v in enumerate(values) if len(v) > 15 and v.isascii() and v.isdecimal()]
    cut = [place for place in long if not values[place][15:].strip("0")]
    if len(long) < _LEAST or len(cut) * 5 < len(long) * 4:
        return None
    share = _percent(len(cut), len(long))
    return f"{share} of long numbers end in zeros beyond 15 digits: rounded by a spreadsheet", cut


def _lost_zeros(name: str, values: Sequence[str]) -> _Mark:
    """Numbers of one fixed width, a few of them shorter by one, and not one that begins with zero."""
    places = [place for place, value in enumerate(values) if value.isascii() and value.isdecimal()]
    digits = [values[place] for place in places]
    if len(digits) * 10 < len(values) * 9 or (found := _shortened(name, digits)) is None:
        return None
    width, count = found
    return (
        f"{_percent(count, len(digits))} of numbers are shorter than the usual {width} digits "
        "and none begins with 0: a spreadsheet may have dropped leading zeros"
    ), [place for place in places if len(values[place]) < width]


def _shortened(name: str, digits: Sequence[str]) -> tuple[int, int] | None:
    """The usual width of numbers, and how many are shorter, where these may have begun with zeros."""
    lengths = Counter(map(len, digits))
    if len(digits) < 10 or len(lengths) < 2 or any(value[0] == "0" for value in digits):
        return None
    width = max(lengths, key=lambda size: lengths[size])
    short, shorter = lengths[width - 1], sum(n for size, n in lengths.items() if size < width - 1)
    longer = sum(n for size, n in lengths.items() if size > width)
    usual = lengths[width] * 4 >= len(digits) * 3 and longer * 200 <= len(digits)
    if not usual or short < 2 or shorter * 4 > short + 4 or not _is_identifier(name, digits, width):
        return None
    return width, short + shorter


def _is_identifier(name: str, digits: Sequence[str], width: int) -> bool:
    """Whether a column holds names for things rather than amounts or a running number."""
    words = set(fold_label(name).split())
    if words & _AMOUNT_WORDS or width < 4:
        return False
    steps = Counter(int(b) - int(a) for a, b in pairwise(digits))
    is_running = max(steps.values(), default=0) * 2 > len(digits) or all(step >= 0 for step in steps)
    return not is_running and (bool(words & _ID_WORDS) or width >= 8)


def _month_names(values: Sequence[str]) -> _Mark:
    """``02-Jan`` among other things: "2-1" was taken for a date. A whole column of them is a column of
    months.
    """
    found = [place for place, v in enumerate(values) if len(v) < 14 and _DAY_MONTH.fullmatch(v)]
    if not found or len(found) * 5 >= len(values) * 4:
        return None
    share = _percent(len(found), len(values))
    return f"{share} of values look like 02-Jan: something was turned into dates", found


def _swapped(values: Sequence[str]) -> _Mark:
    """Days and months in two orders, or all small days in one form and all large ones in another."""
    slashed = [(place, found) for place, v in enumerate(values) if (found := _SLASHED.fullmatch(v))]
    day_first = [place for place, found in slashed if int(found[1]) > 12 >= int(found[3])]
    month_first = [place for place, found in slashed if int(found[3]) > 12 >= int(found[1])]
    if day_first and month_first:
        less = min(day_first, month_first, key=len)
        share = _percent(len(less), len(slashed))
        return f"days and months stand in two orders ({share} of dates against the rest)", less
    iso = [(place, found) for place, v in enumerate(values) if (found := _ISO.fullmatch(v))]
    small = all(int(found[2]) <= 12 for _, found in iso)
    if min(len(slashed), len(iso)) < _LEAST or not small or len(day_first) < len(slashed):
        return None
    return (
        "dates up to the 12th have another form than later ones: a spreadsheet has swapped day and month"
    ), [place for place, _ in iso]


def _serials(name: str, values: Sequence[str]) -> _Mark:
    """Days counted from 1900 (44259) in a column of dates."""
    found = _where(values, _SERIAL)
    if not found:
        return None
    dates = any(_SLASHED.fullmatch(value) or _ISO.fullmatch(value) for value in values)
    named = bool(
        set(fold_label(name).split()) & {"date", "dob", "birth", "day", "तारीख", "तिथि", "दिनांक", "जन्म"}
    )
    if not dates and not (named and len(found) * 2 > len(values)):
        return None
    share = _percent(len(found), len(values))
    return f"{share} of values are day numbers as spreadsheets keep them, not dates", found
