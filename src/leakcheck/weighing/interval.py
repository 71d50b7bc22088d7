"""How far a share seen in a sample may be from the share in the whole.

Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of
the binomial", Biometrika 26 (1934) 404-413, doi:10.1093/biomet/26.4.404. Why this one: it never covers less
than it says. Drawing without putting back, as samples of records are drawn, makes true intervals narrower.
"""

from __future__ import annotations

import math
from collections.abc import Callable

LEVEL = 0.95
_STEPS = 60
_TERMS = 100_000
_TINY, _EXACT = 1e-300, 1e-13


def clopper_pearson(found: int, tried: int, level: float = LEVEL) -> tuple[float, float]:
    """Lower and upper bound (0 to 1) of a share of which `found` in `tried` were seen.

    >>> [round(bound, 4) for bound in clopper_pearson(1, 10)]
    [0.0025, 0.445]

    Raises
    ------
    ValueError
        When nothing was tried, or more was found than tried.
    """
    if not 0 <= found <= tried or not tried:
        raise ValueError("found must lie between 0 and tried, and tried above 0")
    tail = (1 - level) / 2
    low, high = 0.0, 1.0
    if found:
        low = _solved(lambda p: beta_cdf(p, found, tried - found + 1) - tail)
    if found < tried:
        high = _solved(lambda p: beta_cdf(p, found + 1, tried - found) - (1 - tail))
    return low, high


def _solved(rising: Callable[[float], float]) -> float:
    """Where a rising function of 0 to 1 crosses zero, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
        if high - low <= 1e-9 * high:
            break
    return (low + high) / 2


def beta_cdf(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function I_x(a, b).

    Continued fraction of NIST's Digital Library of Mathematical Functions, 8.17.22, by Lentz's method.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_cdf(1 - x, b, a)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    front = math.exp(log_front) / a
    return front / _fraction(x, a, b) if front else 0.0


def _fraction(x: float, a: float, b: float) -> float:
    value = c = 1.0
    d = 0.0
    for step in range(1, _TERMS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + term * d or _TINY)
        c = 1 + term / c or _TINY
        value *= c * d
        if abs(c * d - 1) < _EXACT:
            break
    return value
