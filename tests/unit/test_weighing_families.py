"""Families: summed, clipped on either side, denials limited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leakcheck.weighing.families import Part, gather, meter
from leakcheck.weighing.strengths import Cap, load

BOOK = replace(load(), caps={"default": Cap(1.0, 0.4)}, denial_limit=0.5)


def total(*parts: tuple[str, float, bool]) -> float:
    made = [Part(family, (), denial, bf) for family, bf, denial in parts]
    return meter(made, BOOK)((1 << len(made)) - 1)


def test_one_family_counts_once() -> None:
    assert total(("a", 0.7, False), ("a", 0.7, False), ("a", 0.7, False)) == 1.0


def test_families_add() -> None:
    assert total(("a", 0.7, False), ("b", 0.2, False)) == pytest.approx(0.9)


def test_caps_differ_for_and_against() -> None:
    assert total(("a", -3.0, False)) == -0.4
    assert total(("a", 3.0, False)) == 1.0


def test_a_huge_failure_is_not_outweighed_by_passes_in_its_family() -> None:
    assert total(("a", 1e8, False), ("a", -0.4, False)) == 1.0


def test_denials_alone_are_limited_together() -> None:
    assert total(("a", 0.4, True), ("b", 0.4, True), ("c", 0.4, True)) == 0.5


def test_denials_add_at_most_the_limit_to_the_rest() -> None:
    assert total(("a", 0.9, False), ("b", 0.9, True)) == pytest.approx(1.4)
    assert total(("a", 0.9, False), ("a", 0.9, True)) == 1.0  # the family's cap comes first


def test_denials_that_speak_for_the_claim_are_not_limited_upwards() -> None:
    assert total(("a", 0.9, False), ("b", -0.3, True)) == pytest.approx(0.6)


def test_only_counting_parts_count() -> None:
    read = meter([Part("a", (), False, 0.7), Part("b", (), False, 0.2)], BOOK)
    assert (read(0), read(1), read(2)) == (0, 0.7, 0.2)


def test_gather_joins_rules_with_the_same_publishers_only() -> None:
    p, q = (("p", 0.9),), (("q", 0.9),)
    rules = [Part("a", p, False, 0.1), Part("a", q, False, 0.2), Part("a", p, False, 0.3)]
    assert gather(rules) == gather(rules[::-1]) == (Part("a", p, False, 0.4), Part("a", q, False, 0.2))
