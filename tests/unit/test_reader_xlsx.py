"""XLSX: what a person sees in the sheet, every row of it, and no attack that costs more than an error."""

from __future__ import annotations

import hashlib
import io
import resource
import zipfile
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest

from leakcheck.errors import InputError, UsageError
from leakcheck.model import Ledger, Table
from leakcheck.readers import ReadOptions, xlsx
from leakcheck.readers.intake.mangling import mangled
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.readers.workbook.numbertext import number_text
from leakcheck.readers.workbook.signature import office_kind

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def evidence(data: bytes, name: str = "file") -> Evidence:
    return Evidence(name, data[:HEAD], hashlib.sha256(data).hexdigest(), len(data), partial(io.BytesIO, data))


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def workbook(sheets: dict[str, str], **extra: str) -> bytes:
    """A workbook whose sheets are given as the XML inside ``sheetData``; extra parts by their short name."""
    listed = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="r{i}"/>' for i, n in enumerate(sheets, 1))
    related = "".join(
        f'<Relationship Id="r{i}" Type="{RELS}/worksheet" Target="worksheets/s{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    properties = extra.pop("properties", "")
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns:r="{RELS}">{properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/r">{related}</Relationships>',
    }
    head = extra.pop("head", "")
    for i, data in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/s{i}.xml"] = (
            f'{head}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
        )
    parts |= {f"xl/{name}.xml": content for name, content in extra.items()}
    return packed(parts)


def text_cell(text: str, where: str = "") -> str:
    return f'<c {where and f"r={chr(34)}{where}{chr(34)} "}t="inlineStr"><is><t>{text}</t></is></c>'


def rows(*lines: Sequence[Any], start: int = 1) -> str:
    made = []
    for number, line in enumerate(lines, start):
        cells = "".join(
            text_cell(v) if isinstance(v, str) else "<c/>" if v is None else f"<c><v>{v}</v></c>"
            for v in line
        )
        made.append(f'<row r="{number}">{cells}</row>')
    return "".join(made)


PEOPLE = rows(
    ("name", "age", "city"), ("A. Sharma", 41, "Pune"), ("B. Rao", 35, "Mysuru"), ("C. Das", 29, "Puri")
)


def table(data: bytes, **options: Any) -> tuple[Table, list[tuple[int, tuple[str | None, ...]]], Ledger]:
    read = xlsx.read(evidence(data), ReadOptions(**options))
    found = []
    for block in read.blocks:
        found += list(zip(block.rows, zip(*block.columns, strict=True), strict=True))
    return read, found, read.ledger().check()


def column(data: bytes, place: int = 0) -> list[str | None]:
    return [cells[place] for _, cells in table(data)[1]]


def values(*cells: str, **extra: str) -> list[str | None]:
    """Values of single cells, one a row, below a header."""
    lines = "".join(
        f"<row>{text_cell('row ' + 'abcdefghijklmnop'[i])}{cell}</row>" for i, cell in enumerate(cells)
    )
    return column(workbook({"s": f"<row>{text_cell('label')}{text_cell('value')}</row>{lines}"}, **extra), 1)


def refused(data: bytes) -> InputError:
    """The one error, within the budget of time and memory."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError) as caught:
        table(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 400 << 10
    assert caught.value.hint
    assert caught.value.where == "file"
    return caught.value


def test_people() -> None:
    read, found, ledger = table(workbook({"People": PEOPLE}))
    assert read.columns == ("name", "age", "city")
    assert found == [
        (2, ("A. Sharma", "41", "Pune")),
        (3, ("B. Rao", "35", "Mysuru")),
        (4, ("C. Das", "29", "Puri")),
    ]
    assert (ledger.lines, ledger.header, ledger.parsed, ledger.rows) == (4, 1, 3, 3)
    assert read.reading.details["sheet"] == "People"
    assert read.reading.format == "xlsx"


def test_bids_by_content() -> None:
    data = workbook({"s": PEOPLE})
    assert xlsx.bid(data[:HEAD]) > 0.9
    assert xlsx.bid(packed({"word/document.xml": "<a/>"})) == 0
    assert xlsx.bid(packed({"people.csv": "a,b"})) == 0
    assert xlsx.bid(b"name,age\n") == 0
    assert office_kind(packed({"[Content_Types].xml": "", "xl/workbook.bin": b"x"})) == "xlsb"


def test_rows_keep_their_numbers_and_gaps_are_blank() -> None:
    data = rows(("name", "age", "city"), start=3) + rows(("A", 1, "x"), ("B", 2, "y"), start=7)
    _, found, ledger = table(workbook({"s": data}))
    assert [number for number, _ in found] == [7, 8]
    assert (ledger.blank, ledger.lines) == (5, 8)


def test_title_total_and_repeated_header() -> None:
    head = ("name", "age", "city")
    lines = [
        ("People of the ward",),
        head,
        ("A", 1, "x"),
        ("B", 2, "y"),
        head,
        ("C", 3, "z"),
        ("Total", 3, None),
    ]
    _, found, ledger = table(workbook({"s": rows(*lines)}))
    assert [cells[0] for _, cells in found] == ["A", "B", "C"]
    assert (ledger.preamble, ledger.header, ledger.repeated_header, ledger.footer) == (1, 1, 1, 1)


def test_a_table_on_its_side() -> None:
    read, found, ledger = table(workbook({"s": rows(("Name", "A. Sharma"), ("Age", 41), ("City", "Pune"))}))
    assert read.columns == ("Name", "Age", "City")
    assert found == [(1, ("A. Sharma", "41", "Pune"))]
    assert ledger.lines == 3


def test_the_fullest_sheet_is_read_and_the_others_are_named() -> None:
    data = workbook({"Notes": rows(("x",)), "People\x7f": PEOPLE, "Old": rows(("a", "b"), (1, 2))})
    read, found, _ = table(data)
    assert len(found) == 3
    assert "“Notes” (1 cells), “Old” (4 cells)" in read.reading.notes[0]
    assert "\x7f" not in "".join(read.reading.notes)


def test_a_sheet_can_be_chosen() -> None:
    data = workbook({"People": PEOPLE, "Old": rows(("name", "age"), ("Z", 2))})
    for name in ("Old", " old", "2"):
        assert [c[0] for _, c in table(data, table=name)[1]] == ["Z"]
    with pytest.raises(UsageError) as caught:
        table(data, table="Neu")
    assert "“People”, “Old”" in caught.value.hint


def test_numbers_as_a_person_sees_them() -> None:
    raw = [
        "41",
        "41.0",
        "911234567890",
        "9.11234567890E+11",
        "0.30000000000000004",
        "1234567890123456789",
        "1E+300",
        "-1.50",
    ]
    assert values(*(f"<c><v>{n}</v></c>" for n in raw)) == [
        "41", "41", "911234567890", "911234567890", "0.3", "1234567890123456789", "1E+300", "-1.5",
    ]  # fmt: skip
    assert number_text("9" * 5_000) == "9" * 5_000
    assert number_text("nonsense") == "nonsense"


def test_other_kinds_of_cell() -> None:
    kinds = ('b"><v>1', 'b"><v>0', 'e"><v>#REF!', 'str"><f>A1</f><v>kept', 's"><v>0', 's"><v>1', 's"><v>9')
    cells = (*(f'<c t="{kind}</v></c>' for kind in kinds), "<c><f>1+1</f><v>2</v></c>", "<c><f>1+1</f></c>",
             text_cell("a_x000D_b_xD800_"), text_cell("  007 "))  # fmt: skip
    rich = '<si><r><t>ri</t></r><r><t>ch</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>'
    strings = f'<sst xmlns="{MAIN}"><si><t>plain</t></si>{rich}</sst>'
    assert values(*cells, sharedStrings=strings) == [
        "TRUE", "FALSE", "#REF!", "kept", "plain", "rich", None, "2", None, "a\rb\\ud800", "  007 ",
    ]  # fmt: skip


def test_what_is_mended_is_in_the_ledger() -> None:
    data = rows(("name", "age"), ("A", 1)) + '<row r="3"><c t="s"><v>7</v></c><c><v>2</v></c></row>'
    data += '<row r="2">' + text_cell("late") + "<c><v>3</v></c></row>"
    data += '<row r="5">' + text_cell("twice", "A5") + text_cell("again", "A5") + "</row>"
    data += '<row r="6">' + text_cell("z", "B6") + text_cell("C", "A6") + "</row>"
    _, found, ledger = table(workbook({"s": data}))
    assert [cells for _, cells in found] == [
        ("A", "1"),
        (None, "2"),
        ("late", "3"),
        ("again", None),
        ("C", "z"),
    ]
    assert [number for number, _ in found] == [2, 3, 3, 5, 6]
    assert ledger.repaired == 3
    assert ledger.events_total == 3


STYLES = (
    '<styleSheet xmlns="{}"><numFmts><numFmt numFmtId="164" formatCode="000000"/><numFmt numFmtId="165" '
    'formatCode="yyyy\\-mm\\-dd hh:mm:ss"/><numFmt numFmtId="166" formatCode="[Red]0.00&quot;days&quot;"/>'
    "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>{}</cellXfs></styleSheet>"
).format(MAIN, "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 16, 17, 164, 165, 166, 20, 46)))


def test_dates_are_no_finer_than_their_format() -> None:
    pairs = [
        (1, 44259),
        (1, 44259.5),
        (2, 44259),
        (3, 44259),
        (4, 7),
        (5, 44259.25),
        (5, 44259),
        (6, 44259),
        (7, 0.5),
        (8, 1.5),
        (1, 59),
        (1, 61),
        (1, -1),
    ]
    assert values(*(f'<c s="{s}"><v>{v}</v></c>' for s, v in pairs), styles=STYLES) == [
        "2021-03-04", "2021-03-04 12:00:00", "04-Mar", "2021-03", "000007", "2021-03-04 06:00:00",
        "2021-03-04", "44259", "12:00:00", "36:00:00", "1900-02-28", "1900-03-01", "-1",
    ]  # fmt: skip
    later = values('<c s="1"><v>42797</v></c>', styles=STYLES, properties='<workbookPr date1904="1"/>')
    assert later == ["2021-03-04"]


def test_prefixed_and_strict_names_are_understood() -> None:
    body = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        + PEOPLE.replace("<", "<x:").replace("<x:/", "</x:")
        + "</x:sheetData></x:worksheet>"
    )
    data = packed(
        {
            "xl/workbook.xml": "<workbook><sheets><sheet name='s'/></sheets></workbook>",
            "xl/worksheets/sheet1.xml": body,
        }
    )
    assert len(table(data)[1]) == 3


def test_wide_and_late_cells_are_not_lost_silently() -> None:
    late = rows(*[("name", "age")], *[("A", 1)] * 25_000, ("B", 2, "remark"))
    _, found, ledger = table(workbook({"s": late}))
    assert len(found) == 25_001
    assert ledger.repaired == 1
    assert ledger.events[0].line == 25_002


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('<c r="XFE1"><v>1</v></c>', "columns"),
        (text_cell("a" * 1_100_000), "cell longer"),
        ("<z>" * 100 + "</z>" * 100, "nested"),
        ("<c", "well formed"),
        (f'<c a="{"b" * 100}"', "well formed"),
    ],
)
def test_hostile_sheets(cell: str, words: str) -> None:
    assert words in refused(workbook({"s": PEOPLE + f'<row r="9">{cell}</row>'})).message


def test_a_sheet_that_promises_everything() -> None:
    body = f'<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{PEOPLE}</sheetData></worksheet>'
    data = packed(
        {
            "xl/workbook.xml": "<workbook><sheets><sheet name='s'/></sheets></workbook>",
            "xl/worksheets/sheet1.xml": body,
        }
    )
    assert len(data) < 1_700
    assert "promises" in refused(data).message


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"]
)
def test_bombs(part: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name in {"xl/workbook.xml", "xl/worksheets/sheet1.xml"} - {part}:
            package.writestr(name, "<workbook><sheets><sheet name='s'/></sheets></workbook>")
        with package.open(part, "w") as stream:
            stream.write(b"<sst><si><t>")
            for _ in range(200):
                stream.write(b"a" * (1 << 20))
    assert "budget" in refused(buffer.getvalue()).message


def test_laughs_and_external_entities() -> None:
    for doctype in (
        '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>',
    ):
        assert "document type" in refused(workbook({"s": PEOPLE}, head=doctype)).message


def test_lying_and_overlapping_archives() -> None:
    data = bytearray(workbook({"s": PEOPLE}))
    directory = data.find(b"PK\x01\x02")
    overlapping = data[:]
    second = data.find(b"PK\x01\x02", directory + 4)
    overlapping[second + 42 : second + 46] = overlapping[directory + 42 : directory + 46]
    assert "overlap" in refused(bytes(overlapping)).message
    locked = data[:]
    locked[directory + 8] |= 1
    assert "password" in refused(bytes(locked)).message
    short = data[:]
    last = data.rfind(b"PK\x01\x02")
    short[last + 24 : last + 28] = (40).to_bytes(4, "little")
    assert "unpacked" in refused(bytes(short)).message or "damaged" in refused(bytes(short)).message
    assert "damaged" in refused(bytes(data[: len(data) // 2])).message


def test_too_many_entries() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for number in range(10_050):
            package.writestr(f"xl/{number}", b"")
    assert "entries" in refused(buffer.getvalue()).message


def test_binary_workbooks_and_mere_archives() -> None:
    assert "XLSB" in refused(packed({"[Content_Types].xml": "", "xl/workbook.bin": b"x"})).message
    assert "no workbook" in refused(packed({"a.csv": "a,b"})).message
    assert refused(workbook({"s": ""})).message == "holds no row of data"
    assert refused(workbook({})).message == "holds no sheet with cells"


def test_openpyxl_agrees() -> None:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["name", "mobile", "born", "seen", "ok", "note"])
    for i in range(50):
        day = datetime.date(1960, 1, 31) + datetime.timedelta(days=217 * i)
        sheet.append(
            [
                f"नाम {i}",
                9_000_000_000 + i,
                day,
                datetime.datetime(2021, 3, 4, 5, 6, i),
                i % 2 == 0,
                "a\nb" if i % 3 else None,
            ]
        )
    buffer = io.BytesIO()
    book.save(buffer)
    read, found, _ = table(buffer.getvalue())
    assert read.columns == ("name", "mobile", "born", "seen", "ok", "note")
    opened = openpyxl.load_workbook(io.BytesIO(buffer.getvalue()), read_only=True)
    for (_, cells), other in zip(found, list(opened.active.values)[1:], strict=True):
        name, mobile, born, seen, ok, note = other
        assert cells == (name, str(mobile), str(born.date()), str(seen), str(ok).upper(), note)


def test_signs_of_mangling() -> None:
    def sign(name: str, cells: Sequence[str | None]) -> str:
        return " ".join(mangled([name], [[cell] for cell in cells]))

    pins = [
        "411038",
        "570001",
        "110001",
        "41103",
        "560100",
        "411038",
        "570002",
        "11000",
        "641001",
        "302001",
        "756001",
        "560001",
    ] * 2
    assert "leading zeros" in sign("pin code", pins)
    assert "leading zeros" in sign(
        "account", [f"{n**7 % 8_999_999_929 + 1_000_000_000}" for n in range(60)] + ["123456789"] * 4
    )
    assert sign("salary", pins) == ""
    assert sign("roll no", [str(n) for n in range(1, 99_000, 800)]) == ""
    assert sign("pin code", [*pins, "012345"]) == ""
    assert "zeros beyond 15" in sign(
        "card", ["4111111111111110", "5500000000000000", "4000000000000020", "3700000000000010"]
    )
    assert sign("card", ["4111111111111111", "5500000000000004", "4000000000000020"]) == ""
    assert "02-Jan" in sign("house", ["12/4", "02-Jan", "14", "Mar-05", "221B", "7"])
    assert sign("month", ["Jan-21", "Feb-21", "Mar-21"]) == ""
    assert "two orders" in sign("dob", ["13/02/1990", "02/14/1990", "01/02/1990"])
    assert "swapped" in sign(
        "dob", ["13/02/1990", "25/12/1991", "30/01/1992", "1990-02-01", "1991-05-12", "1992-01-03"]
    )
    assert sign("dob", ["13/02/1990", "01/12/1991", "30/01/1992"]) == ""
    assert "####" in sign("dob", ["########", "13/02/1990"])
    assert "day numbers" in sign("date of birth", ["32920", "33219", "13/02/1990"])
    assert "error marks" in sign("x", ["#REF!", "#NAME?", "1"])
    assert sign("viral load", ["1.2E+05", "3E4", "4E10"]) == ""
    assert sign("name", ["A. Sharma", None, "", "—", "e" * 5_000]) == ""


def test_mangling_quotes_no_value() -> None:
    number = "911234567890"
    assert number not in " ".join(mangled([number], [["9.1E+11"], [number], ["#REF!"]]))
