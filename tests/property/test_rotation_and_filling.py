"""Columns in rotation are no evidence of even drawing; columns dragged downwards are found."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.forensics.signals import filled_columns
from leakcheck.forensics.statistics.association import shrunk
from leakcheck.forensics.statistics.evenness import categories, repetitions
from leakcheck.forensics.statistics.runs import filled
from leakcheck.forensics.table.build import specimen_of
from leakcheck.forensics.table.specimen import Specimen

ROWS = 240
LETTERS = "abcd"


def table(seed: int) -> Specimen:
    """A column in rotation, one drawn evenly, one lopsided and sorted, and a series below typed cells."""
    rng = random.Random(seed)
    lopsided = sorted(rng.choices(LETTERS, [12, 3, 2, 1], k=ROWS))
    header = ("visit", "group", "state", "amount")
    records = [
        [LETTERS[i % 4], rng.choice(LETTERS), lopsided[i], str(40 + 5 * i if i > 20 else rng.randint(1, 900))]
        for i in range(ROWS)
    ]
    return specimen_of(header, records)


@pytest.mark.parametrize("seed", range(5))
def test_an_even_column_counts_only_if_the_rows_do_not_order_it(seed: int) -> None:
    assert [one.place for one in categories(table(seed))] == [1, 2]


def test_numbers_in_rotation_say_nothing_of_equal_chances() -> None:
    rng = random.Random(3)
    records = [[str(10 + i % 30), str(rng.randint(10, 39))] for i in range(600)]
    assert [place for _, place in repetitions(specimen_of(("a", "b"), records), "number")] == [1]


@pytest.mark.parametrize("seed", range(5))
def test_a_dragged_column_is_filled_and_a_drawn_one_is_not(seed: int) -> None:
    specimen = table(seed)
    share = [filled(specimen, column) for column in specimen.columns]
    assert share[3] == 1
    assert share[0] > 0.9
    assert max(share[1:3]) < 0.3
    found = filled_columns.measure(specimen)
    assert found is not None
    assert set(found.columns) == {0, 3}


@given(st.integers(1, 200), st.data())
def test_a_shrunk_share_keeps_its_order_and_bounds(columns: int, data: st.DataObject) -> None:
    found = data.draw(st.integers(0, columns - 1))
    assert 0 < shrunk(found, columns) < shrunk(found + 1, columns) < 1
    assert shrunk(columns, columns) < shrunk(columns + 1, columns + 1), "few columns say less"
