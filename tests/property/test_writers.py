"""Round trips for any text there is: what was written reads back to the same cells and lines."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from leakcheck.cli._rows import shown_blocks, shown_headings
from leakcheck.model import Block, ColumnMapping, FieldMapping
from leakcheck.writers import Sheet, headings, jsonl
from leakcheck.writers import csv as csv_writer
from leakcheck.writers import parquet as parquet_writer
from leakcheck.writers._guard import guard, needs_guard, unguard

csv.field_size_limit(sys.maxsize)
MARKS = st.sampled_from(list("=+-@'\"\t\r\n\x00 ,;\uff1d\uff0b\uff0d\uff20\u00a0\u3000\x1b\x7f0159.e"))
CHARS = st.characters(exclude_categories=["Cs"])
TEXT = st.text(MARKS | CHARS, max_size=12)
ANY = st.text(MARKS | st.characters() | st.characters(categories=["Cs", "Cc", "Cf"]), max_size=12)
DANGER = re.compile("[ \u00a0]*[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
ESCAPE = re.compile(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|… \(\+\d+\)$")


@st.composite
def sheets(draw: st.DrawFn, cells: st.SearchStrategy[str] = TEXT) -> Sheet:
    width = draw(st.integers(1, 4))
    columns = tuple(draw(st.lists(cells, min_size=width, max_size=width)))
    blocks = []
    for rows in draw(st.lists(st.integers(1, 3), max_size=3)):
        one = st.lists(st.none() | cells, min_size=rows, max_size=rows)
        lines = draw(st.lists(st.integers(1, 2**40), min_size=rows, max_size=rows))
        blocks.append(Block(lines, tuple(draw(one) for _ in range(width))))
    return Sheet(columns, lambda: iter(blocks), draw(st.booleans()))


def written(writer: object, sheet: Sheet) -> bytes:
    out = io.BytesIO()
    writer.write(sheet, out)  # type: ignore[attr-defined]
    return out.getvalue()


def rows_of(sheet: Sheet) -> list[tuple[object, ...]]:
    lines = [[block.rows] if sheet.lines else [] for block in sheet.blocks()]
    return [
        row
        for own, b in zip(lines, sheet.blocks(), strict=True)
        for row in zip(*own, *b.columns, strict=True)
    ]


def read_csv(sheet: Sheet) -> tuple[list[str], list[list[str]]]:
    text = written(csv_writer, sheet).decode("utf-8")
    first, *rest = csv.reader(io.StringIO(text, newline=""), strict=True)
    return first, rest


@given(sheets())
def test_csv_gives_back_cells_and_lines(sheet: Sheet) -> None:
    first, rest = read_csv(sheet)
    names = headings(sheet)
    flagged = len(first) > len(names)
    assert [unguard(name) for name in first[: len(names)]] == names
    assert flagged == (sheet.lines and any(map(needs_guard, [*names, *_cells(sheet)])))
    expected = [["" if cell is None else str(cell) for cell in row] for row in rows_of(sheet)]
    assert [[unguard(cell) for cell in row[: len(names)]] for row in rest] == expected
    if flagged:
        by_flag = [_unflagged(row[:-1], row[-1]) for row in rest]
        assert by_flag == expected


def _cells(sheet: Sheet) -> list[str]:
    return [cell for block in sheet.blocks() for column in block.columns for cell in column if cell]


def _unflagged(row: Sequence[str], flag: str) -> list[str]:
    guarded = {int(number) for number in flag.split()}
    return [cell[1:] if place in guarded else cell for place, cell in enumerate(row)]


@given(sheets(ANY))
def test_no_csv_cell_starts_a_formula(sheet: Sheet) -> None:
    first, rest = read_csv(sheet)
    for cell in (cell for row in (first, *rest) for cell in row):
        assert not DANGER.match(cell) or NUMBER.fullmatch(cell)


@given(ANY)
@example("''=1")
def test_the_guard_is_reversible(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not needs_guard(text) or guard(text) == "'" + text


@given(ANY, ANY)
def test_no_two_cells_are_written_alike(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


@given(sheets())
def test_jsonl_gives_back_cells_and_lines(sheet: Sheet) -> None:
    data = written(jsonl, sheet)
    assert not set(data) & ({*range(32), *range(0x7F, 0x100)} - {0x0A})
    found = [json.loads(line) for line in data.decode("ascii").splitlines()]
    assert [list(row) for row in found] == [headings(sheet)] * len(found)
    assert [tuple(row.values()) for row in found] == rows_of(sheet)


@given(sheets())
@settings(max_examples=40, deadline=None)
def test_parquet_gives_back_cells_and_lines(sheet: Sheet) -> None:
    table = parquet.read_table(io.BytesIO(written(parquet_writer, sheet)))
    assert table.schema.names == headings(sheet)
    columns = [table.column(place).to_pylist() for place in range(table.num_columns)]
    assert list(zip(*columns, strict=True)) == rows_of(sheet)


@given(sheets(ANY), st.sampled_from([None, "name", "mobile", "aadhaar", "address"]))
def test_masked_rows_hold_no_digit_of_the_input(sheet: Sheet, field: str | None) -> None:
    """Stronger than asked: not four digits in a row, but none at all, whatever the field."""
    mapping = FieldMapping(tuple(ColumnMapping(i, n, field, "") for i, n in enumerate(sheet.columns)))
    columns = shown_headings(sheet.columns, "masked")
    masked = Sheet(columns, lambda: shown_blocks(sheet.blocks(), mapping, "masked"), lines=False)
    for row in written(jsonl, masked).decode("ascii").splitlines():
        for cell in json.loads(row).values():
            assert cell is None or not any(c.isdigit() for c in ESCAPE.sub("", cell))


@given(sheets(ANY))
def test_none_shows_nothing(sheet: Sheet) -> None:
    mapping = FieldMapping(tuple(ColumnMapping(i, n, None, "") for i, n in enumerate(sheet.columns)))
    for block in shown_blocks(sheet.blocks(), mapping, "none"):
        assert {cell for column in block.columns for cell in column} <= {None}
