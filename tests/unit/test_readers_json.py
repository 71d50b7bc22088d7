"""JSON: every layout people paste, numbers as written, broken parts reported."""

from __future__ import annotations

import json
from typing import Any

import pytest

from leakcheck.errors import InputError
from leakcheck.model import LINE_CLASSES, Ledger, Table
from leakcheck.readers import ReadOptions, from_text, read

LABELS = {"name", "age", "gender", "birth_year", "dose", "date", "mobile", "pan"}


def opened(text: str) -> Table:
    return read(
        from_text(text), input_format="json", options=ReadOptions(is_label=lambda t: float(t in LABELS))
    )


def records(text: str) -> list[tuple[int, dict[str, str | None]]]:
    table = opened(text)
    found = [
        (line, {n: c for n, c in zip(table.columns, row, strict=True) if c is not None})
        for block in table.blocks
        for line, row in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    ]
    table.ledger()
    return found


def classes(ledger: Ledger) -> dict[str, int]:
    return {name: getattr(ledger, name) for name in LINE_CLASSES if getattr(ledger, name)}


A, B = {"name": "A", "age": "41"}, {"name": "B", "age": "35"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"name": "A", "age": 41}', [(1, A)]),
        ('[{"name": "A", "age": 41},\n {"name": "B", "age": 35}]', [(1, A), (2, B)]),
        ('{"name": "A", "age": 41}\n{"name": "B", "age": 35}\n', [(1, A), (2, B)]),
        ('{"name": "A", "age": 41}{"name": "B", "age": 35}', [(1, A), (1, B)]),
        ('{"name": "A", "age": 41},\n\n{"name": "B", "age": 35},\n', [(1, A), (3, B)]),
        (
            '{"status": "ok", "data": [\n{"name": "A", "age": 41},\n{"name": "B", "age": 35}]}',
            [(2, A), (3, B)],
        ),
        ('{"response": {"beneficiaries": [{"name": "A", "age": 41}]}}', [(1, A)]),
        ('{"count": 2, "liste": [{"name": "A", "age": 41}, {"name": "B", "age": 35}]}', [(1, A), (1, B)]),
        ('{"data": {"name": "A", "age": 41}}', [(1, A)]),
        ('[12/06/23, 10:31] Bot: found it\n{"name": "A",\n "age": 41}\nthanks', [(2, A)]),
        ('Bot: {"name": "A", "age": 41}', [(1, A)]),
    ],
)
def test_layouts(text: str, expected: list[tuple[int, dict[str, str]]]) -> None:
    assert records(text) == expected


def test_nested_records_are_flattened() -> None:
    record = {
        "name": "A",
        "facility": {"address": {"pincode": 411001}, "open": True},
        "phones": ["98", 99],
        "appointments": [{"dose": 1}, {"dose": 2, "slots": []}],
        "empty": {},
        "nothing": None,
    }
    table = opened(json.dumps(record))
    assert table.columns == (
        *("name", "facility.address.pincode", "facility.open", "phones", "appointments.0.dose"),
        *("appointments.1.dose", "appointments.1.slots", "empty", "nothing"),
    )
    ((_, found),) = records(json.dumps(record))
    assert found == {
        "name": "A",
        "facility.address.pincode": "411001",
        "facility.open": "true",
        "phones": "98; 99",
        "appointments.0.dose": "1",
        "appointments.1.dose": "2",
    }


def test_a_person_with_a_list_is_one_record() -> None:
    visits = '[{"dose": 1, "date": "x", "name": "PHC"}]'
    text = f'{{"name": "A", "birth_year": 1982, "gender": "F", "appointments": {visits}}}'
    ((_, one),) = records(text)
    assert (one["name"], one["appointments.0.name"]) == ("A", "PHC")


@pytest.mark.parametrize(
    "number", ["1.50", "007"[2:], "1e400", "-0.0", "9" * 6000, "12345678901234567890", "NaN"]
)
def test_numbers_keep_their_text(number: str) -> None:
    assert records(f'{{"name": "A", "x": {number}}}') == [(1, {"name": "A", "x": number})]


def test_repeated_keys_are_kept_and_noted() -> None:
    table = opened('{"name": "A", "name": "B"}')
    assert table.columns == ("name", "name (2)")
    assert any("came twice" in note for note in table.reading.notes)
    assert records('{"a": {"b": 1}, "a.b": 2}') == [(1, {"a.b": "1", "a.b (2)": "2"})]


def test_one_bad_line_is_rejected() -> None:
    table = opened('{"name": "A"}\n{"name": B}\n\n{"name": "C"}\n')
    assert [line for block in table.blocks for line in block.rows] == [1, 4]
    ledger = table.ledger()
    assert classes(ledger) == {"parsed": 2, "rejected": 1, "blank": 1}
    assert ledger.events[0].line == 2


def test_whole_records_before_a_cut_are_kept() -> None:
    table = opened('[\n{"name": "A", "x": {"y": 1}},\n{"name": "B"},\n{"name": "C", "x": {"y": 2}, "z')
    assert [line for block in table.blocks for line in block.rows] == [2, 3, 4]
    assert classes(table.ledger()) == {"parsed": 3, "repaired": 1}
    assert any("breaks off" in note for note in table.reading.notes)
    table = opened('{"data": [{"name": "A"}, {"nam')
    assert [line for block in table.blocks for line in block.rows] == [1]


def test_inner_objects_of_a_broken_record_are_no_records() -> None:
    table = opened('{"name": "A", "x": {"y": 1}, "z": }\n{"name": "B"}\n')
    assert [line for block in table.blocks for line in block.rows] == [2]


def test_talk_around_is_accounted_for() -> None:
    table = opened('look:\n\n{"name": "A",\n\n "age": 41}\nis it real?\n')
    assert len([*table.blocks]) == 1
    assert classes(table.ledger()) == {"preamble": 1, "blank": 2, "parsed": 2, "footer": 1}


@pytest.mark.parametrize(
    "text", ["null", "[]", "{}", "[1, 2]", '"x"', "[[[", '{"a":', "hello", "[" * 100_000, '{"a":' * 9_000]
)
def test_no_record(text: str) -> None:
    with pytest.raises(InputError, match="no JSON record"):
        opened(text)


@pytest.mark.parametrize("depth", [66, 300])
def test_too_deep(depth: int) -> None:
    with pytest.raises(InputError, match="deeper than 64"):
        opened('{"a":' * depth + "1" + "}" * depth)


def test_columns_are_the_union_in_order() -> None:
    table = opened('[{"a": 1}, {"b": 2, "a": 3}, {"c": 4}]')
    assert table.columns == ("a", "b", "c")
    (block,) = table.blocks
    assert block.columns == (["1", "3", None], [None, "2", None], [None, None, "4"])


def test_too_many_keys() -> None:
    with pytest.raises(InputError, match="columns"):
        opened(json.dumps([{f"k{i}": 1} for i in range(17_000)]))


def test_lone_surrogates_become_visible() -> None:
    text: Any = '{"na\\ud800me": "A\\udc00"}'
    assert records(text) == [(1, {"na\\ud800me": "A\\udc00"})]
