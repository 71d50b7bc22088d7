"""HTML: the right table of a page, spans, forgotten tags, lists, every line in its class."""

from __future__ import annotations

import pytest

from leakcheck.errors import InputError
from leakcheck.model import Table
from leakcheck.readers import from_text, html
from leakcheck.readers.intake.options import ReadOptions

LABELS = {"name", "dob", "gender", "age"}
Rows = list[tuple[int, tuple[str | None, ...]]]


def drained(text: str) -> tuple[Table, Rows]:
    table = html.read(from_text(text), ReadOptions(is_label=lambda t: float(t.casefold() in LABELS)))
    found = [
        (line, cells)
        for block in table.blocks
        for line, cells in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    ]
    return table, found


PAGE = """<!DOCTYPE html><html><head><style>td{a:b}</style>
<script>if (a<b) { document.write("<table><tr><td>no</td><td>no</td></tr>") }</script></head>
<body><table width=100%><tr><td>
<table id="d"><caption>People</caption>
<thead><tr><th rowspan=2>Name</th><th colspan="2">Dose 1</th></tr>
<tr><th>date</th><th>batch</th></tr></thead>
<!-- <tr><td>hidden</td><td>x</td><td>y</td></tr> -->
<tbody><tr><td colspan=3>District: Pune</td></tr>
<tr><td>A. Sharma</td><td>1 May</td><td>B1</td></tr>
<tr class="x"><td rowspan="2">B. Rao &amp;lt; X</td><td title="a > b">2 May</td><td>B2</td></tr>
<tr><td>3 May</td><td>B3</td></tr>

<tr><td>C<td>4 May<td>B4<td>extra
<tr><td>D</td>
</tbody><tfoot><tr><td>Total</td><td>4</td><td></td></tr></tfoot></table>
</td><td>menu</td></tr></table>
<p>footer</p></body></html>
"""


def test_the_table_with_the_data_and_its_spans() -> None:
    table, found = drained(PAGE)
    assert table.columns == ("Name", "Dose 1 date", "Dose 1 batch")
    assert found == [
        (9, ("A. Sharma", "1 May", "B1")),
        (10, ("B. Rao &lt; X", "2 May", "B2")),
        (11, ("B. Rao &lt; X", "3 May", "B3")),
        (14, ("D", None, None)),
    ]
    ledger = table.ledger()
    assert (ledger.header, ledger.parsed, ledger.repaired, ledger.rejected) == (2, 3, 1, 1)
    assert (ledger.blank, ledger.lines) == (1, 17)
    assert ledger.preamble + ledger.footer == 9
    assert next(e for e in ledger.events if e.kind == "rejected").line == 13


def test_tables_that_look_the_same_are_one() -> None:
    part = "<table><tr><th>Name</th><th>Age</th></tr>\n<tr><td>{}</td><td>1</td></tr></table>\n"
    other = "<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>"
    table, found = drained(part.format("A") + part.format("B") + other)
    assert [cells for _, cells in found] == [("A", "1"), ("B", "1")]
    assert table.ledger().repeated_header == 1
    assert "1 other table(s) were not read" in table.reading.notes


@pytest.mark.parametrize(
    "text",
    [
        "<dl><dt>Name</dt><dd>A. Sharma</dd><dt>Age<dd>41</dl>\n<dl><dt>Name<dd>B<br>Rao</dd><dt>Age<dd>35",
        "<table><tr><td>Name:</td><td>A. Sharma</td></tr><tr><td>Age:</td><td>41</td></tr></table>\n"
        "<table><tr><td>Name:</td><td>B Rao</td></tr><tr><td>Age:</td><td>35</td></tr></table>",
        "<table><tr><td>Name</td><td>A. Sharma</td></tr><tr><td>Age</td><td>41</td></tr>\n"
        "<tr><td>Name</td><td>B Rao</td></tr><tr><td>Age</td><td>35</td></tr></table>",
        "<table><tr><th>Field</th><th>1</th><th>2</th></tr><tr><td>Name</td><td>A. Sharma</td>"
        "<td>B Rao</td></tr>\n<tr><td>Age</td><td>41</td><td>35</td></tr></table>",
    ],
)
def test_labels_and_values(text: str) -> None:
    table, found = drained(text)
    assert table.columns == ("Name", "Age")
    assert [cells for _, cells in found] == [("A. Sharma", "41"), ("B Rao", "35")]
    ledger = table.ledger()
    assert ledger.rows == 2
    assert ledger.parsed == 2


def test_unclosed_comment_and_script_lose_no_rows() -> None:
    rows = "<tr><td>name</td><td>age</td></tr>\n<tr><td>A</td><td>1</td></tr>\n"
    assert [cells for _, cells in drained("<!-- oops\n" + rows)[1]] == [("A", "1")]
    assert [cells for _, cells in drained("<script> oops\n" + rows)[1]] == [("A", "1")]


def test_rows_over_the_chunks_of_the_scanner() -> None:
    rows = "".join(f"<tr>\n<td class='c'>n{i}</td>\n<td>{i}</td></tr>\n" for i in range(12_000))
    table, found = drained("<table><tr><th>name</th><th>age</th></tr>\n" + rows + "</table>")
    assert found == [(2 + 3 * i, (f"n{i}", str(i))) for i in range(12_000)]
    assert table.ledger().parsed == 36_000


def test_numbers_too_long_for_an_integer_stay_text() -> None:
    entity = "&#" + "9" * 6_000 + ";"
    text = f"<tr><td>name</td><td>age</td></tr><tr><td>{entity}</td><td>&#65;&#xD800;</td></tr>"
    assert drained(text)[1][0][1] == (entity, "A\ufffd")


@pytest.mark.parametrize(
    "text",
    [
        "<p>hello</p>",
        "<table></table>",
        "<table><tr><td>" * 500,
        ("<tr>" + "<td colspan=1000>x" * 16) * 3_000,
        "<tr>" + "<td>x" * 50_000,
        "<html><body>no table</body></html>",
    ],
)
def test_no_record_or_too_much(text: str) -> None:
    with pytest.raises(InputError):
        drained(text)


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<script>", '<td title="', "<a '", "<", "<table><tr><td>", "<dl><dt>a", "<![CDATA[", "&#9"],
)
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    try:
        drained("<tr><td>a<td>b<tr><td>c<td>d" + piece * 30_000)
    except InputError:
        return


def test_bids() -> None:
    assert html.bid(PAGE.encode()) > 0.9
    assert html.bid(b"<dl>\n<dt>Name</dt><dd>A</dd></dl>") > 0.9
    assert html.bid(b"name,age\n<b>A</b>,41\n") == 0.0
    assert 0 < html.bid(b"<html><head><title>x</title>") < 0.7
