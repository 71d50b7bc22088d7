"""Credential lists, HTML and drawn tables under random, damaged and hostile input."""

from __future__ import annotations

import html as stdlib_html
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.readers import combolist, from_bytes, from_text, html, markdown
from leakcheck.readers.intake.options import ReadOptions

READERS = (combolist, html, markdown)
OPTIONS = ReadOptions(is_label=lambda text: float(text.casefold() in {"name", "age"}))
SEEDS = {
    combolist: (
        b"a@example.in:hunter2\nb@example.com:pa:ss\n",
        b"# list\nhttps://x.example:81/a?b=c:joe:p:w\nandroid://q==@com.example/:jil:x\n",
        b"joe:5f4dcc3b5aa765d61d8327deb882cf99:sa:lt\njil:5f4dcc3b5aa765d61d8327deb882cf98:x\n",
        b"email;password\na@example.in;x;y\n====\nb@example.in;\n",
    ),
    html: (
        b"<table>\n<tr><th>name</th><th>age</th></tr>\n<tr><td>A</td><td rowspan=2>4\n<tr><td>B</table>",
        b"<dl><dt>Name</dt><dd>A</dd>\n<dt>Age<dd>41</dl>",
        b"<table><tr><td><table>\n<tr><td>Name<td>A<tr><td>Age<td>4&amp;1</table></table><!-- x --><p>y",
    ),
    markdown: (
        b"| name | age |\n|---|---|\n| A | 41 |\n| B \\| C | 35 |\n\nend\n",
        b"+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+\n",
        b" a | b \n---+---\n 1+| 2\n 3 | 4\n(1 row)\n",
        b"-[ RECORD 1 ]-\na | b\n-[ RECORD 2 ]-\na | c+\n  | d\n",
        b"*** 1. row ***\na: b\nc\n\n====  ====\na     b\n====  ====\n1     2\n====  ====\n",
    ),
}
PIECES = [
    *(bytes([b]) for b in b":;|\t @+-=*#<>/&\"'\n\r\x00\xff`\\"),
    b"://", b"\n\n", b"<td>", b"</table>", b"<tr>", b"<!--", b"<td colspan=9 rowspan=3>", b"<script>", b"---",
    b"+---+", b"|---|", b"====", b"[ RECORD 1 ]", b"\xe2\x94\x82", b"\xe0\xa4\xa8", b"a@example.in:",
    b"\xed\xa0\x80",
]  # fmt: skip


def check(data: bytes, reader: ModuleType) -> None:
    """Read everything; only an `InputError` may come out, every line is in one class, rows are real lines."""
    try:
        table = reader.read(from_bytes(data), OPTIONS)
        rows: list[int] = []
        for block in table.blocks:
            rows += block.rows
            assert len(block.columns) == len(table.columns) == len(set(table.columns))
            assert all(len(column) == len(block) for column in block.columns)
            for column in block.columns:
                assert all(cell is None or cell.encode("utf-8") is not None for cell in column)
    except InputError as error:
        if not (error.message and error.hint):
            pytest.fail("an error without a message or a hint")
        return
    ledger = table.ledger()
    assert rows == sorted(rows)
    assert ledger.rows == len(rows) > 0
    assert all(1 <= row <= ledger.lines for row in rows)
    assert ledger.parsed + ledger.repaired > 0


@st.composite
def damaged(draw: st.DrawFn) -> tuple[bytes, ModuleType]:
    reader = draw(st.sampled_from(READERS))
    data = bytearray(draw(st.sampled_from(SEEDS[reader])))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(data)))
        if draw(st.booleans()):
            data[place:place] = draw(st.sampled_from(PIECES)) * draw(st.integers(1, 3))
        else:
            del data[place : place + draw(st.integers(1, 12))]
    return bytes(data) or b"\n", reader


@given(case=damaged())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged(case: tuple[bytes, ModuleType]) -> None:
    check(*case)
    assert 0.0 <= case[1].bid(case[0]) <= 1.0


@pytest.mark.parametrize("reader", READERS, ids=lambda r: r.__name__.rpartition(".")[2])
@given(data=st.binary(min_size=1, max_size=200) | st.text("a@.:;|-+=<td>/ \n", min_size=1).map(str.encode))
@settings(max_examples=100, deadline=None)
def test_random(reader: ModuleType, data: bytes) -> None:
    check(data, reader)
    assert 0.0 <= reader.bid(data) <= 1.0


SECRET = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\t"), max_size=20)


@given(
    secrets=st.lists(SECRET, min_size=4, max_size=20),
    separator=st.sampled_from([":", ";", "|", "\t"]),
)
@settings(max_examples=150, deadline=None)
def test_any_password_behind_an_address_comes_back(secrets: list[str], separator: str) -> None:
    lines = [f"user{i}@example.in{separator}{secret}" for i, secret in enumerate(secrets)]
    table = combolist.read(from_text("\n".join(lines) + "\n"), OPTIONS)
    found = {
        row: cells
        for block in table.blocks
        for row, cells in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    }
    place = next(at for at, name in enumerate(table.columns) if name in ("password", "hash"))
    if table.columns[:2] == ("email", "password") and table.reading.details["separator"] in (
        "colon", "semicolon", "pipe", "tab",
    ):  # fmt: skip
        assert [cells[place] for cells in found.values()] == secrets
    joined = {row: "".join(cell or "" for cell in cells) for row, cells in found.items()}
    assert all(f"user{row - 1}@example.in" in text for row, text in joined.items())


CELL = st.text(st.sampled_from("abÄकé 019<>&;|`\\*_-\"'"), max_size=10).map(lambda t: " ".join(t.split()))
TABLE = st.lists(st.tuples(CELL, CELL, st.integers(1, 10**6).map(str)), min_size=1, max_size=8)


@given(rows=TABLE, thick=st.booleans())
@settings(max_examples=150, deadline=None)
def test_html_rows_come_back(rows: list[tuple[str, str, str]], thick: bool) -> None:
    end = "\n" if thick else ""
    body = "".join(
        "<tr>" + end.join(f"<td>{stdlib_html.escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows
    )
    text = f"<table><tr><th>x</th><th>y</th><th>n</th></tr>\n{body}</table>"
    table = html.read(from_text(text), OPTIONS)
    assert [row for block in table.blocks for row in zip(*block.columns, strict=True)] == rows
    assert table.ledger().rejected == 0


PLAIN = st.text(st.sampled_from("abÄक 019<>&;|\"'-"), max_size=10).map(lambda t: " ".join(t.split()))


@given(rows=st.lists(st.tuples(PLAIN, st.integers(1, 10**6).map(str)), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_markdown_rows_come_back(rows: list[tuple[str, str]]) -> None:
    escaped = [(first.replace("|", "\\|"), second) for first, second in rows]
    body = "".join(f"| {first} | {second} |\n" for first, second in escaped)
    table = markdown.read(from_text("| x | n |\n|---|---|\n" + body), OPTIONS)
    assert [row for block in table.blocks for row in zip(*block.columns, strict=True)] == rows


@given(rows=st.lists(st.tuples(PLAIN, st.integers(1, 10**6).map(str)), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_boxed_rows_come_back(rows: list[tuple[str, str]]) -> None:
    ruler = "+" + "-" * 14 + "+" + "-" * 9 + "+\n"
    body = "".join(f"| {first:<12} | {second:<7} |\n" for first, second in rows)
    table = markdown.read(from_text(f"{ruler}| {'x':<12} | {'n':<7} |\n{ruler}{body}{ruler}"), OPTIONS)
    assert [row for block in table.blocks for row in zip(*block.columns, strict=True)] == rows
