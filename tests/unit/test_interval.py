"""Clopper-Pearson intervals against published values, exact sums and their own promise."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.weighing.interval import beta_cdf, clopper_pearson


@pytest.mark.parametrize(
    ("found", "tried", "low", "high"),
    [  # rule of three's exact form, and tables of Clopper and Pearson
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (50, 100, 0.3983, 0.6017),
    ],
)
def test_known_values(found: int, tried: int, low: float, high: float) -> None:
    assert clopper_pearson(found, tried) == pytest.approx((low, high), abs=5e-5)


def tail(p: float, start: int, stop: int, n: int) -> float:
    return math.fsum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(start, stop))


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_each_bound_leaves_two_and_a_half_per_cent(case: tuple[int, int]) -> None:
    found, tried = case
    low, high = clopper_pearson(found, tried)
    assert 0 <= low <= found / tried <= high <= 1
    if found:
        assert tail(low, found, tried + 1, tried) == pytest.approx(0.025, abs=1e-6)
    if found < tried:
        assert tail(high, 0, found + 1, tried) == pytest.approx(0.025, abs=1e-6)


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.001, 0.999))
def test_incomplete_beta_is_a_binomial_tail(a: int, b: int, x: float) -> None:
    """DLMF 8.17.5."""
    assert beta_cdf(x, a, b) == pytest.approx(tail(x, a, a + b, a + b - 1), abs=1e-9)


def test_large_samples_are_narrow_and_quick() -> None:
    low, high = clopper_pearson(500_000, 1_000_000)
    assert 0.4989 < low < 0.5 < high < 0.5011


@pytest.mark.parametrize(("found", "tried"), [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_what_cannot_be(found: int, tried: int) -> None:
    with pytest.raises(ValueError, match="found"):
        clopper_pearson(found, tried)
