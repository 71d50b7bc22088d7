"""Kernels: what they say of a column of bytes is what the scalar forms say of each text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import packshelf
from leakcheck.folding import fold_label
from leakcheck.rules import textcolumn
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import compile_pack
from leakcheck.rules.condition import Combined, Condition, TextTest
from leakcheck.rules.kernels.bounded import expanded, matching
from leakcheck.rules.kernels.hashing import hash_rows, hash_text
from leakcheck.rules.kernels.plaintext import PlainText
from leakcheck.rules.kernels.searching import being, containing
from leakcheck.rules.record import Record
from leakcheck.rules.safe_regex import compile_bounded
from leakcheck.rules.setting import Setting

SETTING = Setting()
ALPHABET = "09aAxXzZpP -./,:;#*+@_'()\t\n\x00é\u0966\u0915\u200b\uff21–•"


def leaves(condition: Condition) -> Iterator[TextTest]:
    if isinstance(condition, Combined):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, TextTest):
        yield condition


def all_tests() -> list[TextTest]:
    found: dict[TextTest, None] = {}
    for pack in packshelf.shipped():
        for rule in compile_pack(pack, Setting(pack.period, pack.record_date)):
            for condition in (rule.when, rule.expect):
                found |= dict.fromkeys(leaves(condition)) if condition else {}
    return list(found)


def known_values() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pack in packshelf.shipped():
        for rule in pack.rules:
            for example in rule.examples:
                for record in example.records:
                    for name, value in record.items():
                        found.setdefault(name, []).append(value)
    return found


TESTS, VALUES = all_tests(), known_values()


def spoilt(value: str, rng: random.Random) -> str:
    """A value with up to two characters changed, added or left out."""
    letters = list(value)
    for _ in range(rng.randrange(3)):
        place = rng.randrange(len(letters) + 1)
        letters[place : place + rng.randrange(2)] = rng.choice(["", *ALPHABET])
    return "".join(letters)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_every_condition_of_the_packs_on_spoilt_values(seed: int) -> None:
    import pyarrow as pa

    rng = random.Random(seed)
    rows = [
        {name: spoilt(rng.choice(values), rng) for name, values in VALUES.items() if rng.random() < 0.9}
        for _ in range(40)
    ]
    texts = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in VALUES}
    records = [Record.of(i, row, SETTING) for i, row in enumerate(rows)]
    for repeats in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(textcolumn, "_repeats", lambda _, answer=repeats: answer)
            columns = Columns(range(len(rows)), texts, SETTING)
            for test in TESTS:
                said = test.vector(columns).rows().tolist()
                expected = [test.scalar(record) for record in records]
                wrong = [i for i, (a, b) in enumerate(zip(said, expected, strict=True)) if a != b]
                texts_at_fault = [rows[i].get(test.field) for i in wrong]
                assert not wrong, (test.operator.__name__, test.argument, texts_at_fault)


DATES = st.one_of(
    st.dates().map(lambda d: d.strftime("%d-%m-%Y")),
    st.dates().map(str),
    st.from_regex(r"[0-3]?[0-9][-/. ][0-3]?[0-9][-/. ]([12][0-9]{3}|[0-9]{2})", fullmatch=True),
    st.from_regex(r"[12][0-9]{3}([-/. ]?[0-9]{2}){0,2}", fullmatch=True),
    st.text(ALPHABET, max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(DATES, min_size=1, max_size=40), repeats=st.booleans())
def test_dates(texts: list[str], repeats: bool) -> None:
    import pyarrow as pa

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textcolumn, "_repeats", lambda _: repeats)
        columns = Columns(range(len(texts)), {"birth_date": pa.array(texts, pa.string())}, SETTING)
        days = columns.numbers("day", "birth_date").rows().tolist()
        years = columns.numbers("year", "birth_date").rows().tolist()
    records = [Record.of(0, {"birth_date": text}, SETTING) for text in texts]
    assert days == [record.day("birth_date") or 0 for record in records]
    assert years == [record.year("birth_date") or 0 for record in records]


PATTERNS = st.sampled_from(
    [
        "[a-c]{2,9}",
        "a?b{1,3}[0-9]?",
        "(ab|c)[x-z]{2}",
        "(?i)[a-c]z?",
        ".{0,3}",
        "[^0-9 ]{1,8}|0",
        "a|",
        r"\d\w\.?",
        r"(?i)[^a-c\s]{1,2}\.?",
    ]
)


@settings(max_examples=80, deadline=None)
@given(pattern=PATTERNS, texts=st.lists(st.text("abcxyzABZ019 ._", max_size=9), min_size=1, max_size=30))
def test_bounded_patterns(pattern: str, texts: list[str]) -> None:
    import pyarrow as pa

    compiled = compile_bounded(pattern)
    form = expanded(compiled)
    assert form is not None
    plain = PlainText.of(pa.array(texts, pa.string()))
    said = matching(form, plain).tolist()
    for i, text in enumerate(texts):
        assert said[i] == bool(re.fullmatch(compiled, text)) or i in plain.odd


@settings(max_examples=80, deadline=None)
@given(
    words=st.frozensets(st.text("ab. -1", max_size=5).map(fold_label), min_size=1, max_size=12),
    texts=st.lists(st.text("abAB. -1_é", max_size=14), min_size=1, max_size=30),
)
def test_words(words: frozenset[str], texts: list[str]) -> None:
    import pyarrow as pa

    plain = PlainText.of(pa.array(texts, pa.string()))
    held, label = containing(words, plain).tolist(), plain.label()
    same = being(words, label).tolist()
    for i, text in enumerate(texts):
        if i not in plain.odd:
            assert held[i] == any(word in fold_label(text) for word in words)
        if i not in label.odd:
            assert same[i] == (fold_label(text) in words)


@given(texts=st.lists(st.text(max_size=30), min_size=1, max_size=20), fixed=st.booleans())
def test_hashes(texts: list[str], fixed: bool) -> None:
    import pyarrow as pa

    texts = [f"{ord(t[:1] or 'a'):012d}" for t in texts] if fixed else texts
    texts = [t.encode("utf-8", "replace").decode() for t in texts] + (
        [] if fixed else ["ab" * 200, "x" * 257]
    )
    rows = hash_rows(PlainText.of(pa.array(texts, pa.string())))
    assert rows.tolist() == [hash_text(text) for text in texts]
