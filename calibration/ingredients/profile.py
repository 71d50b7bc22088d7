"""What a careful forger reads off a genuine column before imitating it.

Deliberately not the product's own typing: a forger has other eyes, and an estimator must not be calibrated
on fakes that share its idea of a column.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

BLANKS = frozenset({"", "na", "n/a", "null", "none", "nan", "-", "--", "?", ".", "unknown", "\\n", "#n/a"})
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")
_FORMATS = (
    "%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ",
    "%d.%m.%Y", "%m/%d/%y", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y", "%Y/%m/%d",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%b %d, %Y", "%d %b %Y", "%d-%m-%Y",
)  # fmt: skip
_NAMED = {
    "email": ("email", "e-mail", "mail"),
    "phone": ("phone", "mobile", "fax", "tel", "contact no"),
    "first": ("first", "given", "forename"),
    "last": ("last_name", "lastname", "last name", "surname", "family", "last"),
    "name": ("name", "judge", "candidate", "player", "nominee", "guest"),
    "city": ("city", "town", "locality"),
    "address": ("address", "street"),
}
_NOT_PERSONS = ("team", "site", "program", "tournament", "match", "stage", "group", "file", "bsp", "school")


@dataclass(frozen=True, slots=True)
class Profile:
    """One column.

    Parameters
    ----------
    header : str
    role : str
        email, phone, first, last, name, city, address, number, date, category, id, text or empty.
    values : list of str
        The column as it stands.
    blank : float
        Share of blank cells.
    mark : str
        How a blank is written most often.
    pattern : str
        Format of dates; "" otherwise.
    decimals : int
        Most frequent number of decimals of numbers.
    rising : int
        1 or -1 when the present values are sorted, else 0.
    """

    header: str
    role: str
    values: list[str]
    blank: float
    mark: str
    pattern: str = ""
    decimals: int = 0
    rising: int = 0

    @property
    def present(self) -> list[str]:
        """Values that are not blank."""
        return [value for value in self.values if not is_blank(value)]


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing."""
    return text.strip().lower() in BLANKS


def is_number(text: str) -> bool:
    """Whether a text is a plain decimal number."""
    return _NUMBER.fullmatch(text.strip()) is not None


def date_pattern(values: list[str]) -> str:
    """Format that reads at least nine tenths of the values, or ""."""
    tried = values[:: max(1, len(values) // 60)][:60]
    for pattern in _FORMATS:
        read = sum(parse_date(value, pattern) is not None for value in tried)
        if tried and read >= 0.9 * len(tried):
            return pattern
    return ""


def parse_date(text: str, pattern: str) -> datetime | None:
    """Date of a text in a known format, or None."""
    try:
        return datetime.strptime(text.strip(), pattern)
    except ValueError:
        return None


def days(text: str, pattern: str) -> float | None:
    """Days since year 1, the time of day as a fraction."""
    read = parse_date(text, pattern)
    return None if read is None else read.toordinal() + (read.hour * 3600 + read.minute * 60) / 86400


def written(day: float, pattern: str) -> str:
    """A day number (with fraction) in a format."""
    whole = datetime.fromordinal(min(max(int(day), 1), date.max.toordinal()))
    seconds = int((day - int(day)) * 86400)
    return whole.replace(hour=seconds // 3600, minute=seconds // 60 % 60).strftime(pattern)


def profiles(header: tuple[str, ...], rows: list[list[str]]) -> list[Profile]:
    """Profiles of all columns of a table."""
    return [_profile(name, [row[place] for row in rows]) for place, name in enumerate(header)]


def _profile(header: str, values: list[str]) -> Profile:
    present = [value for value in values if not is_blank(value)]
    marks = Counter(value for value in values if is_blank(value))
    blank = 1 - len(present) / max(len(values), 1)
    mark = marks.most_common(1)[0][0] if marks else ""
    if not present:
        return Profile(header, "empty", values, 1.0, mark)
    role, pattern = _role(header, present)
    decimals = Counter(len(value.strip().partition(".")[2]) for value in present[:2000])
    keys = _keys(present, role, pattern)
    rising = (
        0
        if len(set(present)) < 2
        else 1
        if keys == sorted(keys)
        else -int(keys == sorted(keys, reverse=True))
    )
    return Profile(header, role, values, blank, mark, pattern, decimals.most_common(1)[0][0], rising)


def _keys(present: list[str], role: str, pattern: str) -> list[Any]:
    if role in {"number", "id"} and all(is_number(value) for value in present):
        return [float(value) for value in present]
    if role == "date":
        read = [days(value, pattern) for value in present]
        return [day for day in read if day is not None]
    return present


def _role(header: str, present: list[str]) -> tuple[str, str]:
    distinct, rows = len(set(present)), len(present)
    if sum("@" in value for value in present) > 0.8 * rows:
        return "email", ""
    pattern = date_pattern(present)
    if pattern:
        return "date", pattern
    numeric = sum(map(is_number, present)) >= 0.95 * rows
    named = _by_header(header)
    if named and not numeric and distinct > 12:
        return named, ""
    if numeric and distinct > 0.97 * rows and rows > 20 and not any("." in value for value in present[:50]):
        return "id", ""
    if distinct <= max(12, min(60, 0.05 * rows)):
        return "category", ""
    if numeric:
        return "number", ""
    longest = max(map(len, present))
    coded = longest <= 16 and sum(any(c.isdecimal() for c in value) for value in present) > 0.8 * rows
    return ("id", "") if coded and distinct > 0.9 * rows else ("text", "")


def _by_header(header: str) -> str:
    folded = header.lower()
    if any(word in folded for word in _NOT_PERSONS):
        return ""
    for role, words in _NAMED.items():
        if any(word in folded for word in words):
            return role
    return ""
