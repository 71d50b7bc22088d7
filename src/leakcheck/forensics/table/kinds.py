"""Kinds of columns: decided from their values first, from their headers second.

Thresholds are those under which the signals were measured: an identifier is rising and more than 97 %
distinct, or a prefix and a number and more than 90 % distinct, or is called one and more than half distinct;
a category has few values (`_are_few`). Names, places and addresses of people look like other words, so there
the header decides, and the values may only speak against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.table import shapes
from leakcheck.forensics.table.coding import Coded, plain_digits
from leakcheck.forensics.table.dates import Days, are_times, days_of
from leakcheck.forensics.table.headers import Header
from leakcheck.forensics.table.numbers import numbers_of
from leakcheck.forensics.table.personal import are_persons
from leakcheck.frozen import dataclass

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_RISING, _PREFIXED, _CALLED = 0.97, 0.9, 0.5
_LEVELS, _EACH, _MOST_LEVELS, _LEVEL_SHARE = 12, 5, 60, 0.05
_NAMES = ("first_name", "last_name", "full_name")
_OLDEST = 125
_NO_NUMBERS = ("date", "phone", "postcode", "hash")


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A kind, what its distinct texts are as numbers or days, and marks."""

    kind: str
    numbers: Numbers | None = None
    days: Days | None = None
    is_birth: bool = False
    is_age: bool = False


def kind_of(column: Coded, counts: Counts, header: Header) -> Decision:
    """Decide what a column holds.

    Parameters
    ----------
    column : Coded
    counts : int64 array, shape (distinct values,)
        How often each value stands in the sample: shares are of these.
    header : Header
    """
    if not len(column.values):
        return Decision("empty")
    column = Coded(column.codes, column.values, plain_digits(column.texts))
    numbers = numbers_of(column.texts, counts)
    days = _days(column, counts, header, numbers)
    kind = "constant" if len(column.values) == 1 else _kind(column, counts, header, (numbers, days))
    birth = "birth" in header.says and (days is not None or _are_years(numbers, header))
    return Decision(kind, None if kind in _NO_NUMBERS else numbers, days, birth, _are_ages(numbers, header))


def _days(column: Coded, counts: Counts, header: Header, numbers: Numbers | None) -> Days | None:
    """Days, where the texts are dates; of numbers only those of eight digits may be."""
    is_date = bool({"date", "birth"} & header.says)
    if numbers is not None and not (len(column.values[0]) == 8 and column.values[0].isdecimal()):
        return None
    return days_of(column.texts, counts, is_date=is_date)


def _kind(column: Coded, counts: Counts, header: Header, read: tuple[Numbers | None, Days | None]) -> str:
    numbers, days = read
    if days is not None:
        return "date"
    if numbers is not None:
        return _number_kind(column, counts, header, numbers)
    if are_times(column.texts, counts):
        return "time"
    shape = shapes.shape_of(column.texts, counts)
    return shape or _digits_kind(column, counts, header) or _text_kind(column, counts, header)


def _number_kind(column: Coded, counts: Counts, header: Header, numbers: Numbers) -> str:
    """Numbers may be measures, classes, identifiers, telephone numbers or postcodes."""
    import numpy as np

    present, says = int(counts.sum()), header.says
    known = numbers[~np.isnan(numbers)]
    if says & {"age", "year"}:
        return "number"
    if (known == np.floor(known)).all():
        kind = _coded_kind(column, present, header, known)
        if kind is not None:
            return kind
    few = len(known) <= _LEVELS and present >= _EACH * len(known)
    return "category" if few else "number"


def _coded_kind(column: Coded, present: int, header: Header, known: Numbers) -> str | None:
    """What whole numbers stand for, when they count and measure nothing."""
    import numpy as np

    says, middle = header.says, np.median(known)
    if "phone" in says and middle >= 10_000:
        return "phone"
    if "postcode" in says and 100 <= middle < 10**9:
        return "postcode"
    share = len(known) / max(1, present)
    numbered = share > _RISING and _is_numbering(known)
    if numbered or (share > _CALLED and "id" in says) or (share > _PREFIXED and _is_long(known)):
        return "id"
    if "id" in says and "numbering" not in says:
        return "category" if _are_few(len(known), present) else "text"
    return None


def _is_numbering(known: Numbers) -> bool:
    """Whether whole numbers rise (or fall) down the file, or are those from one to how many there are."""
    import numpy as np

    if len(known) < 3:
        return False
    steps = np.diff(known)  # distinct texts stand in order of appearance
    rising = max((steps > 0).mean(), (steps < 0).mean()) >= _RISING
    return bool(rising or known.max() - known.min() + 1 == len(known))


def _is_long(known: Numbers) -> bool:
    """Whether numbers are long and all of one length, as those of cards, accounts and people are."""
    return bool(known.min() >= 10**7 and len(str(int(known.min()))) == len(str(int(known.max()))))


def _digits_kind(column: Coded, counts: Counts, header: Header) -> str | None:
    """Kinds written with digits that are no numbers."""
    says, texts = header.says, column.texts
    if "phone" in says and shapes.share(texts, shapes.PHONE_LIKE, counts) > 0.7:
        return "phone"
    if "postcode" in says and shapes.share(texts, shapes.POSTCODE_LIKE, counts) > 0.7:
        return "postcode"
    distinct = (counts > 0).sum() / max(1, counts.sum())
    if distinct > _CALLED and "id" in says and not says & {*_NAMES, "city", "address"}:
        plain = "numbering" not in says and shapes.share(texts, r"\s", counts) < 0.3
        return "id" if plain or shapes.share(texts, r"\d", counts) > 0.7 else None
    if distinct > _PREFIXED and shapes.share(texts, shapes.PREFIXED, counts) > 0.9:
        return "id"
    return None


def _text_kind(column: Coded, counts: Counts, header: Header) -> str:
    """Words: the header says whose, unless they do not look like it."""
    says, texts = header.says, column.texts
    distinct, present = int((counts > 0).sum()), int(counts.sum())
    few = _are_few(distinct, present)
    if says & set(_NAMES) and shapes.share(texts, shapes.WORDS, counts) > 0.7:
        name = _name_kind(column, counts, says)
        if name is not None:
            return name
    if "person" in says and not few and shapes.share(texts, shapes.PERSONAL, counts) > 0.7:
        return "full_name"
    if not few and not says & {"city", "address"} and _is_person(column, counts):
        return "full_name"
    if "address" in says and not few and shapes.share(texts, r"[\s\d]", counts) > 0.5:
        return "address"
    if "city" in says and not few and shapes.share(texts, r"^\D{2,60}$", counts) > 0.7:
        return "city"
    return "category" if few else "text"


def _is_person(column: Coded, counts: Counts) -> bool:
    """Whether the values are names of persons, whatever the header says."""
    if shapes.share(column.texts, shapes.PERSONAL, counts) < 0.7:
        return False
    return shapes.share(column.texts, shapes.ORGANISED, counts) < 0.15 and are_persons(column.values)


def _name_kind(column: Coded, counts: Counts, says: frozenset[str]) -> str | None:
    """Which part of a name it is; None when the names are those of institutions."""
    name = next(kind for kind in _NAMES if kind in says)
    if name == "full_name":
        return None if shapes.share(column.texts, shapes.ORGANISED, counts) > 0.15 else name
    if {"first_name", "last_name"} <= says and shapes.share(column.texts, shapes.SEVERAL_WORDS, counts) > 0.8:
        return "full_name"
    return name


def _are_few(distinct: int, present: int) -> bool:
    """Whether so few values occur that they are classes."""
    most = max(_LEVELS, min(_MOST_LEVELS, int(_LEVEL_SHARE * present)))
    return distinct <= most and 2 * distinct <= present


def _are_years(numbers: Numbers | None, header: Header) -> bool:
    import numpy as np

    if numbers is None:
        return False
    known = numbers[~np.isnan(numbers)]
    return bool(len(known) and known.min() >= 1800 and known.max() <= 2100)


def _are_ages(numbers: Numbers | None, header: Header) -> bool:
    import numpy as np

    if numbers is None or "age" not in header.says:
        return False
    known = numbers[~np.isnan(numbers)]
    return bool(len(known) and known.min() >= -1 and np.quantile(known, 0.99) <= _OLDEST)
