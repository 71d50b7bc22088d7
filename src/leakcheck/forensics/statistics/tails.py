"""Tails of the distributions that tests of hypotheses need, as decimal logarithms, without scipy.

Why logarithms: what matters is how many zeros a probability has, and at 10,000 records 10^-400 is usual. All
are cut at `FLOOR`, where nothing more is learned. Checked against scipy 1.17 to 1e-6 of the logarithm.
"""

from __future__ import annotations

import math

FLOOR = -30.0
_TINY = 1e-300
_LN10 = math.log(10.0)


def chi2_log10_sf(statistic: float, freedom: float) -> float:
    """log10 of P(chi-square with `freedom` degrees >= `statistic`); 0 where there is nothing to test.

    Source: Press et al., Numerical Recipes, 3rd ed., 6.2: series below a + 1, Lentz's fraction above.
    """
    a, x = freedom / 2, statistic / 2
    if not (a > 0 and x > 0):
        return 0.0
    if not math.isfinite(x):
        return FLOOR
    scale = a * math.log(x) - x - math.lgamma(a)
    if x < a + 1:
        return _cut(math.log1p(-min(_series(a, x) * math.exp(scale), 1 - 1e-16)))
    return _cut(scale + math.log(_fraction(a, x)))


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    step = a
    while term > total * 1e-16:
        step += 1
        term *= x / step
        total += term
    return total


def _fraction(a: float, x: float) -> float:
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    total = d
    for i in range(1, 100_000):
        factor = -i * (i - a)
        b += 2
        d = 1 / (factor * d + b or _TINY)
        c = b + factor / c or _TINY
        total *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return total


def kolmogorov_log10_sf(x: float) -> float:
    """log10 of Kolmogorov's limiting tail Q(x) = 2 sum (-1)^(k-1) exp(-2 k^2 x^2).

    Below 1 through the theta function, whose terms fall fast there. Source: Marsaglia, Tsang and Wang,
    Evaluating Kolmogorov's distribution, J. Stat. Software 8 (2003).
    """
    if not x > 0.04:  # there 1 - Q is below 10^-300
        return 0.0
    if x < 1:
        inside = sum(math.exp(-((2 * k - 1) ** 2) * math.pi**2 / (8 * x * x)) for k in range(1, 6))
        return _cut(math.log1p(-math.sqrt(2 * math.pi) / x * inside))
    rest = sum((-1) ** (k - 1) * math.exp(-2 * (k * k - 1) * x * x) for k in range(1, 8))
    return _cut(math.log(2 * rest) - 2 * x * x)


def ks_log10_p(distance: float, n: int) -> float:
    """log10 p of a one-sample Kolmogorov-Smirnov distance over `n` values.

    Source of the small-sample factor: M. A. Stephens, J. Royal Stat. Soc. B 32 (1970).
    """
    root = math.sqrt(n)
    return kolmogorov_log10_sf((root + 0.12 + 0.11 / root) * distance) if n else 0.0


def normal_log10_sf(z: float) -> float:
    """log10 of P(standard normal >= z)."""
    if z > 12:  # 10^-32.7: below the floor
        return FLOOR
    if z < -1:
        return _cut(math.log1p(-math.erfc(-z / math.sqrt(2)) / 2))
    return _cut(math.log(math.erfc(z / math.sqrt(2)) / 2))


def _cut(natural: float) -> float:
    return max(FLOOR, natural / _LN10)
