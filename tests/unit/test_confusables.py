"""Confusable characters: every reading that becomes valid is proposed, with its position, and only those."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.confusables import LONGEST, PAIRS, read_digits, repairs, rereadings, skeleton

PAN_SHAPE = re.compile(r"[A-Z]{5}[0-9]{4}[A-Z]")


def is_pan_shape(text: str) -> bool:
    return PAN_SHAPE.fullmatch(text) is not None


@pytest.mark.parametrize("pair", PAIRS)
def test_every_pair_is_read_both_ways(pair: str) -> None:
    letter, digit = pair
    assert [r.text for r in repairs(f"4{letter}7", str.isdecimal)] == [f"4{digit}7"]
    as_letters = [r.text for r in repairs(f"x{digit}", lambda text: not any(c.isdecimal() for c in text))]
    assert f"x{letter}" in as_letters


def test_a_repair_says_what_stood_where() -> None:
    (found,) = repairs("ABCPE1Z34F", is_pan_shape)
    assert (found.position, found.was, found.read_as, found.text) == (6, "Z", "2", "ABCPE1234F")


def test_all_readings_are_given_leftmost_first() -> None:
    assert [r.text for r in repairs("A0CPE1234F", is_pan_shape)] == ["AOCPE1234F", "AQCPE1234F"]
    assert [r.position for r in repairs("OO1", lambda t: t != "OO1")] == [0, 1, 2, 2, 2]


def test_what_is_valid_or_twice_wrong_or_too_long_has_no_repair() -> None:
    assert repairs("1204", str.isdecimal) == ()
    assert repairs("12OO", str.isdecimal) == ()
    assert repairs("1" * LONGEST + "O", str.isdecimal) == ()
    assert repairs("", str.isdecimal) == ()


def test_the_limit_is_kept() -> None:
    assert len(repairs("0" * 20, lambda t: t != "0" * 20, limit=3)) == 3


@given(st.text(alphabet="O0Ql1I|5S8BZ2G6oAX9", max_size=20), st.integers(0, 9))
def test_each_repair_differs_in_exactly_one_position(text: str, rest: int) -> None:
    found = repairs(text, lambda t: len(t) % 3 == rest % 3 and t != text)
    for repair in found:
        differing = [i for i, (a, b) in enumerate(zip(text, repair.text, strict=True)) if a != b]
        assert differing == [repair.position]
        assert text[repair.position] == repair.was
        assert repair.text[repair.position] == repair.read_as
    assert [r.position for r in found] == sorted(r.position for r in found)
    assert len({r.text for r in found}) == len(found)
    assert found == repairs(text, lambda t: len(t) % 3 == rest % 3 and t != text)


@given(st.text())
def test_any_text_is_searched_without_an_error(text: str) -> None:
    assert all(r.text.isdecimal() for r in repairs(text, str.isdecimal))


def test_skeletons_join_what_recognition_confuses_and_nothing_else() -> None:
    assert skeleton("d0b") == skeleton("dob")
    assert skeleton("gender") != skeleton("sender")
    assert skeleton("dose 1") != skeleton("dose 2")


def test_several_misread_characters_give_the_smallest_set() -> None:
    found = rereadings("ABCPS1Z3AF", lambda t: t == "ABCPS1234F")
    assert found == ()
    found = rereadings("A8CPSl234F", lambda t: t == "ABCPS1234F")
    assert [(r.position, r.read_as) for r in found] == [(1, "B"), (5, "1")]


def test_rereadings_stop_after_their_tries() -> None:
    seen: list[str] = []

    def never(text: str) -> bool:
        seen.append(text)
        return False

    assert rereadings("O0" * 32, never, tries=50) == ()
    assert len(seen) <= 51


@given(st.text(max_size=70))
def test_read_digits_keeps_the_length_and_never_raises(text: str) -> None:
    assert len(read_digits(text)) == len(text)
