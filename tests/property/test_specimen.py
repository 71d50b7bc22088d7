"""Specimens are the same however the table was cut, in which form it came and in which order shares met."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.engines import checkpoint
from leakcheck.forensics import invention
from leakcheck.forensics.stores import bottomrows, ends, neighbourblocks, pool
from leakcheck.forensics.table.specimen import Specimen
from leakcheck.model import Block

HEADER = ("id", "text", "day")
ROWS = 2_600


@pytest.fixture(autouse=True, scope="module")
def small():
    """Stores so small that the table does not fit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bottomrows, "MOST", 120)
        patch.setattr(neighbourblocks, "MOST", 5)
        for name, value in (("FIRST", 90), ("LAST", 40)):
            patch.setattr(ends, name, value)
        patch.setattr(pool, "FIRST", 90)
        patch.setattr(pool, "_ROOM", 700)
        yield


def record(place: int) -> tuple[str | None, ...]:
    return (
        str(place),
        (None, "", "N/A", f" t{place % 7}", "é" * 1_200)[place % 5],
        f"{place % 28 + 1}/06/2001",
    )


def block(start: int, stop: int, arrow: int) -> Block:
    columns = [list(column) for column in zip(*map(record, range(start, stop)), strict=True)]
    made: Sequence[Sequence[str | None]] = columns
    if arrow:
        whole = [pa.array([None, *column], pa.string()) for column in columns]
        made = [column.dictionary_encode()[1:] if arrow == 2 else column[1:] for column in whole]
    return Block(range(start * 2 + 5, stop * 2 + 5, 2), tuple(made))


def collector() -> invention.Collector:
    return invention.Collector(HEADER, {1: "name"})


def plain(found: Specimen | None) -> object:
    assert found is not None
    columns = [
        (
            c.name,
            c.field,
            c.kind,
            c.codes.tolist(),
            c.values,
            c.is_birth,
            c.has_clock,
            *map(listed, (c.numbers, c.days)),
        )
        for c in found.columns
    ]
    stores = (found.places, found.lines, found.sample, found.pairs, found.head, found.tail, found.missing)
    return found.rows, columns, [store.tolist() for store in stores]


def listed(numbers: object) -> object:
    return None if numbers is None else np.nan_to_num(numbers, nan=-9.0).tolist()  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def whole(small: None) -> object:
    found = collector()
    found.update(block(0, ROWS, 0))
    return plain(found.specimen())


@settings(max_examples=40, deadline=None)
@given(
    cuts=st.lists(st.integers(1, ROWS - 1), max_size=12),
    forms=st.lists(st.integers(0, 2), min_size=13, max_size=13),
    owners=st.lists(st.integers(0, 3), min_size=13, max_size=13),
    order=st.permutations(range(4)),
    saved=st.booleans(),
)
def test_shares_in_any_order(whole, tmp_path_factory, *, cuts, forms, owners, order, saved):
    shares = [collector() for _ in range(4)]
    edges = [0, *sorted(set(cuts)), ROWS]
    for (start, stop), form, owner in zip(itertools.pairwise(edges), forms, owners, strict=False):
        shares[owner].place = start
        shares[owner].update(block(start, stop, form))
    merged = shares[0].fresh()
    for at in order:
        state = shares[at].state()
        if saved:
            path = tmp_path_factory.mktemp("state") / "checkpoint"
            checkpoint.write(path, {}, state)
            state = checkpoint.read(path, {})
        merged.absorb(state)
    assert plain(merged.specimen()) == whole
    assert plain(merged.specimen()) == whole, "asked twice"


@settings(max_examples=20, deadline=None)
@given(rows=st.integers(30, 300), size=st.integers(1, 64), arrow=st.integers(0, 2))
def test_small_blocks(rows, size, arrow):
    one, many = collector(), collector()
    one.update(block(0, rows, 0))
    for start in range(0, rows, size):
        many.update(block(start, min(start + size, rows), arrow))
    assert plain(many.specimen()) == plain(one.specimen())


@settings(max_examples=20, deadline=None)
@given(
    cuts=st.lists(st.integers(1, ROWS - 1), max_size=8), limit=st.integers(3_000, 60_000), order=st.randoms()
)
def test_budgets_of_bytes(small, cuts, limit, order):
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((bottomrows, "BUDGET"), (neighbourblocks, "BUDGET")):
            patch.setattr(module, name, limit)
        patch.setattr(ends, "BUDGET_FIRST", limit // 2)
        patch.setattr(ends, "BUDGET_LAST", limit // 4)
        patch.setattr(pool, "_LEAST_BUDGET", limit // 4)
        patch.setattr(pool, "_BYTES", limit * 3)
        one, parts = collector(), []
        one.update(block(0, ROWS, 0))
        for start, stop in itertools.pairwise([0, *sorted(set(cuts)), ROWS]):
            parts.append(collector())
            parts[-1].place = start
            parts[-1].update(block(start, stop, 1))
        order.shuffle(parts)
        merged = collector()
        for part in parts:
            merged.merge(part)
        assert plain(merged.specimen()) == plain(one.specimen())
