"""How well a column fits an identity number, and whether its check digits prove it.

Why chance matters: twelve digits may be an Aadhaar number, an employee number or a reference. One
random number in ten passes a check digit, so a single pass says little and many passes say much.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from leakcheck import discover
from leakcheck.confusables import repairs
from leakcheck.frozen import dataclass
from leakcheck.idnumbers import status
from leakcheck.model import NumberStatus

ROOM = "idnumbers"
_RIGHT = (NumberStatus.VALID, NumberStatus.MASKED, NumberStatus.BAD_CHECKSUM)
_CHECKED = 0.2
"""Numbers of which more than so many pass by chance have no check worth the name."""


@dataclass(frozen=True, slots=True)
class NumberTally:
    """Values of a column under one number type.

    `right` have the right shape (valid, masked, or only the check digit wrong); `by_chance` is the
    share of random strings of that shape that validate.
    """

    total: int
    right: int
    valid: int
    masked: int
    by_chance: float

    @property
    def share(self) -> float:
        """Share of values with the right shape."""
        return self.right / self.total if self.total else 0.0

    @property
    def has_check(self) -> bool:
        """Whether the type has a check digit that chance seldom passes."""
        return self.by_chance <= _CHECKED

    @property
    def passing(self) -> float:
        """Share of the unmasked values of the right shape that validate."""
        return self.valid / (self.right - self.masked) if self.right > self.masked else 0.0

    @property
    def log10_chance(self) -> float:
        """Bound on the log10 probability of so many valid values among random ones; 0 says nothing.

        Source: Chernoff's bound for the binomial tail, exp(-n KL(k/n, p)).
        """
        n, p = self.right - self.masked, self.by_chance
        if not n or not self.has_check or self.passing <= p:
            return 0.0
        q = self.passing
        kl = q * math.log(q / p) + ((1 - q) * math.log((1 - q) / (1 - p)) if q < 1 else 0.0)
        return -n * kl / math.log(10)


def kinds() -> tuple[str, ...]:
    """Every number type there is."""
    return discover.names(ROOM)


def tally(kind: str, texts: Sequence[str], *, transcribed: bool = False) -> NumberTally:
    """Count how the folded values of a column fare under one number type.

    Parameters
    ----------
    kind : str
        A name from `kinds`.
    texts : sequence of str
        Values that are not missing.
    transcribed : bool
        Accept values that fit after one confusable character is read the other way.
    """
    counts = dict.fromkeys(NumberStatus, 0)
    for text in texts:
        counts[_status(kind, text, transcribed)] += 1
    right = sum(counts[found] for found in _RIGHT)
    valid, masked = counts[NumberStatus.VALID], counts[NumberStatus.MASKED]
    return NumberTally(len(texts), right, valid, masked, _by_chance(kind))


def fits(kind: str, text: str, *, transcribed: bool = False) -> bool:
    """Whether one value has the shape of a number type, whatever its check digit."""
    return _status(kind, text, transcribed) in _RIGHT


def _status(kind: str, text: str, transcribed: bool) -> NumberStatus:
    validate = discover.load(ROOM, kind).validate
    found = status(validate, text)
    if found in _RIGHT or not transcribed:
        return found
    read = repairs(text, lambda other: status(validate, other) in _RIGHT, limit=1)
    return status(validate, read[0].text) if read else found


@cache
def _by_chance(kind: str) -> float:
    return float(discover.load(ROOM, kind).by_chance())


def title(kind: str) -> str:
    """What the number is called."""
    return str(discover.load(ROOM, kind).TITLE)
