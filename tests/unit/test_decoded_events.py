"""Lines that were read in another encoding than the rest stand in the ledger, whatever the format."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from typing import BinaryIO

import pytest

from leakcheck.model import Ledger, LineEvent
from leakcheck.readers import from_bytes, read
from leakcheck.readers.intake import ledgerbook
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.source import Evidence

ROWS = 40
ODD = 7


def text() -> bytes:
    records = [f"Name: रवि कुमार\nAge: {n}\n".encode() for n in range(20, 20 + ROWS)]
    records[ODD] = b"Name: Jos\xe9 Mu\xf1oz\nAge: 41\n"
    return b"\n".join(records)


def markdown() -> bytes:
    rows = [f"| रवि कुमार | {n} |".encode() for n in range(ROWS)]
    rows[ODD] = b"| Jos\xe9 Mu\xf1oz | 41 |"
    return b"\n".join([b"| name | age |", b"|------|-----|", *rows, b""])


def html() -> bytes:
    rows = [f"<tr><td>रवि कुमार</td><td>{n}</td></tr>".encode() for n in range(ROWS)]
    rows[ODD] = b"<tr><td>Jos\xe9 Mu\xf1oz</td><td>41</td></tr>"
    return b"\n".join([b"<table>", b"<tr><th>name</th><th>age</th></tr>", *rows, b"</table>", b""])


def definitions() -> bytes:
    rows = [f"<dt>name</dt><dd>रवि कुमार</dd><dt>age</dt><dd>{n}</dd>".encode() for n in range(ROWS)]
    rows[ODD] = b"<dt>name</dt><dd>Jos\xe9 Mu\xf1oz</dd><dt>age</dt><dd>41</dd>"
    return b"\n".join([b"<html><body><dl>", *rows, b"</dl></body></html>", b""])


def combolist() -> bytes:
    rows = [f"user{n}@example.in:पासवर्ड{n}".encode() for n in range(ROWS)]
    rows[ODD] = b"user@example.in:contrase\xf1a"
    return b"\n".join([*rows, b""])


def sql() -> bytes:
    rows = [f"INSERT INTO people VALUES ('रवि कुमार',{n});".encode() for n in range(ROWS)]  # noqa: S608 - a dump
    rows[ODD] = b"INSERT INTO people VALUES ('Jos\xe9 Mu\xf1oz',41);"
    return b"\n".join([b"CREATE TABLE people (name text, age int);", *rows, b""])


def line_of(data: bytes) -> int:
    return next(n for n, line in enumerate(data.split(b"\n"), 1) if b"\xf1" in line)


def ledger_of(evidence: Evidence) -> tuple[str, Ledger]:
    table = read(evidence)
    for _ in table.blocks:
        pass
    return table.reading.format, table.ledger()


FORMATS: list[tuple[str, Callable[[], bytes]]] = [
    ("text", text),
    ("markdown", markdown),
    ("html", html),
    ("html", definitions),
    ("combolist", combolist),
    ("sql", sql),
]


@pytest.mark.parametrize(("name", "make"), FORMATS, ids=[make.__name__ for _, make in FORMATS])
def test_one_odd_line_is_one_event_and_counts_in_no_other_class(name: str, make: Callable[[], bytes]) -> None:
    data = make()
    found, ledger = ledger_of(from_bytes(data))
    assert found == name
    decoded = [event for event in ledger.events if event.kind == "decoded"]
    assert [event.line for event in decoded] == [line_of(data)]
    assert "1252" in decoded[0].reason
    assert ledger.events_total == len(ledger.events)
    _, plain = ledger_of(from_bytes(data.replace(b"\xe9", b"e").replace(b"\xf1", b"n")))
    assert dataclasses.replace(plain, size=0, events=(), events_total=0) == dataclasses.replace(
        ledger, size=0, events=(), events_total=0
    )
    assert not [event for event in plain.events if event.kind == "decoded"]


def test_json_counts_such_a_line_as_repaired() -> None:
    rows = [f'{{"name": "रवि कुमार", "age": {n}}}'.encode() for n in range(ROWS)]
    rows[ODD] = b'{"name": "Jos\xe9 Mu\xf1oz", "age": 41}'
    _, ledger = ledger_of(from_bytes(b"\n".join(rows)))
    assert [(e.line, e.kind, e.reason) for e in ledger.events] == [
        (ODD + 1, "repaired", "read as Windows-1252")
    ]


def test_a_dump_in_utf16_names_the_lines_with_escapes() -> None:
    lines = [
        "CREATE TABLE people (name text, age int);",
        *(f"INSERT INTO people VALUES ('रवि',{n});" for n in range(9)),  # noqa: S608 - a dump
    ]
    data = (
        "\n".join(lines)
        .encode("utf-16-le")
        .replace("4);".encode("utf-16-le"), b"\x00\xd8" + ");".encode("utf-16-le"))
    )
    table = read(from_bytes(b"\xff\xfe" + data))
    cells = [block.columns[1][row] for block in table.blocks for row in range(len(block))]
    assert "\\ud800" in str(cells)
    assert [(e.line, e.kind) for e in table.ledger().events if e.kind == "decoded"] == [(6, "decoded")]


@pytest.mark.parametrize(("name", "make"), FORMATS, ids=[make.__name__ for _, make in FORMATS])
def test_a_file_in_which_nothing_is_odd_is_read_as_often_as_before(
    name: str, make: Callable[[], bytes]
) -> None:
    data = make().replace(b"\xe9", b"e").replace(b"\xf1", b"n")
    opened = 0

    def opener() -> BinaryIO:
        nonlocal opened
        opened += 1
        return io.BytesIO(data)

    table = read(dataclasses.replace(from_bytes(data), opener=opener))
    for _ in table.blocks:
        before = opened
    assert table.ledger().rows
    assert opened == before


def test_annotations_are_bounded_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgerbook, "MAX_EVENTS", 3)
    book = LedgerBook(10)
    book.note(2, "rejected", "why")
    book.annotate(LineEvent(line, "decoded", "read as KOI8-R") for line in range(1, 6))
    book.counts["parsed"] = 4
    book.close(5)
    ledger = book.finish()
    assert [(e.line, e.kind) for e in ledger.events] == [(1, "decoded"), (2, "rejected"), (2, "decoded")]
    assert len(ledger.events) == 3
    assert ledger.events_total == 6
    assert (ledger.parsed, ledger.rejected) == (4, 1)
