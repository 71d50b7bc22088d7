"""Likelihood ratios in words: a number a reader can weigh, and its verbal band.

Bands: ENFSI, Guideline for Evaluative Reporting in Forensic Science (2015), as quoted in secondary
literature; its two top bands are one here, because the ceilings never reach them.
"""

from __future__ import annotations

import math

from leakcheck.wording import sentence

SAYS_NOTHING = math.log10(1.1)
_BANDS = ((1, "limited"), (2, "moderate"), (3, "moderately_strong"), (4, "strong"))


def says_nothing(log10_lr: float) -> bool:
    """Whether a log10 likelihood ratio is too near 0 to be worth a word."""
    return abs(log10_lr) < SAYS_NOTHING


def times(log10_lr: float) -> str:
    """Say how many times likelier, from a log10 likelihood ratio of either sign: two digits, no more.

    >>> times(1.4), times(-0.2), times(0.9), times(3.087), times(9)
    ('25', '1.6', '8', '1,200', 'more than a million')
    """
    if abs(log10_lr) >= 6:
        return sentence("odds.million")
    ratio = 10 ** abs(log10_lr)
    if ratio < 3:
        return f"{ratio:.1f}".removesuffix(".0")
    return f"{float(f'{ratio:.2g}'):,.0f}"


def band(log10_lr: float) -> str:
    """Name the verbal band: limited (1-10), moderate (10-100), moderately strong, strong, very strong.

    >>> band(0.5), band(-1.4)
    ('limited', 'moderate')
    """
    name = next((name for bound, name in _BANDS if abs(log10_lr) < bound), "very_strong")
    return sentence(f"band.{name}")
