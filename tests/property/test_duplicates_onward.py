"""Samples of groups handed in and begun again, in any pieces: the same as one that saw everything at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.engines.share import Share
from leakcheck.forensics import mangling
from leakcheck.forensics.duplicates import Collector
from leakcheck.forensics.stores.cellhash import hash_cell
from leakcheck.forensics.stores.evensample import EvenSample
from leakcheck.model import Block

COLUMNS = ("id", "name", "mobile", "city", "born")
FIELDS = {0: "reference_id", 1: "name", 2: "mobile", 4: "birth_date"}


def told(sample: EvenSample, entries: list[tuple[int, int, int]]) -> None:
    keys, values = (np.array([e[i] for e in entries], np.uint64) for i in (0, 1))
    places = sample.may_keep(keys)
    sample.add(keys[places], values[places], np.array([e[2] for e in entries], np.int64)[places])


@settings(max_examples=150)
@given(
    keys=st.integers(1, 40),
    values=st.integers(1, 90),
    total=st.integers(1, 900),
    most=st.integers(1, 70),
    step=st.integers(1, 400),
)
def test_copies_count_the_same_in_any_pieces(keys, values, total, most, step):
    entries = [(hash_cell(str(n * n % keys)), hash_cell(str(n % values)), n) for n in range(total)]
    once, pieces = EvenSample(most), [EvenSample(most), EvenSample(most)]
    told(once, entries)
    for turn, start in enumerate(range(0, total, step)):
        told(pieces[turn % 2], entries[start : start + step])
    pieces[0].merge(pieces[1])
    for by_value in (True, False):
        assert pieces[0].repeats(by_value) == once.repeats(by_value)
    assert pieces[0].commonest() == once.commonest()


def records(start: int, stop: int) -> Block:
    """Every seventh record a copy of the one before, every fifth mobile number that of another."""
    numbers = [n - (n % 7 == 6) for n in range(start, stop)]
    columns = (
        [f"{n}" for n in numbers],
        [f"A{n % 900} Rao" for n in numbers],
        [f"98{n - n % 5:08}" if n % 11 else "98******12" for n in numbers],
        ["Town"] * len(numbers),
        [f"2001-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in numbers],
    )
    return Block(range(start + 2, stop + 2), columns)


@settings(max_examples=15)
@given(step=st.integers(900, 40_000), handed=st.integers(1, 4))
def test_whoever_hands_in_and_goes_on_misses_nothing(step, handed):
    total = 40_000
    once = Collector(COLUMNS, FIELDS, first=10_000)
    once.update(records(0, total))
    taken, share = once.fresh(), once.fresh()
    for turn, start in enumerate(range(0, total, step)):
        share.place = start
        share.update(records(start, min(start + step, total)))
        if turn % handed == 0:
            taken.absorb(share.state())
            share = share.onward()
    taken.absorb(share.state())
    assert taken.finish() == once.finish()


def test_a_worker_that_hands_in_now_and_then_counts_as_one_that_does_not():
    works = [Collector(COLUMNS, FIELDS, first=500), mangling.Collector(COLUMNS, FIELDS)]
    once, worker = Share({}, (), works), Share({}, (), works).fresh()
    taken = once.fresh()
    for start in range(0, 12_000, 1_500):
        block = records(start, start + 1_500)
        once.look_at(block, start)
        worker.look_at(block, start)
        if start % 4_500 == 0:
            taken.take_in(worker.hand_in())
    taken.absorb(worker.state())
    assert [w.finish() for w in taken.over_table] == [w.finish() for w in once.over_table]
    assert any(taken.over_table[0].finish())
