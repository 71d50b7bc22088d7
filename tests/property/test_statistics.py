"""Tails against another implementation; pair tables, ranks and windows against their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.forensics.statistics import makers
from leakcheck.forensics.statistics.association import WIDTH, associations, permutation_z
from leakcheck.forensics.statistics.constraints import dependencies, orders
from leakcheck.forensics.statistics.evenness import evenness, window_log10_p
from leakcheck.forensics.statistics.ranks import rank_correlation, ranks
from leakcheck.forensics.statistics.tails import (
    FLOOR,
    chi2_log10_sf,
    kolmogorov_log10_sf,
    ks_log10_p,
    normal_log10_sf,
)
from leakcheck.forensics.table.build import specimen_of

# scipy 1.17.1: chi2.logsf(x, df) / ln 10, kstwobign, norm.logsf(z) / ln 10
CHI2 = [
    (0.0158, 1, -0.045771511363249334), (3.84, 1, -1.3006521393247679), (10, 2, -2.1714724095162588),
    (0.5, 3, -0.03673580755354874), (30, 6, -4.405514100881464), (100, 11, -15.748157880574762),
    (20, 23, -0.19252464632336475), (200, 143, -2.9311338530192637), (1200, 1249, -0.0775395899058446),
    (1600, 1249, -10.305334006363523),
]  # fmt: skip
KOLMOGOROV = [
    (0.4, -0.0012210719764260498), (0.7, -0.14798676071473568), (1, -0.5686367639476789),
    (1.36, -1.305518730811737), (2, -3.1733258595784286), (4, -13.596393425240077),
]  # fmt: skip
NORMAL = [
    (-5, -1.244912137388289e-07), (-1.5, -0.030028621232115648), (0, -0.30102999566398114),
    (1.96, -1.602096557887851), (5, -6.5426456723906545), (10, -23.118053405486076),
]  # fmt: skip
numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 2))


@pytest.mark.parametrize(("x", "freedom", "log10"), CHI2)
def test_chi_square_tail(x: float, freedom: float, log10: float) -> None:
    assert chi2_log10_sf(x, freedom) == pytest.approx(log10, rel=1e-6)


@pytest.mark.parametrize(("x", "log10"), KOLMOGOROV)
def test_kolmogorov_tail(x: float, log10: float) -> None:
    assert kolmogorov_log10_sf(x) == pytest.approx(log10, rel=1e-6)


@pytest.mark.parametrize(("z", "log10"), NORMAL)
def test_normal_tail(z: float, log10: float) -> None:
    assert normal_log10_sf(z) == pytest.approx(log10, rel=1e-6)


def test_small_samples_come_close_to_the_exact_test() -> None:
    exact = {(0.2, 50): -1.5025343461652487, (0.3, 30): -2.164167221116124, (0.15, 100): -1.7024749222492983}
    for (distance, n), log10 in exact.items():
        assert ks_log10_p(distance, n) == pytest.approx(log10, abs=0.01)


def test_two_degrees_of_freedom_are_an_exponential() -> None:
    for x in np.linspace(0.01, 130, 200).tolist():
        assert chi2_log10_sf(x, 2) == pytest.approx(-x / 2 / math.log(10), rel=1e-9)


@given(st.floats(0, 1e9), st.integers(0, 5_000))
def test_tails_fall_and_stay_in_bounds(x: float, freedom: int) -> None:
    for tail in (lambda t: chi2_log10_sf(t, freedom), kolmogorov_log10_sf, normal_log10_sf):
        assert FLOOR <= tail(x * 1.1) <= tail(x) + 1e-9 <= 1e-9


@pytest.mark.parametrize("x", [math.inf, math.nan, -1.0, 0.0])
def test_nothing_to_test_is_no_evidence(x: float) -> None:
    assert chi2_log10_sf(x, 3) == (FLOOR if x == math.inf else 0.0)
    assert ks_log10_p(0.5, 0) == 0.0


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(30, 120), st.integers(2, 9), st.integers(2, 6))
def test_permutation_z_has_mean_0_and_deviation_1(seed: int, n: int, rows: int, columns: int) -> None:
    rng = np.random.default_rng(seed)
    first = rng.choice(rows, n, p=rng.dirichlet(np.ones(rows)))
    second = rng.choice(columns, n, p=rng.dirichlet(np.ones(columns)))
    first[:2], second[:2] = (0, 1), (0, 1)
    tables = np.stack(
        [np.bincount(first * WIDTH + rng.permutation(second), minlength=WIDTH**2) for _ in range(1_500)]
    )
    z = permutation_z(tables.reshape(-1, WIDTH, WIDTH), n)
    assert abs(z.mean()) < 0.2
    assert 0.75 < z.std() < 1.3


def test_pair_tables_count_every_record_once() -> None:
    specimen = specimen_of(*makers.coherent(1, 500))
    for levels in ((12, 5), (4, 4)):
        pairs = associations(specimen, *levels)
        assert pairs is not None
        assert (pairs.tables.sum((1, 2)) == 500).all()
        assert ((pairs.v >= 0) & (pairs.v <= 1)).all()
        assert len(pairs.z) == pairs.columns * (pairs.columns - 1) // 2
        assert associations(specimen, *levels) is pairs


def test_a_copy_of_a_column_is_fully_related_and_a_stranger_is_not() -> None:
    rng = np.random.default_rng(0)
    codes = rng.integers(0, 5, (2, 600))
    rows = [[f"v{a}", f"w{a}", f"x{b}"] for a, b in codes.T.tolist()]
    pairs = associations(specimen_of(("a", "b", "c"), rows))
    assert pairs is not None
    assert pairs.v[0] == pytest.approx(1.0)
    assert pairs.z[0] > 100
    assert (np.abs(pairs.z[1:]) < 4).all()


@given(st.lists(numbers, min_size=2, max_size=60))
def test_ranks_share_the_mean_of_their_places(values: list[float]) -> None:
    found = ranks(np.array(values))
    for value, rank in zip(values, found.tolist(), strict=True):
        below = sum(other < value for other in values)
        assert rank == below + (values.count(value) - 1) / 2
    assert rank_correlation(np.array(values), np.array(values)) == pytest.approx(float(len(set(values)) > 1))


@given(st.lists(numbers, min_size=30, max_size=80), st.sampled_from([2.0, 0.25, 8.0]))
def test_a_window_test_does_not_depend_on_units(values: list[float], factor: float) -> None:
    shifted = np.array(values) + 0.5 / 128  # never whole, in any of the units
    plain, scaled = window_log10_p(shifted), window_log10_p(shifted * factor)
    assert plain == pytest.approx(scaled, rel=1e-6) if plain is not None else scaled is None


def test_even_numbers_pass_and_heaps_fail() -> None:
    rng = np.random.default_rng(3)
    even = [window_log10_p(rng.integers(18, 81, 400).astype(float)) for _ in range(200)]
    assert sum(p < -2 for p in even if p is not None) <= 6
    heaped = window_log10_p(rng.normal(40, 8, 400).round())
    assert heaped is not None
    assert heaped < -5


def test_equal_counts_are_even() -> None:
    assert evenness(0, np.array([50, 50, 50])).log10_p == 0.0
    assert evenness(0, np.array([50, 50, 50])).share == pytest.approx(1.0)
    assert evenness(0, np.array([148, 1, 1])).log10_p == FLOOR


def test_dependencies_and_orders_of_a_kept_table() -> None:
    specimen = specimen_of(*makers.coherent(0, 600))
    place = makers.HEADER.index
    settled = {(pair.of, pair.on): pair for pair in dependencies(specimen)}
    assert settled[place("city"), place("branch")].impurity == 0.0
    assert settled[place("city"), place("plan")].strength < 0.2
    kept = {(pair.lower, pair.upper): pair.violations for pair in orders(specimen)}
    assert kept[place("registered_at"), place("closed_on")] == 0
