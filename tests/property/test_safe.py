"""The one door out, for any text there is."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from leakcheck import discover
from leakcheck.safe import mask, reveal, show

ANY = st.text(
    st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=300
)
KINDS = st.sampled_from([None, "name", "date", "text", *discover.names("idnumbers")])
ESCAPE = re.compile(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}")
CUT = re.compile(r"… \(\+\d+\)$")


@given(ANY)
def test_nothing_unprintable_leaves(text):
    shown = show(text)
    kept = "\u200c\u200d"
    bad = [
        c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and c not in kept
    ]
    assert bad == []
    shown.encode("utf-8")


@given(ANY)
def test_joiners_stay_only_where_they_spell(text):
    shown = show(text)
    for i, char in enumerate(shown):
        if char in "\u200c\u200d":
            before = shown[i - 1]
            assert "\u0900" <= before <= "\u0dff" or unicodedata.category(before)[0] in "SMC"


@given(ANY, st.integers(1, 300))
def test_never_wider_than_the_limit(text, limit):
    body = CUT.sub("", show(text, limit))
    assert len(body) <= limit
    assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in body) <= limit


@given(ANY)
def test_showing_twice_changes_nothing(text):
    once = show(text, 10_000)
    assert show(once, 10_000) == once


@given(ANY)
def test_the_count_is_what_was_left_out(text):
    shown = show(text, 20)
    if show(text, 100_000) == shown:
        return
    hidden = int(shown.rpartition("(+")[2][:-1])
    assert show(text[: len(text) - hidden], 100_000) + f"… (+{hidden})" == shown


@given(ANY)
def test_mask_says_nothing(text):
    left = ESCAPE.sub("", CUT.sub("", mask(text)))
    assert not any(c.isalnum() for c in left)


@given(ANY, KINDS, st.sampled_from(["masked", "none", "anything"]))
def test_reveal_never_prints_a_long_number(text, kind, mode):
    """Whatever the kind, no seven digits in a row of the input come out."""
    shown = CUT.sub("", ESCAPE.sub("", reveal(text, mode, kind)))
    assert not re.search(r"\d{7}", shown)


@given(st.from_regex(r"[0-9A-Z]{8,20}", fullmatch=True), KINDS)
def test_reveal_never_prints_a_whole_number(text, kind):
    assert text not in reveal(text, "masked", kind)
