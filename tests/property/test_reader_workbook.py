"""Spreadsheets and columnar files under random and damaged input: an answer or an `InputError`, the ledger
balanced."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from functools import partial
from types import ModuleType
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, ods, parquet, xlsx
from leakcheck.readers.intake.mangling import mangled
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.readers.workbook.datetext import format_shape, serial_text
from leakcheck.readers.workbook.examples import ODS, PARQUET, XLSX
from leakcheck.readers.workbook.numbertext import number_text

READERS = [(xlsx, XLSX), (ods, ODS), (parquet, PARQUET)]
WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=8
)
TABLE = st.integers(2, 4).flatmap(
    lambda w: st.lists(st.lists(WORD, min_size=w, max_size=w), min_size=2, max_size=6)
)


def evidence(data: bytes) -> Evidence:
    return Evidence(
        "file", data[:HEAD], hashlib.sha256(data).hexdigest(), len(data), partial(io.BytesIO, data)
    )


def drain(reader: ModuleType, data: bytes) -> list[tuple[str | None, ...]] | None:
    """All records, or None for the one error that may come out."""
    assert 0 <= reader.bid(data[:HEAD]) <= 1
    try:
        table = reader.read(evidence(data), ReadOptions())
        found: list[tuple[str | None, ...]] = []
        for block in table.blocks:
            assert list(block.rows) == sorted(block.rows)
            assert len(block.columns) == len(table.columns)
            found += zip(*block.columns, strict=True)
        assert table.ledger().check().rows == len(found)
        assert all(cell is None or cell.encode() is not None for row in found for cell in row)
    except InputError as error:
        refusal = error
    else:
        return found
    assert refusal.message
    assert refusal.hint
    assert refusal.where
    return None


def repacked(data: bytes, part: str, change: object) -> bytes:
    """The archive with one part changed and everything else, checksums included, put right."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content) if info.filename == part else content)  # type: ignore[operator]
    return buffer.getvalue()


def mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place, act = chance.randrange(len(changed)), chance.randrange(4)
        if act == 0:
            changed[place] = chance.randrange(256)
        elif act == 1:
            del changed[place : place + chance.randint(1, 20)]
        elif act == 2:
            changed[place:place] = changed[place : place + chance.randint(1, 20)]
        else:
            changed[place : place + 4] = chance.choice(
                [b"\xff" * 4, b"\x00" * 4, b"\x7f\xff\xff\xff", b"\xfe\xff\xff\x7f"]
            )
        changed = changed or bytearray(b"x")
    return bytes(changed)


@pytest.mark.parametrize(("reader", "example"), READERS)
def test_mutated_bytes(reader: ModuleType, example: bytes) -> None:
    chance = random.Random(20)
    for _ in range(400):
        drain(reader, mutated(example, chance))


@pytest.mark.parametrize(("reader", "example"), READERS)
def test_every_cut(reader: ModuleType, example: bytes) -> None:
    assert len(drain(reader, example) or ()) == 2
    for end in range(1, len(example)):
        drain(reader, example[:end])


@pytest.mark.parametrize(
    ("reader", "example", "part"),
    [(xlsx, XLSX, "xl/worksheets/sheet1.xml"), (xlsx, XLSX, "xl/workbook.xml"), (ods, ODS, "content.xml")],
)
def test_mutated_parts_in_honest_archives(reader: ModuleType, example: bytes, part: str) -> None:
    chance = random.Random(21)
    for _ in range(300):
        drain(reader, repacked(example, part, lambda content: mutated(content, chance)))


@pytest.mark.parametrize("layout", ["file", "stream", "nested"])
def test_mutated_arrow(layout: str) -> None:
    import pyarrow as pa

    nested = {
        "l": pa.array([["a"], None]),
        "d": pa.array(["x", "y"]).dictionary_encode(),
        "s": pa.array([{"a": 1}, None]),
    }
    table = pa.table(
        {"name": ["A. Sharma", "B. Rao"], "age": [41, 35], **(nested if layout == "nested" else {})}
    )
    buffer = io.BytesIO()
    with (pa.ipc.new_stream if layout == "stream" else pa.ipc.new_file)(buffer, table.schema) as writer:
        writer.write_table(table)
    chance = random.Random(22)
    for _ in range(400):
        drain(parquet, mutated(buffer.getvalue(), chance))


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"ARROW1\x00\x00", b"\xff\xff\xff\xff"]),
)
@settings(max_examples=150, deadline=None)
def test_random_bytes(data: bytes, magic: bytes) -> None:
    for reader, _ in READERS:
        drain(reader, (magic + data) or b"x")


def written_xlsx(table: list[list[str]]) -> bytes:
    rows = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
        for row in table
    )
    return repacked(
        XLSX,
        "xl/worksheets/sheet1.xml",
        lambda _: f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(),
    )


def written_ods(table: list[list[str]]) -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in table
    )
    return repacked(ODS, "content.xml", lambda content: _between(content, rows))


def _between(content: bytes, rows: str) -> bytes:
    first, last = (
        content.index(b"<table:table-row>"),
        content.rindex(b"</table:table-row>") + len(b"</table:table-row>"),
    )
    return content[:first] + rows.encode() + content[last:]


@given(TABLE)
@settings(max_examples=120, deadline=None)
def test_round_trip(cells: list[list[str]]) -> None:
    """Every written cell comes back: as data, as a name, or as what stands above or below the table."""
    for reader, data in ((xlsx, written_xlsx(cells)), (ods, written_ods(cells))):
        table = reader.read(evidence(data), ReadOptions())
        found = [row for block in table.blocks for row in zip(*block.columns, strict=True)]
        ledger = table.ledger()
        assert ledger.lines == len(cells)
        expected = [tuple(row) for row in cells]
        plain = [tuple(row) for row in found]
        if ledger.rows == ledger.parsed and "first column" not in table.reading.details["header"]:
            assert all(row in expected for row in plain)
            assert len(
                plain
            ) + ledger.header + ledger.preamble + ledger.footer + ledger.repeated_header == len(cells)


@given(st.from_regex(r"[+-]?\d{1,12}(\.\d{1,2})?", fullmatch=True))
def test_short_numbers_keep_their_value(text: str) -> None:
    assert float(number_text(text)) == float(text)


@given(st.text(max_size=40))
def test_number_text_never_raises(text: str) -> None:
    assert isinstance(number_text(text), str)


@given(st.integers(0, 400), st.one_of(st.none(), st.text('dmyhs0#?[];"\\.-/ AP', max_size=20)), st.floats())
def test_dates_never_raise(number: int, code: str | None, serial: float) -> None:
    shape = format_shape(number, code)
    if shape is not None:
        assert serial_text(serial, shape) is None or serial_text(serial, shape)


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=20)), min_size=2, max_size=2), max_size=30))
@settings(max_examples=100, deadline=None)
def test_mangling_never_raises_and_quotes_nothing(rows: list[list[str | None]]) -> None:
    notes = mangled(["a", "b"], rows)
    assert all(note.startswith(("column 1: ", "column 2: ")) for note in notes)
