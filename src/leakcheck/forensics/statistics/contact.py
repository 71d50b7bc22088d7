"""E-mail addresses and telephone numbers of a specimen, each distinct text with its weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from leakcheck.folding import fold_digits
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

_FEWEST = 15
"""Records below which the share of a column says nothing."""
PLACEHOLDER = pattern(
    r"^(?:[\w-]{1,40}\.)?(?:example|test|demo|sample|domain|company|email|mail|fake|dummy|acme|yourdomain|mycompany)"
    r"\.[a-z]{2,4}(?:\.[a-z]{2})?$|\.(?:invalid|test|example|localhost)$"
)
NUMBERED = pattern(
    r"^(?:user|test|employee|customer|student|member|person|people|name|email|mail|client|patient|admin|sample|demo"
    r"|contact|account|staff|guest|voter|citizen|subscriber)[._-]?[0-9]{1,9}$"
)
_US = pattern(
    r"^(?:\+?1[ .-]?|001-)?(?:\(([0-9]{3})\) ?|([0-9]{3})[.-])([0-9]{3})[.-][0-9]{4}(?: ?x[0-9]{1,6})?$"
)
EXTENSION = pattern(r"[0-9] ?(?:x|ext\.? ?)[0-9]{2,6}$")
_INDIAN = pattern(r"^\+?91[ -]?0?([0-9][0-9 -]{7,16})$")


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """Distinct texts of one column with how often each stands in the sample.

    Parameters
    ----------
    place : int
    texts : tuple of str
    weights : float64 array, shape (texts,)
    """

    place: int
    texts: tuple[str, ...]
    weights: NDArray[np.float64]

    def share(self, holds: Callable[[str], object]) -> float:
        """Share of the records whose text has a property."""
        import numpy as np

        found = np.fromiter((bool(holds(text)) for text in self.texts), dtype=bool, count=len(self.texts))
        return float(self.weights[found].sum() / max(1.0, self.records))

    @property
    def records(self) -> float:
        """Records with a text."""
        return float(self.weights.sum())


def weighted(specimen: Specimen, column: Column, most: int = 4000) -> Weighted:
    """Distinct texts of a column, thinned evenly to `most`, with their weights."""
    import numpy as np

    codes = specimen.codes(column)
    counts = np.bincount(codes[codes >= 0], minlength=len(column.values)).astype(np.float64)
    step = -(-len(counts) // most) or 1
    return Weighted(column.place, column.values[::step], counts[::step])


def columns(specimen: Specimen, *kinds: str) -> tuple[Weighted, ...]:
    """Weighted texts of columns of some kinds, worked out once."""
    key = ("contact", *kinds)
    made = specimen.once(key, lambda: tuple(weighted(specimen, column) for column in specimen.of(*kinds)))
    return cast("tuple[Weighted, ...]", made)


def best(
    found: Sequence[Weighted], holds: Callable[[str], object], least: int
) -> tuple[float, Weighted] | None:
    """Largest share of a property over columns with at least `least` records; None when there is none."""
    shares = [(one.share(holds), one) for one in found if one.records >= least]
    return max(shares, key=lambda pair: pair[0], default=None)


def largest_share(found: Sequence[Weighted], holds: Callable[[str], object]) -> Measurement | None:
    """Largest share of a property over columns with at least 15 records; None when there is none."""
    top = best(found, holds, _FEWEST)
    if top is None:
        return None
    value, column = top
    records = round(column.records)
    facts = {"percent": round(100 * value, 1), "records": records}
    return Measurement(value, (column.place,), facts, records)


def largest_impossible(
    found: Sequence[Weighted], number: Callable[[str], object], is_impossible: Callable[[str], bool]
) -> Measurement | None:
    """Largest share of impossible numbers among those written in one country's way.

    Parameters
    ----------
    found : sequence of Weighted
        Columns of telephone numbers.
    number : callable
        Reads a text; None when it is not written in that way. Columns of which it reads fewer than half of
        the records, or fewer than 15, say nothing.
    is_impossible : callable
        Whether a text is such a number and cannot be.

    Returns
    -------
    Measurement or None
        None where no column is written in that way.
    """
    shares = []
    for column in found:
        tried = column.share(lambda text: number(text) is not None)
        if tried * column.records >= _FEWEST and tried >= 0.5:
            shares.append((column.share(is_impossible) / tried, tried * column.records, column.place))
    if not shares:
        return None
    value, records, place = max(shares)
    facts = {"percent": round(100 * value, 1), "records": round(records)}
    return Measurement(value, (place,), facts, round(records))


def domain_of(address: str) -> str:
    """Domain of an e-mail address, in lower case."""
    return address.rpartition("@")[2].casefold()


def mailbox_of(address: str) -> str:
    """What stands before the @, in lower case."""
    return address.partition("@")[0].casefold()


def us_number(text: str) -> tuple[str, str] | None:
    """Area and exchange code of a telephone number written the American way."""
    found = _US.match(text[:40])
    return (found[1] or found[2], found[3]) if found else None


def is_impossible_us(text: str) -> bool:
    """Whether an American number has an area or exchange code that cannot be: 0, 1 in front, or N11.

    Source: North American Numbering Plan, NPA and NXX are [2-9]XX, and N11 are services.
    """
    codes = us_number(text)
    return codes is not None and any(code[0] in "01" or code[1:] == "11" for code in codes)


def indian_digits(text: str) -> str | None:
    """Digits after +91, or None when a number is not written with it."""
    found = _INDIAN.match(fold_digits(text[:40]).strip())
    return "".join(filter(str.isdecimal, found[1])) if found else None
