"""Shapes of values: what a column could hold, judged from at most 1,000 of its values.

Why: labels lie. A "DOB" column may hold years, a "phone" column Aadhaar numbers; the values decide.
Nothing is computed before it is asked for, so that a column whose label is known and confirmed
costs one test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from leakcheck.confusables import repairs
from leakcheck.dates import parse_date
from leakcheck.folding import fold_label, fold_value, is_missing
from leakcheck.mapping import numbers, places, vocabulary
from leakcheck.mapping.numbers import NumberTally
from leakcheck.pattern import pattern

SAMPLE = 1000
"""At most so many values are looked at, evenly spread over those given."""

_LONGEST = 200
_PROBES = 6
"""If none of so many values fits, fewer than eight in ten do (chance of error 0.2 ** 6)."""

_PROVEN = -2.5
"""log10 of the chance below which check digits are believed: three passes of one in ten."""

_AGE = pattern(r"(\d{1,3})(?:\.0)?(?: ?(?:y|yr|yrs|yo|years?|years? old|साल|वर्ष|saal|varsh))?\.?", re.I)
_YEAR = pattern(r"(\d{4})(?:\.0)?")
_COUNT = pattern(
    r"(?:dose )?\d{1,2}(?:\.0)?(?:st|nd|rd|th)?(?: dose)?|(?:first|second|third|precaution)(?: dose)?", re.I
)
_INTEGER = pattern(r"[+-]?\d{1,18}(?:\.0)?")
_NUMBER = pattern(r"[+-]?\d{1,18}(?:[.,]\d{1,18})?")
_NEVER_IN_NAMES = frozenset("@:;=<>{}[]\\|#&%+*?!$^~_")


def _is_name(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 2 and len(text) <= 80 and not any(c.isdecimal() or c in _NEVER_IN_NAMES for c in text)


def _is_text(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 3 and "@" not in text


def _is_year(text: str) -> bool:
    return (m := _YEAR.fullmatch(text)) is not None and 1900 <= int(m[1]) <= 2030


def _is_age(text: str) -> bool:
    return (m := _AGE.fullmatch(text)) is not None and int(m[1]) <= 125


def _is_coded(text: str) -> bool:
    return len(text) <= 30 and sum(c.isdecimal() for c in text) >= 4


def _precision(text: str) -> str:
    if len(text) > 60 or not any(c.isdecimal() for c in text):
        return ""
    found = parse_date(text)
    return found.precision if found else ""


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "any": lambda text: True,
    "text": _is_text,
    "name": _is_name,
    "date": lambda text: _precision(text) in ("day", "month"),
    "date_day": lambda text: _precision(text) == "day",
    "date_month": lambda text: _precision(text) == "month",
    "year": _is_year,
    "age": _is_age,
    "count": lambda text: _COUNT.fullmatch(text) is not None,
    "coded": _is_coded,
    "code": lambda text: text.isdecimal() and len(text) <= 2,
    "integer": lambda text: _INTEGER.fullmatch(text) is not None,
    "number": lambda text: _NUMBER.fullmatch(text) is not None,
    "vaccine": vocabulary.is_vaccine,
    "id_type": vocabulary.is_id_type,
    "gender": lambda text: fold_label(text) in vocabulary.WORDS["gender"],
    "yes_no": lambda text: fold_label(text) in vocabulary.WORDS["yes_no"],
    "vaccination_status": lambda text: fold_label(text) in vocabulary.WORDS["vaccination_status"],
    "blood_group": lambda text: text.casefold() in vocabulary.BLOOD_GROUPS,
    "facility": places.is_facility,
    "home": places.is_home,
}
_REPAIRABLE = frozenset({"date", "date_day", "date_month", "year", "age", "count", "integer", "number"})

KINDS = (*_TESTS, "category")
"""Kinds of values that are no identity numbers."""


class Shapes:
    """The shapes of one column's values, each found when first asked for.

    Parameters
    ----------
    values : sequence of str or None
        Cells as they stand; missing ones are left out.
    transcribed : bool
        Typed or read off an image: one confusable character a value may be read the other way.
    """

    __slots__ = ("_shares", "_tallies", "_transcribed", "texts")

    def __init__(self, values: Sequence[str | None], *, transcribed: bool = False) -> None:
        step = -(-len(values) // SAMPLE) or 1
        picked = [v[:_LONGEST] for v in values[::step] if v is not None]
        folded = {v: None if is_missing(v) else fold_value(v) for v in set(picked)}
        self.texts = tuple(text for v in picked if (text := folded[v]) is not None)
        self._transcribed = transcribed
        self._shares: dict[str, float] = {}
        self._tallies: dict[str, NumberTally] = {}

    def read(self, *, transcribed: bool) -> Shapes:
        """The same values read with or without repairs."""
        if transcribed == self._transcribed:
            return self
        other = Shapes((), transcribed=transcribed)
        other.texts = self.texts
        return other

    def __len__(self) -> int:
        return len(self.texts)

    def tally(self, kind: str) -> NumberTally:
        """Counts under one identity number type."""
        if kind not in self._tallies:
            self._tallies[kind] = numbers.tally(kind, self.texts, transcribed=self._transcribed)
        return self._tallies[kind]

    def share(self, kind: str) -> float:
        """Share of values of one kind; 0 when there are none, 1 for kinds nobody can judge."""
        if kind in numbers.kinds():
            return self.tally(kind).share
        if kind not in self._shares:
            self._shares[kind] = self._counted(kind) if self.texts else 0.0
        return self._shares[kind]

    def might_be(self, kind: str) -> bool:
        """Whether it is worth counting: at least one of a few values, evenly spread, is of this kind."""
        few = self.texts[:: max(1, len(self.texts) // _PROBES)]
        if kind in numbers.kinds():
            return any(numbers.fits(kind, text, transcribed=self._transcribed) for text in few)
        return any(_TESTS[kind](text) for text in few)

    def is_proven(self, kind: str) -> bool:
        """Whether check digits pass far more often than chance would have it."""
        return self.tally(kind).log10_chance <= _PROVEN

    def is_doubtful(self, kind: str) -> bool:
        """Whether only digits speak for a number whose check digit could pass by chance."""
        if not self.tally(kind).has_check or self.is_proven(kind):
            return False
        return not any(c.isalpha() for text in self.texts[:50] for c in text)

    def _counted(self, kind: str) -> float:
        if kind == "category":
            return self._category()
        test = _TESTS.get(kind, _TESTS["any"])
        repairable = self._transcribed and kind in _REPAIRABLE
        return sum(test(t) or (repairable and bool(repairs(t, test, limit=1))) for t in self.texts) / len(
            self.texts
        )

    def _category(self) -> float:
        """Few different values; in a short column, values that are short words."""
        if len(self.texts) >= 10:
            return float(len(set(self.texts)) <= max(3, len(self.texts) // 5))
        return sum(len(t) <= 40 and _is_text(t) for t in self.texts) / len(self.texts)


def shape_scores(values: Sequence[str | None], *, transcribed: bool = False) -> dict[str, float]:
    """Share of values of every kind, identity numbers included; corrected for chance.

    Parameters
    ----------
    values : sequence of str or None
        Cells of one column. Missing cells do not count.
    transcribed : bool
        Tolerate one confusable character a value.

    Returns
    -------
    dict of str to float
        Share by kind. Where a check digit exists but does not pass more often than chance has it,
        the share of right shapes is halved: the values may be that number, or any other of its length.
    """
    shapes = Shapes(values, transcribed=transcribed)
    scores = {kind: shapes.share(kind) for kind in KINDS if kind != "any"}
    for kind in numbers.kinds():
        scores[kind] = shapes.share(kind) * (0.5 if shapes.is_doubtful(kind) else 1.0)
    return scores
