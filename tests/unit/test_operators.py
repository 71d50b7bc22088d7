"""Each operator on one record, through the condition a pack would write."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from leakcheck import discover
from leakcheck.errors import PackError
from leakcheck.model import Truth
from leakcheck.rules.compiler import _condition
from leakcheck.rules.record import DERIVED, Record
from leakcheck.rules.setting import Setting
from leakcheck.tomltable import Period

FIELDS = {"a", "b", "name", "age", "birth_date", "birth_year", "dose1_date", *DERIVED}
SETTING = Setting(Period(datetime.date(2021, 1, 16), datetime.date(2023, 10, 18)), ("dose1_date",))
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def truth(condition: dict[str, Any], setting: Setting = SETTING, **cells: str) -> int:
    return _condition(condition, "test", FIELDS, 0).scalar(Record.of(1, cells, setting))


CASES = [
    ({"a": "present"}, {"a": "x"}, T),
    ({"a": "present"}, {"a": "N/A"}, F),
    ({"a": "absent"}, {}, T),
    ({"a": "absent"}, {"a": "x"}, F),
    ({"a": "masked"}, {"a": "XXXXXXXX1234"}, T),
    ({"a": "masked"}, {"a": "123412341234"}, F),
    ({"a": {"matches": "[A-Z]{5}[0-9]{4}[A-Z]"}}, {"a": "ABCPK1234L"}, T),
    ({"a": {"matches": "[A-Z]{5}[0-9]{4}[A-Z]"}}, {"a": "ABCPK1234"}, F),
    ({"a": {"matches": "x"}}, {}, U),
    ({"a": {"matches": "[0-9]{4}"}}, {"a": "१९८२"}, T),
    ({"a": {"shape": ["AAA9999999", "99-99"]}}, {"a": "abc 123 4567"}, T),
    ({"a": {"shape": "A9"}}, {"a": "A99"}, F),
    ({"a": {"one_of": ["Male", "Female"]}}, {"a": " male. "}, T),
    ({"a": {"one_of": ["पुरुष"]}}, {"a": "पुरुष"}, T),
    ({"a": {"none_of": ["Booster"]}}, {"a": "BOOSTER"}, F),
    ({"a": {"contains_any": ["covax"]}}, {"a": "Bharat COVAXIN"}, T),
    ({"a": {"precision": "day"}}, {"a": "12-03-1982"}, T),
    ({"a": {"precision": "day"}}, {"a": "1982"}, F),
    ({"a": {"precision": "day"}}, {"a": "soon"}, U),
    ({"a": {"month_day": "01-01"}}, {"a": "01/01/1982"}, T),
    ({"a": {"month_day": "01-01"}}, {"a": "1982"}, U),
    ({"a": {"at_least": 18}}, {"a": "41 years"}, T),
    ({"a": {"at_most": 17}}, {"a": "१६"}, T),
    ({"a": {"in_range": [12, 17]}}, {"a": "18"}, F),
    ({"a": {"at_least": 18}}, {"a": "many"}, U),
    ({"a": {"before": datetime.date(2021, 1, 16)}}, {"a": "15-01-2021"}, T),
    ({"a": {"after": "b"}}, {"a": "2021-05-01", "b": "2021-04-01"}, T),
    ({"a": {"on_or_before": "b"}}, {"a": "2021-05-01", "b": "2021-05-01"}, T),
    ({"a": {"on_or_after": datetime.date(2021, 1, 16)}}, {"a": "16 Jan 2021"}, T),
    ({"a": {"on_or_after": datetime.date(2021, 1, 16)}}, {"a": "2021"}, U),
    ({"a": {"gap": {"from": "b", "at_least": 28, "at_most": 42}}}, {"a": "2021-05-01", "b": "2021-04-01"}, T),
    ({"a": {"gap": {"from": "b", "at_least": 84}}}, {"a": "2021-05-01", "b": "2021-04-01"}, F),
    ({"a": {"equals_year_of": "b"}}, {"a": "1982", "b": "12-03-1982"}, T),
    (
        {"a": {"age_on": {"born": "b", "on": "dose1_date", "tolerance": 1}}},
        {"a": "40", "b": "1982", "dose1_date": "2021-05-01"},
        T,
    ),
    (
        {"a": {"age_on": {"born": "b", "on": "dose1_date", "tolerance": 1}}},
        {"a": "50", "b": "1982", "dose1_date": "2021-05-01"},
        F,
    ),
    ({"a": {"initial_of": {"field": "name", "at": 5}}}, {"a": "ABCPK1234L", "name": "Ravi Kumar"}, T),
    ({"a": {"initial_of": {"field": "name", "at": 5}}}, {"a": "ABCPR1234L", "name": "Shri Ravi Kumar"}, T),
    ({"a": {"initial_of": {"field": "name", "at": 5}}}, {"a": "ABCPZ1234L", "name": "Ravi Kumar"}, F),
    ({"a": {"initial_of": {"field": "name", "at": 5}}}, {"a": "ABCPZ1234L", "name": "रवि कुमार"}, U),
    ({"a": {"same_as": "b"}}, {"a": "PHC, Rampur", "b": "phc rampur"}, T),
    ({"a": {"differs_from": "b"}}, {"a": "x", "b": "y"}, T),
    ({"a": {"checksum": "in_pan"}}, {"a": "XXXXXX234L"}, U),
    ({"a": {"well_formed": "in_mobile"}}, {"a": "12"}, F),
    ({"a": {"part": {"of": "in_pin_code", "name": "state", "field": "b"}}}, {"a": "110001", "b": "Delhi"}, T),
    (
        {"a": {"part": {"of": "in_pin_code", "name": "state", "field": "b"}}},
        {"a": "110001", "b": "Kerala"},
        F,
    ),
    ({"a": {"part": {"of": "in_pin_code", "name": "state", "is": "Delhi"}}}, {"a": "110001"}, T),
    (
        {
            "a": {
                "part_year": {
                    "of": "in_driving_licence",
                    "name": "year",
                    "field": "year_born",
                    "at_least": 16,
                }
            }
        },
        {"a": "UP32 20060001234", "birth_date": "12-03-1990"},
        T,
    ),
    (
        {
            "a": {
                "part_year": {
                    "of": "in_driving_licence",
                    "name": "year",
                    "field": "year_born",
                    "at_least": 16,
                }
            }
        },
        {"a": "UP32 20050001234", "birth_year": "1990"},
        F,
    ),
    ({"any": [{"a": "absent"}, {"b": "absent"}]}, {"a": "x"}, T),
    ({"all": [{"a": "present"}, {"b": {"at_least": 1}}]}, {"a": "x"}, U),
    ({"not": {"a": "present"}}, {"a": "x"}, F),
    ({"not": {"b": {"at_least": 1}}}, {}, U),
    ({}, {}, T),
]


@pytest.mark.parametrize(("condition", "cells", "expected"), CASES)
def test_condition(condition: dict[str, Any], cells: dict[str, str], expected: Truth) -> None:
    assert truth(condition, **cells) == expected


def test_every_operator_has_a_case() -> None:
    used = {
        op for condition, _, _ in CASES for op in repr(condition).replace("'", " ").replace(":", " ").split()
    }
    assert set(discover.names("rules.operators")) - {"count_per"} <= used


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"age": "41"}, T),
        ({"birth_year": "1982"}, T),
        ({"birth_date": "12-03-1982"}, T),
        ({"birth_date": "12-03-2009"}, F),
        ({"birth_date": "12-03-2004"}, U),
        ({"birth_date": "12-03-2004", "dose1_date": "05-01-2022"}, F),
        ({"birth_date": "12-03-2004", "dose1_date": "05-05-2022"}, T),
        ({"birth_year": "2004", "dose1_date": "05-05-2022"}, U),
        ({}, U),
    ],
)
def test_age_then_is_an_interval(cells: dict[str, str], expected: Truth) -> None:
    assert truth({"age_then": {"at_least": 18}}, **cells) == expected


def test_transcribed_text_is_never_silently_repaired() -> None:
    setting = Setting(transcribed=True)
    record = Record.of(1, {"a": "ABCPK1Z34L"}, setting)
    condition = _condition({"a": {"shape": "AAAAA9999A"}}, "test", FIELDS, 0)
    assert condition.scalar(record) == U
    assert record.notes == [("a", "valid if 'Z' at place 7 is read as '2'")]
    assert (
        _condition({"a": {"shape": "AAAAA9999A"}}, "test", FIELDS, 0).scalar(
            Record.of(1, dict(record.cells), Setting())
        )
        == F
    )


@pytest.mark.parametrize(
    "condition",
    [
        {"a": "absnt"},
        {"nosuch": "absent"},
        {"a": {"matches": "(a+)+$"}},
        {"a": {"matches": "(?=x)y"}},
        {"a": {"matches": "(a|ab){0,50}c"}},
        {"a": {"matches": r"(a)\1"}},
        {"a": {"in_range": [5, 1]}},
        {"a": {"before": "nosuch"}},
        {"a": {"gap": {"from": "b"}}},
        {"a": {"checksum": "no_number"}},
        {"a": {"one_of": "Male"}},
        {"a": 5},
        {"any": []},
        {"a": {"present": "x"}},
        {"a": {"count_per": {"key": "b", "at_most": 1}}},
    ],
)
def test_refusals_name_the_place(condition: dict[str, Any]) -> None:
    with pytest.raises(PackError) as caught:
        _condition(condition, "x.toml, rule r, key 'when'", FIELDS, 0)
    assert "x.toml, rule r" in str(caught.value)


def test_misspelt_operator_gets_a_suggestion() -> None:
    with pytest.raises(PackError) as caught:
        _condition({"a": "absnt"}, "x", FIELDS, 0)
    assert caught.value.hint == "did you mean absent?"
