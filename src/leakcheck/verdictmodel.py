"""The answer as plain data: axes, families, the verdict, and what it would be without something.

Why apart from `model`, which gives the names on: it is the part that grows with the weighing.
"""

from __future__ import annotations

from leakcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class FamilyWeight:
    """Sum of one family's findings on one axis, after its cap."""

    family: str
    log10_lr: float
    capped: bool = False


@dataclass(frozen=True, slots=True)
class AxisWeight:
    """One axis: log10 likelihood ratio against the claim, its ceiling for this many records."""

    axis: str
    log10_lr: float
    ceiling: float
    tried: int
    families: tuple[FamilyWeight, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The verdict with one source or one family left out."""

    kind: str
    id: str
    verdict: str
    score: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`word` is plausible, fabricated or inconclusive; `score` is 0-100, high = plausible."""

    word: str
    reason: str
    score: int
    axes: tuple[AxisWeight, ...]
    carried_by: tuple[str, ...] = ()
    without: tuple[WhatIf, ...] = ()
