"""The JSON reader against its own conformance set (`json_conformance.py`), and what "accepted" means.

Accepted: a table whose reading says ``grammar: JSON (RFC 8259)`` and whose ledger knows only parsed and blank
lines, or the `InputError` "is valid JSON, but …". Reported: any other `InputError`, or a table whose reading
says ``not strict JSON`` and whose ledger names a line that was repaired, rejected, or is no JSON.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any, NoReturn

import pytest

from leakcheck.errors import InputError
from leakcheck.readers import from_bytes, read

_spec = importlib.util.spec_from_file_location(
    "json_conformance", Path(__file__).with_name("json_conformance.py")
)
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
CASES: dict[str, bytes] = _module.CASES
_TROUBLE = ("repaired", "rejected", "preamble", "footer")


def verdict(data: bytes, input_format: str | None = "json") -> str:
    try:
        table = read(from_bytes(data), input_format=input_format)
    except InputError as error:
        if not (error.message and error.hint):
            pytest.fail("an error without a message or a hint")
        return "accepted" if "is valid JSON" in error.message else "reported"
    if table.reading.format != "json":
        return "read as " + table.reading.format
    rows = sum(map(len, table.blocks))
    ledger = table.ledger()
    assert ledger.rows == rows > 0
    trouble = sum(getattr(ledger, name) for name in _TROUBLE)
    grammar = table.reading.details["grammar"]
    is_cut = any("was cut to" in event.reason for event in ledger.events)  # by the budget, not by the grammar
    assert (grammar == "not strict JSON") == (bool(trouble) and not is_cut)
    assert not trouble or any(event.reason for event in ledger.events)
    return "accepted" if grammar == "JSON (RFC 8259)" else "reported"


def test_the_set_is_large_and_even() -> None:
    kinds = [name[0] for name in CASES]
    assert len(CASES) >= 250
    assert kinds.count("y") >= 95
    assert kinds.count("n") >= 188


@pytest.mark.parametrize("name", [name for name in CASES if name[0] == "y"])
def test_json_is_accepted(name: str) -> None:
    assert verdict(CASES[name]) == "accepted"


@pytest.mark.parametrize("name", [name for name in CASES if name[0] == "n"])
def test_what_is_no_json_is_reported(name: str) -> None:
    assert verdict(CASES[name]) == "reported"


_FOREIGN = ("n_text_yaml",)  # nothing says that it should be JSON


@pytest.mark.parametrize("name", [name for name in CASES if name[0] in "yn" and name not in _FOREIGN])
def test_the_verdict_is_the_same_when_no_format_is_named(name: str) -> None:
    assert verdict(CASES[name], None) == ("accepted" if name[0] == "y" else "reported")


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ("[12/06/23, 9:10 am] Desk: Name: A. Rao\n[12/06/23, 9:11 am] Desk: Age: 41\n", "text"),
        ("{Name: A. Rao, Age: 41}\n{Name: B. Rao, Age: 31}\n", "text"),
        ("[a],[b],[c]\n[1],[2],[3]\n[4],[5],[6]\n", "csv"),
    ],
)
def test_brackets_alone_do_not_make_json(text: str, format_name: str) -> None:
    assert read(from_bytes(text.encode())).reading.format == format_name


def test_a_stray_nul_harms_one_line_only() -> None:
    lines = [f'{{"name": "A. Rao {n}", "age": {n}}}' for n in range(60)]
    lines[30] = '{"name": "B\x00 Rao", "age": 30}'
    table = read(from_bytes("\n".join(lines).encode()))
    assert sum(len(block) for block in table.blocks) == 60
    assert [event.line for event in table.ledger().events] == [31]


@pytest.mark.parametrize("name", [name for name in CASES if name[0] == "i"])
def test_what_is_left_open_does_not_crash(name: str) -> None:
    assert verdict(CASES[name]) in ("accepted", "reported")


def _refuse(_word: str) -> NoReturn:
    raise ValueError


@pytest.mark.parametrize("name", [name for name in CASES if name[0] in "yn" and "depth" not in name])
def test_the_set_agrees_with_another_parser(name: str) -> None:
    def loads() -> Any:
        text = CASES[name].removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        return json.loads(text, parse_constant=_refuse, parse_int=str, parse_float=str)

    if name[0] == "y":
        loads()
    else:
        with pytest.raises(ValueError):  # noqa: PT011 - json and Unicode errors alike
            loads()
