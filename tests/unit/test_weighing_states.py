"""The sum over reliable publishers: reductions to the simple formula, brute force, the bound."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from leakcheck.weighing.families import Part, gather
from leakcheck.weighing.states import alone, log10_lr
from leakcheck.weighing.strengths import Cap, load

BOOK = replace(load(), caps={"default": Cap(9.0, 9.0), "tight": Cap(1.0, 0.5)})


def part(bf: float, *publishers: tuple[str, float], family: str = "a", denial: bool = False) -> Part:
    return Part(family, tuple(sorted(publishers)), denial, math.log10(bf))


def ratio(parts: Sequence[Part], exact: int = 4096) -> float:
    return 10 ** log10_lr(gather(parts), replace(BOOK, exact_states=exact))


def by_brute_force(parts: Sequence[Part]) -> float:
    """Evaluate the definition over all 2^P states; one r a publisher; no denials."""
    reliabilities = {name: r for p in parts for name, r in p.publishers}
    mean = 0.0
    for state in itertools.product((True, False), repeat=len(reliabilities)):
        reliable = dict(zip(reliabilities, state, strict=True))
        chance = math.prod(r if reliable[name] else 1 - r for name, r in reliabilities.items())
        sums: dict[str, float] = {}
        for p in parts:
            if not p.publishers or any(reliable[name] for name, _ in p.publishers):
                sums[p.family] = sums.get(p.family, 0.0) + p.log10_bf
        caps = {family: BOOK.cap(family) for family in sums}
        total = sum(min(max(v, -caps[f].favour), caps[f].against) for f, v in sums.items())
        mean += chance * 10**-total
    return 1 / mean


@pytest.mark.parametrize("bf", [0.3, 1.0, 18.0, 1e6])
@pytest.mark.parametrize("r", [0.05, 0.8, 0.99])
def test_one_rule_one_source(bf: float, r: float) -> None:
    assert ratio([part(bf, ("p", r))]) == pytest.approx(1 / (r / bf + 1 - r))


def test_two_rules_on_one_source_share_one_r() -> None:
    both = [part(18.0, ("p", 0.9)), part(5.0, ("p", 0.9), family="b")]
    assert ratio(both) == pytest.approx(1 / (0.9 / 90 + 0.1))


def test_two_rules_on_two_sources_multiply() -> None:
    both = [part(18.0, ("p", 0.9)), part(5.0, ("q", 0.8), family="b")]
    assert ratio(both) == pytest.approx(1 / (0.9 / 18 + 0.1) / (0.8 / 5 + 0.2))


def test_two_publishers_behind_one_rule() -> None:
    r = 1 - 0.1 * 0.2
    assert ratio([part(18.0, ("p", 0.9), ("q", 0.8))]) == pytest.approx(1 / (r / 18 + 1 - r))


def test_a_signal_without_source_always_counts() -> None:
    assert ratio([part(18.0)]) == pytest.approx(18.0)
    mixed = [part(18.0), part(5.0, ("p", 0.8), family="b")]
    assert ratio(mixed) == pytest.approx(18 / (0.8 / 5 + 0.2))


def test_overlapping_publishers_equal_brute_force() -> None:
    parts = [
        part(18.0, ("p", 0.9), ("q", 0.8)),
        part(0.4, ("q", 0.8), family="b"),
        part(40.0, ("p", 0.9), ("s", 0.5), family="tight"),
        part(0.1, ("s", 0.5), ("t", 0.3), family="tight"),
        part(2.0, ("t", 0.3), ("u", 0.95), ("q", 0.8)),
        part(3.0, family="c"),
    ]
    assert ratio(parts) == pytest.approx(by_brute_force(parts), rel=1e-9)


def test_a_good_source_does_not_lend_its_grade_to_a_rule_that_does_not_cite_it() -> None:
    cites_good, cites_poor = part(18.0, ("p", 0.9)), part(5.0, ("p", 0.4), family="b")
    expected = 1 / (0.4 / 90 + 0.5 / 18 + 0.1)  # nested: u <= 0.4 both, u <= 0.9 the first only
    assert ratio([cites_good, cites_poor]) == pytest.approx(expected)
    assert ratio([cites_poor]) == pytest.approx(1 / (0.4 / 5 + 0.6))


def test_twelve_publishers_are_exact() -> None:
    parts = [
        part(3.0 if i % 3 else 0.5, *((f"p{j}", 0.5 + j / 30) for j in (i, (i + 1) % 12)), family=f"f{i}")
        for i in range(12)
    ]
    assert ratio(parts) == pytest.approx(by_brute_force(parts), rel=1e-9)


AGAINST = [part(4.0, (f"p{i}", 0.5 + i / 20), family=f"f{i}") for i in range(8)]
FAVOUR = [part(0.5, (f"q{i}", 0.5 + i / 20), family=f"g{i}") for i in range(8)]
MIXED = [*AGAINST[:5], *FAVOUR[:2], part(0.6, ("p0", 0.5), ("q7", 0.7), family="h")]


@pytest.mark.parametrize("parts", [AGAINST, FAVOUR, MIXED], ids=["against", "favour", "mixed"])
@pytest.mark.parametrize("states", [1, 2, 8, 64])
def test_the_bound_never_says_more_than_the_exact_sum(parts: list[Part], states: int) -> None:
    exact, bound = math.log10(ratio(parts)), math.log10(ratio(parts, states))
    assert abs(bound) < abs(exact)
    assert bound * exact >= 0


def test_the_bound_keeps_the_most_influential_publishers() -> None:
    parts = [part(100.0, ("much", 0.99)), *AGAINST]
    kept = ratio(parts, exact=2)
    assert kept == pytest.approx(1 / (0.99 / 100 + 0.01))


def test_copies_of_one_group_of_publishers_cost_nothing() -> None:
    newspapers = tuple((f"paper {i}", 0.5) for i in range(30))
    r = 1 - 0.5**30
    assert ratio([part(18.0, *newspapers)]) == pytest.approx(1 / (r / 18 + 1 - r))


def test_many_families_neither_overflow_nor_vanish() -> None:
    against = [part(1e9, ("p", 0.5), family=f"f{i}") for i in range(500)]
    favour = [part(1e-9, family=f"f{i}") for i in range(500)]
    assert ratio(against) == pytest.approx(2.0)
    assert log10_lr(gather(favour), BOOK) == pytest.approx(-4500)


def test_alone_applies_the_family_cap_inside_the_state() -> None:
    assert 10 ** alone(part(1e12, ("p", 0.9), family="tight"), BOOK) == pytest.approx(1 / (0.09 + 0.1))


def test_nothing_weighs_nothing() -> None:
    assert log10_lr((), BOOK) == 0.0
