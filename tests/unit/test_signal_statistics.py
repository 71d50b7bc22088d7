"""What twin signals share: the best or the mean of columns, and the numbers for a sentence."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest

from leakcheck import discover
from leakcheck.forensics.statistics.calendar import effect, largest_effect
from leakcheck.forensics.statistics.collisions import (
    collisions,
    evenness,
    mean_cubes,
    mean_distance,
    mean_evenness,
)
from leakcheck.forensics.statistics.contact import Weighted, largest_impossible, largest_share
from leakcheck.forensics.statistics.coverage import largest_coverage
from leakcheck.forensics.statistics.evenness import mean_repetition, unordered
from leakcheck.forensics.statistics.grammar import largest_fit
from leakcheck.forensics.statistics.makers import syllables
from leakcheck.forensics.statistics.vocabulary import Words
from leakcheck.forensics.table.build import specimen_of
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.forensics.table.specimen import Specimen

EVEN, LOPSIDED = np.array([6, 5, 5, 4]), np.array([40, 6, 3, 2, 1])
WORDS = syllables(40, 3)


def made(found: Measurement | None) -> Measurement:
    assert found is not None
    return found


def specimen(header: str, texts: list[str]) -> Specimen:
    return specimen_of((header, "remark"), [[text, f"r{i * 37 % 11} of it"] for i, text in enumerate(texts)])


def weighted(place: int, **weights: float) -> Weighted:
    return Weighted(place, tuple(weights), np.array(list(weights.values()), dtype=np.float64))


def test_columns_with_few_coinciding_pairs_are_not_among_the_collisions() -> None:
    few = np.array([2, 2, 2, 2, 1])  # four pairs
    assert [one.place for one in collisions([(3, few), (5, EVEN)], least=5)] == [5]
    assert [one.place for one in collisions([(3, few), (5, EVEN)], least=4)] == [3, 5]
    assert [one.evenness for one in collisions([(5, EVEN)])] == [evenness(EVEN)]


def test_means_over_columns_with_the_facts_of_the_most_even_one() -> None:
    told = collisions([(7, LOPSIDED), (2, EVEN)])
    shares = [one.evenness for one in told]
    even, away = made(mean_evenness(told)), made(mean_distance(told))
    assert even.value == sum(shares) / 2
    assert away.value == pytest.approx(-sum(abs(math.log(share)) for share in shares) / 2)
    assert even.columns == away.columns == (7, 2)
    facts = {"distinct": 4, "commonest": 6, "records": 20, "evenness": round(50 * sum(shares))}
    assert even.facts == away.facts == facts
    assert even.support == away.support == 20


def test_a_list_dealt_out_is_as_far_from_chance_as_one_with_favourites() -> None:
    distances = [one.distance for one in collisions([(0, np.full(4, 4)), (1, LOPSIDED)])]
    assert all(distance > 0.1 for distance in distances)


def test_threefold_coincidences_by_going_through_them() -> None:
    cells = "a" * 9 + "b" * 4 + "c" * 3 + "de"
    counts = np.array(list(Counter(cells).values()))
    seen = sum(x == y == z for x, y, z in itertools.combinations(cells, 3))
    equal = [x == y for x, y in itertools.combinations(cells, 2)]
    expected = math.comb(len(cells), 3) * (sum(equal) / len(equal)) ** 2
    found = made(mean_cubes([(4, counts)]))
    assert found.value == pytest.approx(math.log10((seen + 1) / (expected + 1)))
    assert (found.columns, found.support) == ((4,), len(cells))
    assert found.facts == {"records": len(cells), "times": round(10**found.value, 1)}


def test_no_column_no_measurement() -> None:
    assert mean_evenness([]) is mean_distance([]) is None
    assert mean_cubes([]) is mean_cubes([(0, np.array([1, 1, 1]))]) is None
    assert largest_effect([]) is None
    assert largest_share([], bool) is None
    assert largest_impossible([], str, bool) is None
    blank = specimen("city", [""] * 60)
    assert mean_repetition(blank, "text", "city") is None
    assert largest_fit(blank, blank.of("city"), lambda texts: np.ones(len(texts), dtype=bool)) is None
    assert largest_coverage(blank, [], "city", fewest=1, longest=1000) is None


def test_only_even_columns_that_know_of_the_order_are_left_out() -> None:
    turning = [WORDS[i % 12] for i in range(240)]
    piled = sorted(WORDS[min(int(240 / (i + 1)), 11)] for i in range(240))
    table = specimen_of(("first_name", "last_name"), [[a, b] for a, b in zip(turning, piled, strict=True)])
    found = collisions((column.place, table.counts(column)) for column in table.columns)
    assert [one.place for one in found] == [0, 1]
    assert [one.place for one in unordered(table, found)] == [1]


def test_the_strongest_rhythm_and_of_two_the_first_column() -> None:
    flat, weekly = np.full(7, 10), np.array([20, 20, 20, 20, 18, 2, 0])
    found = made(largest_effect([(1, flat), (9, weekly), (4, weekly)]))
    assert found == Measurement(effect(weekly), (4,), {"records": 100, "most": 20, "equal": 14}, 100)


def test_the_largest_share_of_columns_with_enough_records() -> None:
    columns = [weighted(0, good=9, bad=7), weighted(1, good=10, bad=5), weighted(2, good=14)]
    found = made(largest_share(columns, lambda text: text == "good"))
    assert found == Measurement(10 / 15, (1,), {"percent": 66.7, "records": 15}, 15)


def test_impossible_numbers_among_those_that_can_be_read() -> None:
    columns = [
        weighted(0, x12=10, x99=10, other=20),
        weighted(1, x12=1, x99=99, other=101),  # fewer than half are such numbers
        weighted(2, x99=14),
    ]

    def number(text: str) -> str | None:
        return text[1:] if text.startswith("x") else None

    found = made(largest_impossible(columns, number, lambda text: text == "x99"))
    assert found == Measurement(0.5, (0,), {"percent": 50.0, "records": 20}, 20)


def test_a_number_read_as_nothing_is_read_all_the_same() -> None:
    assert made(largest_impossible([weighted(0, x=20)], lambda _: "", lambda _: True)).value == 1.0


def test_the_column_that_fits_best() -> None:
    texts = [f"{word} {i}" for i, word in enumerate(WORDS)]
    rows = [[texts[i % 11], texts[i % 20], texts[i % 40]] for i in range(80)]
    table = specimen_of(("a", "b", "c"), rows)
    asked: list[int] = []

    def fitting(told: object) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        some = list(told)  # type: ignore[call-overload]
        asked.append(len(some))
        return np.array([text in texts[:20] for text in some])

    found = made(largest_fit(table, table.columns, fitting))
    assert asked == [20, 40]  # eleven distinct texts are too few
    assert found == Measurement(1.0, (1,), {"fit": 20, "distinct": 20}, 80)


def test_coverage_needs_words_and_short_lists() -> None:
    known = ("smith", "johnson", "williams", "brown", "jones", "davis", "miller", "wilson", "moore", "taylor")
    table = specimen("last_name", list(known) * 5)
    strange = Words(1, tuple(word.lower() for word in WORDS[:10]))
    found = made(largest_coverage(table, [strange, Words(0, known)], "last_name", 10, longest=4000))
    assert (found.value, found.columns, found.support) == (10 / 12, (0,), table.size)
    assert (found.facts["inside"], found.facts["distinct"]) == (10, 10)
    assert largest_coverage(table, [Words(0, known)], "last_name", fewest=11, longest=4000) is None
    nothing = made(largest_coverage(table, [Words(0, known)], "last_name", fewest=10, longest=0))
    assert nothing.facts["inside"] == 0


@pytest.mark.parametrize("pair", ["equal_{}_names", "cubes_{}_names"])
@pytest.mark.parametrize("texts", ["even", "lopsided"])
def test_twins_say_the_same_of_the_same_names(pair: str, texts: str) -> None:
    rng = np.random.default_rng(7)
    drawn = rng.integers(0, 40, 400) if texts == "even" else np.minimum(rng.geometric(0.2, 400), 39)
    names = [WORDS[i] for i in drawn.tolist()]
    first, last = (
        discover.load("forensics.signals", pair.format(side)).measure(specimen(f"{side}_name", names))
        for side in ("first", "last")
    )
    assert first is not None
    assert first == last
