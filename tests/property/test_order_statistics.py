"""Statistics of order, coincidence and calendar against what they are defined by."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.forensics.statistics import calendar, collisions, order, runs

PAIRS = {
    "one block": [0, 1, 2, 3, 4, 5],
    "two blocks": [0, 1, 3, 4, 5],
    "lonely pairs": [0, 2, 4],
}


def standardised(values: list[float], pairs: list[int], term: object) -> float | None:
    """By going through every permutation, exactly."""
    seen = sum(term(values[i], values[i + 1]) for i in pairs)  # type: ignore[operator]
    sums = []
    for p in itertools.permutations(values):
        sums.append(Fraction(sum(term(p[i], p[i + 1]) for i in pairs)))  # type: ignore[operator]
    mean = sum(sums) / len(sums)
    variance = sum((x - mean) ** 2 for x in sums) / len(sums)
    return float(seen - mean) / math.sqrt(variance) if variance else None


@pytest.mark.parametrize("pairs", PAIRS.values(), ids=PAIRS)
@given(values=st.lists(st.integers(0, 2), min_size=7, max_size=7))
@settings(max_examples=6, deadline=None)
def test_equal_neighbours_by_all_permutations(values: list[int], pairs: list[int]) -> None:
    used = sorted({*pairs, *(i + 1 for i in pairs)})
    small = [values[i] for i in used]
    moved = [used.index(i) for i in pairs]
    expected = standardised(small, moved, lambda a, b: int(a == b))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "LEAST_PAIRS", 2)
        found = order.equal_neighbours(np.array(values), np.array(pairs))
    if found is not None:
        assert expected is not None
        assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("pairs", PAIRS.values(), ids=PAIRS)
@given(values=st.lists(st.integers(0, 9), min_size=7, max_size=7))
@settings(max_examples=6, deadline=None)
def test_serial_correlation_by_all_permutations(values: list[int], pairs: list[int]) -> None:
    used = sorted({*pairs, *(i + 1 for i in pairs)})
    small = [Fraction(values[i]) for i in used]
    mean = sum(small) / len(small)
    moved = [used.index(i) for i in pairs]
    expected = standardised(small, moved, lambda a, b: (a - mean) * (b - mean))  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "LEAST_PAIRS", 2)
        found = order.ranked_neighbours(np.array(values, float), np.array(pairs))
    assert (found is None) == (expected is None)
    if found is not None:
        assert found == pytest.approx(expected, abs=1e-6)


@given(st.integers(0, 2**32), st.integers(2, 40))
@settings(max_examples=20, deadline=None)
def test_shuffled_rows_have_no_order(seed: int, levels: int) -> None:
    rng = np.random.default_rng(seed)
    codes = rng.permutation(np.concatenate([rng.integers(0, levels, 400), np.full(100, -1)]))
    z = order.equal_neighbours(codes, np.arange(499))
    assert z is not None
    assert abs(z) < 6
    ranks = np.where(codes < 0, np.nan, codes.astype(float))
    assert abs(order.ranked_neighbours(ranks, np.arange(499)) or 0) < 6


@given(st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_sorted_rows_have_order(seed: int) -> None:
    codes = np.sort(np.random.default_rng(seed).integers(0, 20, 300))
    assert (order.equal_neighbours(codes, np.arange(299)) or 0) > 20
    assert (order.ranked_neighbours(codes.astype(float), np.arange(299)) or 0) > 10


@given(st.lists(st.integers(1, 30), min_size=1, max_size=40))
def test_coincidence_counts_pairs(counts: list[int]) -> None:
    values = [i for i, c in enumerate(counts) for _ in range(c)]
    array = np.array(counts)
    equal = sum(a == b for a, b in itertools.combinations(values[:60], 2))
    if len(values) <= 60:
        assert collisions.pairs(array) == equal
    if len(values) > 1:
        assert 0 <= collisions.coincidence(array) <= 1


@given(st.integers(0, 2**32), st.integers(20, 200))
@settings(max_examples=20, deadline=None)
def test_even_picks_are_even_and_zipf_is_not(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    even = np.bincount(rng.integers(0, size, 1500))
    weights = 1 / np.arange(1, size + 1)
    zipf = np.bincount(rng.choice(size, 1500, p=weights / weights.sum()))
    even, zipf = even[even > 0], zipf[zipf > 0]
    assert 0.8 < (collisions.evenness(even) or 0) < 1.25
    assert (collisions.evenness(zipf) or 1) < 0.6
    assert abs(collisions.cubes(even) or 0) < 0.15
    assert (collisions.cubes(zipf) or 0) > 0.15


def test_too_few_coincidences_say_nothing() -> None:
    assert collisions.evenness(np.ones(500, np.int64)) is None
    assert collisions.cubes(np.ones(30, np.int64)) is None


@pytest.mark.parametrize(("x", "p"), [(12.591587, 0.05), (16.811894, 0.01), (22.457744, 0.001)])
def test_flatness_is_the_chi_square_tail_of_six_degrees(x: float, p: float) -> None:
    step = math.sqrt(x * 1e6 / 2)  # two days off by +-step around a million each give X^2 = x
    counts = np.array([1e6 + step, 1e6 - step, 1e6, 1e6, 1e6, 1e6, 1e6])
    assert calendar.flatness(counts) == pytest.approx(math.log10(p), abs=1e-4)


@given(st.lists(st.integers(-20_000, 40_000), min_size=1, max_size=50))
def test_calendar_agrees_with_the_standard_library(days: list[int]) -> None:
    from datetime import date, timedelta

    dates = [date(1970, 1, 1) + timedelta(days=d) for d in days]
    array = np.array(days, float) + 0.5
    assert calendar.weekdays(array).tolist() == [sum(d.weekday() == k for d in dates) for k in range(7)]
    assert calendar.months(array).tolist() == [sum(d.month == k for d in dates) for k in range(1, 13)]
    assert calendar.days_of_month(array).tolist() == [d.day for d in dates]
    assert calendar.hours(array)[12] == len(days)


@given(st.lists(st.integers(0, 5), min_size=8, max_size=60), st.integers(2, 15))
def test_a_repeated_block_is_a_cycle(block: list[int], turns: int) -> None:
    codes = np.array((block * max(4, turns))[:1000])
    share, distance = runs.cycle(codes)
    near = float((codes[1:] == codes[:-1]).mean())
    assert share == pytest.approx(1 - near, abs=1e-9)
    if share > 0:
        assert (codes[:-distance] == codes[distance:]).all()


def test_trailing_numbers() -> None:
    values = ("user12@mail7.test", "Name 3", "none", "٣", "9" * 40)
    found = runs.trailing_numbers(values, np.array([0, 1, 2, 3, 4, -1]))
    assert found[:2].tolist() == [7, 3]
    assert np.isnan(found[[2, 3, 5]]).all()
    assert found[4] == float("9" * 15)


def test_the_end_of_a_sorted_column_is_no_surprise() -> None:
    rng = np.random.default_rng(1)
    codes = rng.integers(0, 4, 400)
    assert runs.final_run(np.sort(codes))[1] == 0
    assert runs.final_run(np.concatenate([codes, np.full(80, 2)]))[1] > 30
