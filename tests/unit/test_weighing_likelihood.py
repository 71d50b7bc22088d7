"""Bayes factors against numbers computed another way: exact fractions, integrals by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from leakcheck.model import Tally
from leakcheck.weighing.evidence import Evidence
from leakcheck.weighing.likelihood import (
    Beta,
    forger,
    genuine,
    log10_bayes_factor,
    log10_bf,
    log10_bf_at_forger,
    log_ratio,
)
from leakcheck.weighing.strengths import load

WORD = load().words["strong"]


def rising(x: Fraction, n: int) -> Fraction:
    return math.prod((x + i for i in range(n)), start=Fraction(1))


def exact_beta_binomial(k: int, n: int, a: Fraction, b: Fraction) -> Fraction:
    """C(n, k) (a)_k (b)_(n-k) / (a+b)_n, in whole numbers."""
    return math.comb(n, k) * rising(a, k) * rising(b, n - k) / rising(a + b, n)


@pytest.mark.parametrize(("k", "n"), [(0, 1), (1, 1), (0, 30), (3, 30), (30, 30), (17, 400)])
def test_ratio_equals_the_exact_fraction(k: int, n: int) -> None:
    fake, real = (Fraction(18, 5), Fraction(2, 5)), (Fraction(6, 25), Fraction(294, 25))
    exact = exact_beta_binomial(k, n, *fake) / exact_beta_binomial(k, n, *real)
    mine = log_ratio(k, n, Beta(*map(float, fake)), Beta(*map(float, real)))
    assert mine == pytest.approx(math.log(exact.numerator) - math.log(exact.denominator), rel=1e-9)


def test_stirling_agrees_with_the_exact_fraction_where_it_takes_over() -> None:
    fake, real = (Fraction(1), Fraction(1)), (Fraction(1, 5), Fraction(49, 5))
    for k, n in ((990, 5000), (1500, 2499), (1001, 2001)):
        exact = exact_beta_binomial(k, n, *fake) / exact_beta_binomial(k, n, *real)
        mine = log_ratio(k, n, Beta(1.0, 1.0), Beta(0.2, 9.8))
        assert mine == pytest.approx(math.log(exact.numerator) - math.log(exact.denominator), abs=1e-9)


def test_large_counts_tend_to_the_ratio_of_densities() -> None:
    fake, real, p = Beta(1.0, 1.0), Beta(2.0, 18.0), 0.25
    density = 18 * 19 * p * (1 - p) ** 17  # Beta(2, 18) at p; the flat one is 1
    assert log_ratio(250_000_000, 10**9, fake, real) == pytest.approx(-math.log(density), abs=1e-6)


def test_one_failing_record_gives_the_ratio_of_means() -> None:
    real = genuine(0.02, 12.0)
    fake = forger(real, WORD, None, 4.0)
    assert 10 ** log10_bayes_factor(1, 1, fake, real, 0.3) == pytest.approx(0.3 + 0.7 * 0.5 / 0.02)


def test_by_chance_centres_the_forger() -> None:
    real = genuine(0.02, 12.0)
    assert forger(real, WORD, 0.1, 4.0).mean == pytest.approx(0.9)


@pytest.mark.parametrize("by_chance", [0.98, 0.99, 1.0])
def test_a_rule_that_chance_passes_as_often_as_real_data_says_nothing(by_chance: float) -> None:
    real = genuine(0.02, 12.0)
    fake = forger(real, WORD, by_chance, 4.0)
    assert [log10_bayes_factor(k, 50, fake, real, 0.3) for k in (0, 1, 25, 50)] == pytest.approx([0.0] * 4)


def test_power_fades_as_chance_nears_real_data() -> None:
    real = genuine(0.02, 12.0)
    fakes = [forger(real, WORD, p, 4.0) for p in (0.9, 0.97, 0.979, 0.98)]
    factors = [log10_bayes_factor(2, 10, fake, real, 0.3) for fake in fakes]
    assert factors == sorted(factors, reverse=True)
    assert factors[-2] == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("tolerance", [0.001, 0.3, 0.49, 0.6])
def test_forger_is_never_better_than_real_data(tolerance: float) -> None:
    real = genuine(tolerance, 12.0)
    fake = forger(real, WORD, None, 4.0)
    assert fake.a >= real.a
    assert fake.b <= real.b
    assert fake.mean == pytest.approx(max(0.5, tolerance))


def evidence(failed: int, tried: int, **more: object) -> Evidence:
    return Evidence("r", "t", "schema", "system", tally=Tally(passed=tried - failed, failed=failed), **more)  # type: ignore[arg-type]


def test_given_factor_is_taken_as_it_is() -> None:
    assert log10_bf(evidence(0, 500, log10_bf=-0.4), load()) == -0.4
    assert log10_bf_at_forger(evidence(0, 500, log10_bf=-0.4), load()) == math.inf


def test_power_grows_with_records_and_one_record_has_none() -> None:
    powers = [log10_bf_at_forger(evidence(0, n, strength="strong"), load()) for n in (1, 4, 30, 1000)]
    assert powers[0] <= 0
    assert powers == sorted(powers)
    assert powers[2] > 1
