"""Readers under random and damaged input: an answer or an `InputError`, the ledger balanced, nothing lost."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, formats, from_bytes, from_text, read

FORMATS = [None, *(name for name in formats() if name != "frame")]
SEEDS = [
    b"name,age,city\nA. Sharma,41,Pune\nB. Rao,35,Mysuru\n",
    b'id;name;note\n1;"Rao; B.";"two\nlines"\n2;x;y\n',
    b"Name: A. Sharma\nAge: 41\n\nName: B. Rao\nAge: 35\n",
    "नाम: रवि\nउम्र: ४१\n---\nनाम: सीता\nउम्र: ३५\n".encode(),
    b"[12/06/23, 10:31] Bot: Name: A\nDose 1:\nDate: 1\n10:31\nResult 2 of 2\nName - B\n",
    b'{"data": [{"name": "A", "x": {"y": [1, {"z": null}]}}, {"name": "B"}]}',
    b'{"name": "A"}\n{"name": "B", "age": 41}\n',
    b"<table><tr><td>name</td><td>age</td></tr><tr><td>A</td><td>41</td></tr></table>",
    "name,age\nरवि,41\n".encode("utf-16"),
    "Name: A\nAge: 41\n".encode("utf-16-le"),
]
PIECES = [
    *(bytes([b]) for b in b'",;\t|:\n\r\x00\xff[]{}\'\\#=-*_<> '),
    b"\xef\xbb\xbf", b"\xe0\xa4", b"\r\n", b'""', b"\n\n", b"---\n", b"Dose 1:\n", b"Result 1 of 2\n",
    b"Name\n", b"Total\n", b"[12/06/23, 10:31] Bot: ", b"sep=;\n", b"# x\n", b"<td>", b"\\u", b"1e999",
    b"\xe2\x80\xa8", b"\xd8\x00",
]  # fmt: skip
LABELS = ["Name", "Age", "Mobile", "Vaccine", "City"]
WORD = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=12)


def is_label(text: str) -> float:
    return float(text.casefold().strip() in {"name", "age", "mobile", "date", "नाम", "उम्र"})


def check(data: bytes, name: str | None, options: ReadOptions | None = None) -> None:
    """Read everything; only an `InputError` may come out, and the sums must hold."""
    try:
        table = read(from_bytes(data), input_format=name, options=options or ReadOptions(is_label=is_label))
        assert len(set(table.columns)) == len(table.columns)
        assert all(table.columns)
        count = 0
        for block in table.blocks:
            count += len(block)
            assert len(block.columns) == len(table.columns)
            assert all(len(column) == len(block) for column in block.columns)
            assert list(block.rows) == sorted(block.rows)
            for column in block.columns:
                assert all(cell is None or cell.encode("utf-8") is not None for cell in column)
    except InputError as error:
        if not (error.message and error.hint):
            pytest.fail("an error without a message or a hint")
        return
    ledger = table.ledger()
    assert ledger.rows == count > 0
    assert ledger.size == len(data)
    assert all(1 <= line <= ledger.lines for line in block.rows)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(data)))
        if draw(st.booleans()):
            data[place:place] = draw(st.sampled_from(PIECES))
        else:
            del data[place : place + draw(st.integers(1, 12))]
    return bytes(data) or b"\n"


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.binary(min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_random_bytes(name: str | None, data: bytes) -> None:
    check(data, name)


@pytest.mark.parametrize("name", FORMATS)
@given(data=damaged())
@example(data=b'a,"b\n' * 3)
@example(data=b'"\n')
@example(data=b"Name\nAge\n\nMobile\nx\ny\nz\n")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_evidence(name: str | None, data: bytes) -> None:
    check(data, name)


@pytest.mark.parametrize("name", FORMATS)
@given(text=st.text(min_size=1, max_size=120))
@settings(max_examples=60, deadline=None)
def test_random_text(name: str | None, text: str) -> None:
    check(text.encode("utf-8", "backslashreplace"), name)
    check(text.encode("utf-16", "backslashreplace"), name)


@given(data=damaged(), encoding=st.sampled_from(["utf-8", "utf-16", "cp1252", "koi8-r", "ascii"]))
@settings(max_examples=60, deadline=None)
def test_named_encodings(data: bytes, encoding: str) -> None:
    check(data, None, ReadOptions(is_label=is_label, encoding=encoding))


@given(data=damaged(), delimiter=st.sampled_from([",", ";", "tab", "|", " ", ":", "none"]))
@settings(max_examples=60, deadline=None)
def test_named_delimiters(data: bytes, delimiter: str) -> None:
    check(data, "csv", ReadOptions(is_label=is_label, delimiter=delimiter))


CELL = st.text(st.sampled_from('abcÄरवि 0123456789.,;"|\n@-'), max_size=12).map(str.strip)


@given(
    rows=st.lists(st.tuples(CELL, CELL, st.integers(1, 10**6).map(str)), min_size=3, max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
@settings(max_examples=150, deadline=None)
def test_quoted_tables_come_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    assume(not any("\n" in cell and delimiter in cell for row in rows for cell in row))  # may look like rows
    header = ("name", "place", "number")
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [header, *rows]
    )
    options = ReadOptions(is_label=lambda t: float(t in header), delimiter=delimiter)
    table = read(from_text(buffer.getvalue()), options=options)
    found = [row for block in table.blocks for row in zip(*block.columns, strict=True)]
    assert found == rows
    assert table.ledger().parsed == buffer.getvalue().count("\n") - 1


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3),
    max_leaves=8,
)


@given(
    records=st.lists(st.dictionaries(WORD, VALUE, min_size=1, max_size=4), min_size=1, max_size=6),
    lines=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_json_records_are_all_found(records: list[dict[str, object]], lines: bool) -> None:
    text = "\n".join(map(json.dumps, records)) if lines else json.dumps(records, indent=1)
    table = read(from_text(text), input_format="json")
    blocks = [*table.blocks]
    expected = len(records) if len(records) > 1 or not lines else None
    assert expected is None or sum(map(len, blocks)) == expected
    assert table.ledger().rejected == 0


SPOKEN = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x17F), min_size=1, max_size=10)


@given(
    records=st.lists(st.fixed_dictionaries(dict.fromkeys(LABELS, SPOKEN)), min_size=1, max_size=5),
    blank=st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_spoken_records_come_back(records: list[dict[str, str]], blank: bool) -> None:
    text = ("\n\n" if blank else "\n").join(
        "\n".join(f"{k}: {v}" for k, v in record.items()) for record in records
    )
    table = read(from_text(text), input_format="text")
    found = [
        dict(zip(table.columns, row, strict=True))
        for block in table.blocks
        for row in zip(*block.columns, strict=True)
    ]
    assert found == records


HOSTILE = {
    "colons": lambda n: "a:" * n,
    "inner labels": lambda n: "Name: x" + ", a: b" * n,
    "blanks": lambda n: "x" + " " * n + "y",
    "dashes": lambda n: "- " * n + "a",
    "parentheses": lambda n: "a: " + "(" * n,
    "stars": lambda n: "*" * n + "a: b",
    "brackets": lambda n: "[" * n,
    "braces": lambda n: "{" * n,
    "objects": lambda n: '{"a":' * n,
    "open quotes": lambda n: 'a,"' * n,
    "open quotes over lines": lambda n: 'a,"b\n' * (n // 10),
    "quotes": lambda n: '"' * n,
    "words": lambda n: "Name " * n,
    "chat headers": lambda n: "[12/06/23, 10:31] " * n,
    "tags": lambda n: "<tr><td" * n,
    "wrapped value": lambda n: "Name: A\n" + "word word\n" * (n // 10),
    "waiting labels": lambda n: "Name:\n" * (n // 10) + "x\n" * (n // 10),
    "emoji": lambda n: "🔹" * n + "Name: x",
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_shapes_end(shape: str) -> None:
    for name in FORMATS:
        check(HOSTILE[shape](50_000).encode(), name)


def test_cut_anywhere() -> None:
    chance = random.Random(7)
    for data in SEEDS:
        for _ in range(15):
            check(data[: chance.randint(1, len(data))], chance.choice(FORMATS))
