"""ODS: stored values of one sheet, repeats bounded, nothing evaluated, nothing trusted."""

from __future__ import annotations

import hashlib
import io
import resource
import zipfile
from functools import partial
from typing import Any

import pytest

from leakcheck.errors import InputError, UsageError
from leakcheck.model import Ledger, Table
from leakcheck.readers import ReadOptions, ods, xlsx
from leakcheck.readers.intake.source import HEAD, Evidence

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
MIME = "application/vnd.oasis.opendocument.spreadsheet"

ROWS, COLUMNS = 'table:number-rows-repeated="{}"', 'table:number-columns-repeated="{}"'
TYPED = '<table:table-cell office:value-type="{}" office:{}="{}"><text:p>{}</text:p></table:table-cell>'


def evidence(data: bytes, name: str = "file") -> Evidence:
    return Evidence(name, data[:HEAD], hashlib.sha256(data).hexdigest(), len(data), partial(io.BytesIO, data))


def spreadsheet(tables: str, *, head: str = "", mime: str = MIME, **parts: str) -> bytes:
    content = (
        f'{head}<office:document-content xmlns:office="{SPACE}office:1.0" xmlns:table="{SPACE}table:1.0" '
        f'xmlns:text="{SPACE}text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), mime)
        for name, text in {"content.xml": content, **parts}.items():
            package.writestr(name, text)
    return buffer.getvalue()


def cell(value: Any, attributes: str = "") -> str:
    if value is None:
        return f"<table:table-cell {attributes}/>"
    kind = (
        'office:value-type="string"'
        if isinstance(value, str)
        else f'office:value-type="float" office:value="{value}"'
    )
    return f"<table:table-cell {kind} {attributes}><text:p>{value}</text:p></table:table-cell>"


def row(*values: Any, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>" + "".join(map(cell, values)) + "</table:table-row>"


def line(attributes: str, cells: str) -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def sheet(*lines: str, name: str = "People") -> str:
    return f'<table:table table:name="{name}">' + "".join(lines) + "</table:table>"


PEOPLE = (
    row("name", "age", "city"),
    row("A. Sharma", 41, "Pune"),
    row("B. Rao", 35, "Mysuru"),
    row("C. Das", 29, "Puri"),
)


def table(data: bytes, **options: Any) -> tuple[Table, list[tuple[int, tuple[str | None, ...]]], Ledger]:
    read = ods.read(evidence(data), ReadOptions(**options))
    found = []
    for block in read.blocks:
        found += list(zip(block.rows, zip(*block.columns, strict=True), strict=True))
    return read, found, read.ledger().check()


def values(*cells: str) -> list[str | None]:
    lines = [
        f"<table:table-row>{cell('row ' + 'abcdefghijklmnop'[i])}{c}</table:table-row>"
        for i, c in enumerate(cells)
    ]
    return [cells[1] for _, cells in table(spreadsheet(sheet(row("label", "value"), *lines)))[1]]


def refused(data: bytes) -> InputError:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError) as caught:
        table(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 400 << 10
    assert caught.value.hint
    return caught.value


def test_people() -> None:
    read, found, ledger = table(spreadsheet(sheet(*PEOPLE)))
    assert read.columns == ("name", "age", "city")
    assert found == [
        (2, ("A. Sharma", "41", "Pune")),
        (3, ("B. Rao", "35", "Mysuru")),
        (4, ("C. Das", "29", "Puri")),
    ]
    assert (ledger.lines, ledger.header, ledger.rows) == (4, 1, 3)
    assert (read.reading.format, read.reading.details["sheet"]) == ("ods", "People")


def test_bids_by_media_type() -> None:
    data = spreadsheet(sheet(*PEOPLE))
    assert ods.bid(data[:HEAD]) > 0.9
    assert xlsx.bid(data[:HEAD]) == 0
    assert ods.bid(spreadsheet("", mime=MIME.replace("spreadsheet", "text"))) == 0


def test_stored_values() -> None:
    assert values(
        TYPED.format("float", "value", "911234567890", "9.1E+11"),
        TYPED.format("float", "value", "9.1E+017", "9.1E+17"),
        TYPED.format("float", "value", "7", "000007"),
        TYPED.format("percentage", "value", "0.45", "45%"),
        TYPED.format("date", "date-value", "1982-01-02", "02-Jan"),
        TYPED.format("date", "date-value", "2021-03-04T05:06:07", "x"),
        TYPED.format("date", "date-value", "2021-03-04T00:00:00", "x"),
        TYPED.format("time", "time-value", "PT30H05M06S", "x"),
        TYPED.format("boolean", "boolean-value", "true", "WAHR"),
        TYPED.format("string", "string-value", "kept", "kept"),
        TYPED.format("string", "x", "", "#REF!"),
    ) == [
        "911234567890", "910000000000000000", "000007", "0.45", "1982-01-02", "2021-03-04 05:06:07",
        "2021-03-04", "30:05:06", "TRUE", "kept", "#REF!",
    ]  # fmt: skip


def test_text_of_a_cell() -> None:
    inside = "a<text:s text:c='2'/>b<text:tab/>c<text:span>d</text:span></text:p><text:p>e"
    note = "<office:annotation><text:p>secret</text:p></office:annotation>"
    line = f"<table:table-cell office:value-type='string'>{note}<text:p>{inside}</text:p></table:table-cell>"
    assert values(line) == ["a  b\tcd\ne"]


def test_deleted_rows_of_tracked_changes_are_not_rows() -> None:
    tracked = f"<table:tracked-changes>{row('x', 1, 'y')}</table:tracked-changes>"
    assert len(table(spreadsheet(tracked + sheet(*PEOPLE)))[1]) == 3


def test_repeats() -> None:
    twice = row("D", 1, "x", attributes='table:number-rows-repeated="2"')
    gap = row(None, attributes='table:number-rows-repeated="4"')
    end = line(ROWS.format(1_048_576), f"<table:table-cell {COLUMNS.format(16_384)}/>")
    _, found, ledger = table(spreadsheet(sheet(*PEOPLE, twice, gap, row("E", 2, "y"), end)))
    assert [number for number, _ in found] == [2, 3, 4, 5, 6, 11]
    assert (ledger.blank, ledger.lines) == (4, 11)
    wide = row("F", None) + line("", cell("a", COLUMNS.format(3)))
    assert table(spreadsheet(sheet(*PEOPLE, wide)))[1][-1][1] == ("a", "a", "a")


def test_formula_without_a_result() -> None:
    formula = line("", cell("D") + cell(None, 'table:formula="of:=1"'))
    _, found, ledger = table(spreadsheet(sheet(*PEOPLE, formula)))
    assert found[-1][1] == ("D", None, None)
    assert "never evaluated" in ledger.events[-1].reason


def test_sheets() -> None:
    data = spreadsheet(
        sheet(row("x"), name="Notes") + sheet(*PEOPLE) + sheet(row("name", "age"), row("Z", 1), name="Old")
    )
    read, found, _ = table(data)
    assert len(found) == 3
    assert "“Notes” (1 cells), “Old” (4 cells)" in read.reading.notes[0]
    assert table(data, table="Old")[1] == [(2, ("Z", "1"))]
    with pytest.raises(UsageError):
        table(data, table="Neu")


@pytest.mark.parametrize(
    ("hostile", "words"),
    [
        (line(ROWS.format(1_048_576), cell(1, COLUMNS.format(16_384))), "repeats"),
        (line(ROWS.format(900_000_000), '<table:table-cell table:formula="of:=1"/>'), "repeats"),
        (line("", cell(1, COLUMNS.format(99_999))), "columns"),
        (line("", TYPED.format("string", "x", "", '<text:s text:c="999999999"/>')), "cell longer"),
        (line(ROWS.format(999_999_999), "<table:table-cell/>") * 3, "beyond"),
        ("<table:table-row>" * 80, "nested"),
        ("<table:table-row><table:table-cell", "well formed"),
    ],
)
def test_hostile_rows(hostile: str, words: str) -> None:
    assert words in refused(spreadsheet(sheet(*PEOPLE, hostile))).message


def test_laughs_bombs_and_passwords() -> None:
    assert (
        "document type"
        in refused(spreadsheet(sheet(*PEOPLE), head='<!DOCTYPE a [<!ENTITY b "ha">]>')).message
    )
    assert "budget" in refused(spreadsheet(sheet(*PEOPLE) + " " * 100_000_000)).message
    locked = {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert "password" in refused(spreadsheet(sheet(*PEOPLE), **locked)).message
    assert refused(spreadsheet("")).message == "holds no sheet with cells"


def test_odfpy_and_pandas_write_what_is_read() -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {
            "name": ["नाम", "B. Rao"],
            "mobile": [9_000_000_001, 9_000_000_002],
            "born": pd.to_datetime(["1982-01-02", "1990-12-31"]),
        }
    )
    buffer = io.BytesIO()
    frame.to_excel(buffer, engine="odf", index=False)
    read, found, _ = table(buffer.getvalue())
    assert read.columns == ("name", "mobile", "born")
    assert found[0][1] == ("नाम", "9000000001", "1982-01-02")
