"""Samples by rank of place: a worker that sees few records leaves out what all before them rule out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.forensics.stores import ranked
from leakcheck.forensics.stores.ranked import Ranked

TOTAL = 4_000
SEED = 7


def store(most: int, size: int) -> Ranked:
    return Ranked(most, 1 << 20, size, SEED)


def kept(most: int, size: int) -> list[int]:
    whole = store(most, size)
    places = np.arange(TOTAL)
    return places[whole.choose(places, None)].tolist()


@settings(max_examples=80, deadline=None)
@given(
    most=st.integers(1, 300),
    size=st.sampled_from([1, 5, 64]),
    cuts=st.lists(st.integers(1, TOTAL - 1), max_size=12),
    owners=st.lists(st.integers(0, 2), min_size=13, max_size=13),
    learnt=st.sampled_from([1, 50, 2**20]),
    step=st.sampled_from([3, 2**17]),
)
def test_shares_keep_what_the_whole_table_keeps(*, most, size, cuts, owners, learnt, step):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranked, "_LEARNT", learnt)
        patch.setattr(ranked, "_STEP", step)
        shares = [store(most, size) for _ in range(3)]
        held: list[list[int]] = [[], [], []]
        for (start, stop), owner in zip(
            itertools.pairwise([0, *sorted(set(cuts)), TOTAL]), owners, strict=False
        ):
            held[owner] += (shares[owner].may_keep(start, stop - start) + start).tolist()
        merged = store(most, size)
        merged.limit = min(share.limit for share in shares)
        places = np.array(sorted(itertools.chain(*held)), np.int64)
        assert places[merged.choose(places, None)].tolist() == kept(most, size)


def test_who_comes_late_takes_little() -> None:
    late = store(100, 1)
    assert len(late.may_keep(TOTAL - 1_000, 1_000)) < 50
    assert len(store(100, 1).may_keep(0, 1_000)) == 100


def test_blocks_that_come_again_are_learnt_once() -> None:
    one, again = store(10, 64), store(10, 64)
    one.may_keep(0, TOTAL)
    for start in range(0, TOTAL, 10):
        again.may_keep(start, 10)
    again.may_keep(0, TOTAL)
    assert again.limit == one.limit
