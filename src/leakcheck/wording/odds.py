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
    """How many times likelier, from a log10 likelihood ratio of either sign: two digits, no more.

    >>> times(1.4), times(-0.3), times(3.087), times(9)
    ('25', '2', '1,200', 'more than a million')
    """
    power = abs(log10_lr)
    if power >= 6:
        return sentence("odds.million")
    ratio = 10**power
    rounded = float(f"{ratio:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 or rounded == int(rounded) else f"{rounded:.1f}"


def band(log10_lr: float) -> str:
    """Verbal band: limited (1-10), moderate (10-100), moderately strong, strong, very strong.

    >>> band(0.5), band(-1.4)
    ('limited', 'moderate')
    """
    name = next((name for bound, name in _BANDS if abs(log10_lr) < bound), "very_strong")
    return sentence(f"band.{name}")
