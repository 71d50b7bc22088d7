"""Weighing the signals: blind to their order, silent ones count nothing, more evidence never says less."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from leakcheck.weighing import signalbook
from leakcheck.weighing.invention import hear, weigh_readings

FAMILIES = ("dependence", "uniformity", "order", "shape")
SIGNALS = {f"{family}_{i}": family for family in FAMILIES for i in range(2)}
ROWS = st.integers(0, 10**6)


@dataclass(frozen=True)
class Heard:
    signal: str
    family: str
    value: float | None


def detector(question, size, share):
    nodes = [
        {
            "rows": rows,
            "edges": [0.2, 0.8],
            "log_lr": [-size, 0.0, size],
            "real": [8, 1, 1],
            "fake": [1, 1, 8],
        }
        for rows in (50, 1000)
    ]
    return {
        "families": dict.fromkeys(FAMILIES, 0.5), "intercept": -0.5, "question": question, "share": share,
        "signals": {name: {"towards": 1, "nodes": nodes} for name in SIGNALS},
    }  # fmt: skip


BOOK = signalbook.parse(
    {
        "schema": 2, "signals": "",
        "detectors": {
            "generated": detector("scratch", 2.0, 0.5), "dragged": detector("scratch", 2.2, 0.1),
            "shuffled": detector("shuffled", 1.8, 0.4),
        },
        "verdict": {
            "thresholds": {"scratch": 2.5, "shuffled": 3.0},
            "plausible": -2.5, "doubt": 0.7, "floor": -3.0, "cap": 3.2, "minimum_rows": 30,
            "minimum_families": 3, "agreeing": 2, "strong": 0.5, "rest": 0.25, "bound": 5.0,
        },
    },
    "test",
)  # fmt: skip

VALUES = st.dictionaries(st.sampled_from(sorted(SIGNALS)), st.none() | st.floats(0, 1), min_size=1)


def weigh(values, rows):
    return weigh_readings([Heard(name, SIGNALS[name], value) for name, value in values.items()], rows, BOOK)


@given(VALUES, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_readings_does_not_matter(values, rows, rng):
    names = list(values)
    rng.shuffle(names)
    assert weigh({name: values[name] for name in names}, rows) == weigh(values, rows)


@given(VALUES, ROWS)
def test_a_silent_signal_counts_nothing(values, rows):
    spoken = {name: value for name, value in values.items() if value is not None}
    left, right = weigh(values, rows), weigh(spoken, rows)
    assert (left.word, left.why, left.log_odds) == (right.word, right.why, right.log_odds)
    assert (left.scratch, left.stories) == (right.scratch, right.stories)


@given(VALUES, ROWS)
def test_a_signal_without_an_entry_counts_nothing(values, rows):
    readings = [Heard(name, SIGNALS[name], value) for name, value in values.items()]
    more = [*readings, Heard("unknown_signal", "dependence", 1.0)]
    assert weigh_readings(more, rows, BOOK).scratch == weigh_readings(readings, rows, BOOK).scratch


@given(VALUES, ROWS, st.floats(0, 1))
def test_higher_values_never_speak_for_a_collected_table(values, rows, more):
    for name, value in values.items():
        if value is not None and value <= more:
            assert weigh(values | {name: more}, rows).scratch.log_odds >= weigh(values, rows).scratch.log_odds


@given(VALUES, ROWS)
def test_what_is_said_stays_between_floor_and_cap(values, rows):
    found = weigh(values, rows)
    assert BOOK.floor <= found.log_odds <= BOOK.cap


@given(VALUES, st.integers(0, 29))
def test_few_records_decide_nothing(values, rows):
    found = weigh(values, rows)
    assert (found.word, found.why, found.log_odds) == ("inconclusive", "too-few-rows", 0.0)


@given(VALUES, st.integers(30, 10**6))
def test_fabricated_needs_families_that_agree(values, rows):
    found = weigh(values, rows)
    if found.word == "fabricated":
        told = next(h for h in (found.scratch, *found.stories) if h.detector == found.why)
        assert told.log_odds >= told.threshold
        assert sum(family.log_lr >= 0.5 for family in told.families) >= 2
        assert len(found.scratch.families) >= 3


def test_one_loud_family_is_not_enough_and_two_are():
    loud = {name: 1.0 for name, family in SIGNALS.items() if family == "order"}
    rest = {f"{family}_0": 0.5 for family in FAMILIES if family != "order"}
    assert weigh(loud | rest, 500).word == "inconclusive"
    every = dict.fromkeys(SIGNALS, 1.0)
    assert (weigh(every, 500).word, weigh(every, 500).why) == ("fabricated", "scratch")


def test_a_second_signal_of_a_family_counts_a_quarter():
    totals = {
        len(chosen): weigh(dict.fromkeys(chosen, 1.0), 500).stories[0].families[0].log_lr
        for chosen in itertools.chain([("order_0",)], [("order_0", "order_1")])
    }
    assert totals == {1: 0.9, 2: 1.125}


@given(VALUES, ROWS)
def test_ways_are_added_by_their_shares_and_the_likeliest_is_shown(values, rows):
    readings = [Heard(name, SIGNALS[name], value) for name, value in values.items()]
    ways = {way.name: hear(readings, rows, way, BOOK).log_odds for way in BOOK.ways}
    found = weigh(values, rows).scratch
    assert math.isclose(
        found.log_odds, math.log((5 * math.exp(ways["generated"]) + math.exp(ways["dragged"])) / 6)
    )
    assert min(ways.values()) - 1e-9 <= found.log_odds <= max(ways.values()) + 1e-9
    assert found.way == ("generated" if ways["generated"] + math.log(5) >= ways["dragged"] else "dragged")


def test_families_that_could_not_be_judged_are_named():
    found = weigh({"order_0": 0.9, "shape_0": None, "dependence_0": 0.1}, 500)
    assert found.silent == ("shape",)
    assert (found.word, found.why) == ("inconclusive", "too-few-families")


def test_a_quiet_table_is_plausible():
    found = weigh(dict.fromkeys(SIGNALS, 0.0), 500)
    assert (found.word, found.log_odds) == ("plausible", BOOK.floor)
