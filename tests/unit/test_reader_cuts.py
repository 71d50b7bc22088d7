"""A member that breaks off: whole records before the cut are kept, none is made up, and the cut is said."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from leakcheck.errors import InputError
from leakcheck.model import Ledger
from leakcheck.readers import Budget, BudgetError, Evidence, ReadOptions, from_bytes, read

ROWS = 120
NUMBERS = range(10_000, 10_000 + ROWS)


def rows(pattern: str, between: str = "") -> str:
    return between.join(pattern % number for number in NUMBERS)


DOCUMENTS: dict[str, Callable[[], str]] = {
    "csv": lambda: "name,age\n" + rows("A. Sharma,%d\n"),
    "combolist": lambda: rows("a@example.in:pw%d\n"),
    "markdown": lambda: "| name | age |\n|---|---|\n" + rows("| A. Sharma | %d |\n"),
    "json lines": lambda: rows('{"name": "A. Sharma", "age": %d}\n'),
    "json list": lambda: "[" + rows('{"name": "A. Sharma", "age": %d}', ",\n") + "]\n",
    "json in one line": lambda: "[" + rows('{"name": "A. Sharma", "age": %d}', ", ") + "]",
    "json in one line below a bracket": lambda: "[\n" + rows('{"name": "A. Sharma", "age": %d}', ", ") + "]",
    "insert of many": lambda: (
        "CREATE TABLE p (name text, age int);\nINSERT INTO p VALUES " + rows("('A. Sharma',%d)", ",") + ";\n"
    ),
    "insert of one": lambda: (
        "CREATE TABLE p (name text, age int);\n" + rows("INSERT INTO p VALUES ('A. Sharma',%d);\n")  # noqa: S608
    ),
    "copy": lambda: (
        "CREATE TABLE p (name text, age int);\nCOPY p (name, age) FROM stdin;\n"
        + rows("A. Sharma\t%d\n")
        + "\\.\n"
    ),
    "html": lambda: (
        "<table>\n<tr><th>name</th><th>age</th></tr>\n" + rows("<tr><td>A. Sharma</td><td>%d</td></tr>\n")
    ),
    "html in one line": lambda: (
        "<table><tr><th>name</th><th>age</th></tr>"
        + rows("<tr><td>A. Sharma</td><td>%d</td></tr>")
        + "</table>"
    ),
    "html in one line below a doctype": lambda: (
        "<!doctype html>\n<table><tr><th>name</th><th>age</th></tr>"
        + rows("<tr><td>A. Sharma</td><td>%d</td></tr>")
        + "</table>"
    ),
}


def cut(data: bytes, at: int) -> Evidence:
    """The first `at` bytes as gzip whose end is missing."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return from_bytes(packer.compress(data[:at]) + packer.flush(zlib.Z_SYNC_FLUSH), "x.gz")


def taken(evidence: Evidence, name: str) -> tuple[list[tuple[str | None, ...]], Ledger]:
    table = read(evidence, input_format="json" if name.startswith("json") else None)
    found = [
        tuple(column[i] for column in block.columns) for block in table.blocks for i in range(len(block))
    ]
    return found, table.ledger()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_whole_records_before_the_cut_and_no_other(name: str) -> None:
    text = DOCUMENTS[name]()
    data = text.encode()
    whole, _ = taken(from_bytes(data), name)
    assert len(whole) == ROWS
    middle = text.index("10060")
    for at in range(middle, middle + len("{'name': 'A. Sharma', 'age': 10060},\n") + 20, 3):
        found, ledger = taken(cut(data, at), name)
        assert found == whole[: len(found)], at
        assert len(found) >= 58, at
        assert any(event.kind == "rejected" and "breaks off" in event.reason for event in ledger.events), at
        assert ledger.rows == len(found)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_budget_ends_in_one_error_that_names_the_flag(name: str) -> None:
    data = DOCUMENTS[name]().encode() * 40
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    evidence = from_bytes(packer.compress(data) + packer.flush(), "x.gz")
    options = ReadOptions(budget=Budget(bytes_out=len(data) // 2))
    with pytest.raises(BudgetError) as caught:
        for _ in read(evidence, options=options).blocks:
            pass
    assert isinstance(caught.value, InputError)
    assert "--max-bytes" in caught.value.hint
    assert "stopped after" in caught.value.message
