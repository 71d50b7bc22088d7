"""Ceilings by the number of records."""

from __future__ import annotations

import math

import pytest

from leakcheck.weighing import ceiling
from leakcheck.weighing.strengths import load

BOOK = load()


@pytest.mark.parametrize(
    ("n", "most"), [(0, 0), (1, 1.5), (10, 2), (100, 3), (1000, 4), (10**9, 4), (31, 2.491362)]
)
def test_against(n: int, most: float) -> None:
    assert ceiling.against(n, BOOK) == pytest.approx(most)


def test_one_record_is_never_confirmed() -> None:
    assert [ceiling.favour(n, BOOK) for n in (0, 1, 29)] == [0, 0, 0]


def test_favour_rises_slowly_to_one_in_twenty() -> None:
    values = [ceiling.favour(n, BOOK) for n in range(30, 3000)]
    assert values == sorted(values)
    assert values[-1] == pytest.approx(math.log10(20), abs=0.01)


def test_interpolated_in_log_n() -> None:
    middle = ceiling.against(round(math.sqrt(100 * 1000)), BOOK)
    assert middle == pytest.approx(3.5, abs=0.001)
