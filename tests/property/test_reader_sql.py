"""SQL dumps: any table written by any of seven programs is read back exactly; no bytes break the reader."""

from __future__ import annotations

import contextlib
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, from_bytes, sql
from leakcheck.readers.sqldump.batch import separator, split_batch
from leakcheck.readers.sqldump.dialect import MYSQL, POSTGRESQL
from leakcheck.readers.sqldump.rowparser import parse_row

UNIT = SimpleNamespace(**runpy.run_path(str(Path(__file__).parents[1] / "unit" / "test_reader_sql.py")))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=150)

SHARP = st.sampled_from(
    [
        "'",
        '"',
        "\\",
        "),(",
        ";",
        ",",
        "(",
        ")",
        "--",
        "/*",
        "*/",
        "N",
        "\x01",
        "\x03\x03",
        "$$",
        "`",
        "GO",
        "\\.",
        "NULL",
        "आ",
        "😀",
        "#",
        "[",
        "]",
        "\n",
        "\r\n",
        "\t",
        " ",
        "INSERT INTO",
        "\nGO\n",
        "\nINSERT INTO t VALUES (",
    ]
)
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXTS = st.lists(SHARP | st.text(LETTERS, max_size=5), max_size=6).map("".join)
VALUES = st.none() | TEXTS | st.integers(-(10**20), 10**20).map(UNIT.Bare) | st.binary(min_size=1)
NAMES = st.lists(
    st.text(st.characters(categories=["L", "N"], exclude_characters="\0"), min_size=1, max_size=8),
    min_size=1,
    max_size=5,
    unique_by=str.casefold,
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[object]]]:
    names = draw(NAMES)
    row = st.lists(VALUES, min_size=len(names), max_size=len(names))
    rows = draw(st.lists(row, min_size=1, max_size=8))
    return names, rows * draw(st.sampled_from([1, 1, 15]))


@pytest.mark.parametrize("program", list(UNIT.WRITERS))
@FEW
@given(table=tables())
@example(table=(["id", "id2"], [["'),('", "\\"], ["", None]] * 40))
def test_what_was_written_is_read(program: str, table: tuple[list[str], list[list[object]]]) -> None:
    names, rows = table
    text = UNIT.WRITERS[program]("people", ["row number", *names], [[n, *row] for n, row in enumerate(rows)])
    got, ledger, _ = UNIT.cells(text)
    assert got == [[str(n), *(UNIT.written(v, program) for v in row)] for n, row in enumerate(rows)]
    assert ledger.rejected == 0


@MANY
@given(
    st.sampled_from(list(UNIT.WRITERS)),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 40), st.binary(max_size=4)), max_size=6),
)
def test_mutated_dumps_keep_their_books(program: str, changes: list[tuple[int, int, bytes]]) -> None:
    rows = [[n, "O'Neil \\ x", None if n % 3 else "a\nb"] for n in range(60)]
    data = bytearray(UNIT.WRITERS[program]("people", UNIT.COLUMNS, rows).encode())
    for place, length, fresh in changes:
        data[place : place + length] = fresh
    if data:
        books_hold(bytes(data))


@MANY
@given(
    st.binary(min_size=1, max_size=400)
    | st.lists(SHARP, min_size=1, max_size=60).map(lambda p: "".join(p).encode())
)
@example(b"INSERT INTO t VALUES (")
@example(b"COPY t FROM stdin;\n\\.")
@example(b"CREATE TABLE t (,);INSERT INTO t VALUES (1);")
def test_any_bytes_end_in_a_table_or_an_input_error(data: bytes) -> None:
    sql.bid(data)
    books_hold(data)
    books_hold(b"INSERT INTO `t` VALUES (1,'a')," + data)
    books_hold(b"CREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n" + data)


def books_hold(data: bytes) -> None:
    """The ledger checks its own sums; a plain text has as many lines as it says."""
    with contextlib.suppress(InputError):
        table = sql.read(from_bytes(data), ReadOptions())
        rows = sum(len(block) for block in table.blocks)
        ledger = table.ledger()
        assert ledger.rows == rows
        if b"\0" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            assert ledger.lines == len(data.splitlines())


@MANY
@given(st.lists(st.lists(st.none() | TEXTS, min_size=3, max_size=3), min_size=2, max_size=20), st.booleans())
def test_both_ways_of_reading_rows_agree(rows: list[list[str | None]], backslash: bool) -> None:
    """Where the fast way reads rows at all, the strict one reads the same."""
    quote = UNIT.mysql_quote if backslash else UNIT.plain_quote
    dialect = MYSQL if backslash else POSTGRESQL
    text = ",".join("(" + ",".join(UNIT.literal(v, quote) for v in row) + ")" for row in rows) + ";"
    batch = split_batch(text[1:], separator(""), 3, 1, backslash=backslash)
    place, strict = 0, []
    for _ in rows:
        row = parse_row(text, place, dialect)
        assert not row.problem
        strict.append(row.cells)
        place = row.end + 1
    assert strict == rows
    if batch is not None:
        assert [list(row) for row in zip(*batch.columns, strict=True)] == rows[: len(batch)]
