"""Kernels: what they say of a column of bytes is what the scalar forms say of each text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck import discover, packshelf
from leakcheck.folding import fold_label, is_lost, is_missing
from leakcheck.idnumbers import status
from leakcheck.rules import dictionary, textcolumn
from leakcheck.rules.blocktexts import BlockTexts
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import compile_pack
from leakcheck.rules.condition import Combined, Condition, TextTest
from leakcheck.rules.kernels.bounded import expanded, matching
from leakcheck.rules.kernels.hashing import hash_rows, hash_text
from leakcheck.rules.kernels.initials import ends_of_names
from leakcheck.rules.kernels.plaintext import PlainText
from leakcheck.rules.kernels.searching import being, containing
from leakcheck.rules.kernels.truth import ASK
from leakcheck.rules.operators import initial_of
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
    # In dictionaries or not, or some columns so and some so; what is new there as bytes or one by one.
    for repeats in (lambda _: False, lambda _: True, lambda array: len(array[0].as_py() or "") % 2 > 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(textcolumn, "_repeats", repeats)
            patch.setattr(dictionary, "_MANY", rng.choice([1, 1000]))
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
@given(
    pattern=PATTERNS,
    texts=st.sampled_from(["abcxyzABZ019 ._", "019", "abc", "bB"]).flatmap(
        lambda alphabet: st.lists(st.text(alphabet, max_size=9), min_size=1, max_size=30)
    ),
)
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


NAMES = st.lists(
    st.sampled_from(
        [
            "Asha",
            "Rao",
            "Fernandes",
            "Venkataraman",
            "(late)",
            "4sha",
            "Md",
            "md.",
            "Mohd",
            "Mohan",
            "Latha",
            "late",
            "A.",
            "R2",
            "7",
            "D,",
            "Dr",
        ]
    ),
    max_size=4,
)


@settings(max_examples=80, deadline=None)
@given(names=st.lists(st.tuples(NAMES, st.sampled_from([" ", ".", ",", ""])), min_size=1, max_size=30))
def test_initials_of_names_with_titles_and_digits(names: list[tuple[list[str], str]]) -> None:
    import pyarrow as pa

    texts = [mark.join(words) for words, mark in names]
    plain = PlainText.of(pa.array(texts, pa.string()))
    said = ends_of_names(initial_of._TITLES, plain).tolist()
    for i, text in enumerate(texts):
        assert said[i] in (ASK, initial_of._ends(text)) or i in plain.odd


HARDLY = st.one_of(
    st.text("nN/aA.-? \t\x1f\u200b\u00ad\uff2e\u0915x12", max_size=6),
    st.sampled_from(
        ["unknown", " N\u200b/A", "Not  Available", "not availablex", "\\N", "#N/A", "\u200b", "9E+11", "###"]
    ),
    st.integers(1, 40).map(lambda n: " " * n),
)


@settings(max_examples=100, deadline=None)
@given(texts=st.lists(HARDLY, min_size=1, max_size=30))
def test_presence_is_that_of_the_scalar_form(texts: list[str]) -> None:
    import pyarrow as pa

    column = BlockTexts(len(texts), {"name": pa.array(texts, pa.string())}).column("name")
    assert column is not None
    said = column.present().rows().tolist()
    assert said == [not is_missing(text) for text in texts]
    assert column.known().rows().tolist() == [not (is_missing(text) or is_lost(text)) for text in texts]
    assert said == column.present().rows().tolist()


@settings(max_examples=60, deadline=None)
@given(data=st.data(), stem=st.sampled_from(discover.names("idnumbers")))
def test_numbers_in_columns_of_digits_alone(data: st.DataObject, stem: str) -> None:
    import pyarrow as pa

    number = discover.load("idnumbers", stem)
    digits = st.text("0123456789", max_size=15)
    good = ["".join(c for c in example if c in "0123456789") for example in number.EXAMPLES]
    texts = data.draw(st.lists(digits | st.sampled_from(good), min_size=1, max_size=30))
    column = BlockTexts(len(texts), {"name": pa.array(texts, pa.string())}).column("name")
    assert column is not None
    assert column.statuses(number).rows().tolist() == [status(number.validate, text) for text in texts]
