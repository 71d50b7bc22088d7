"""Drawn tables: Markdown, psql, mysql, reStructuredText, one value a line."""

from __future__ import annotations

import pytest

from leakcheck.errors import InputError
from leakcheck.model import Table
from leakcheck.readers import from_text, markdown
from leakcheck.readers.intake.options import ReadOptions

LABELS = {"name", "dob", "age"}
Rows = list[tuple[int, tuple[str | None, ...]]]


def drained(text: str) -> tuple[Table, Rows]:
    table = markdown.read(from_text(text), ReadOptions(is_label=lambda t: float(t.casefold() in LABELS)))
    found = [
        (line, cells)
        for block in table.blocks
        for line, cells in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    ]
    return table, found


def test_markdown_with_escapes_code_and_ragged_rows() -> None:
    text = (
        "Hello\n\n| a | b \\| c | d |\n|:--|--:|---|\n| 1 | 2\\|2 | `x|y` |\n| 3 | | **z** |\n| 4 |\n"
        "| 5 | 6 | 7 | 8 |\n\nbye\n"
    )
    table, found = drained(text)
    assert table.columns == ("a", "b | c", "d")
    assert found == [(5, ("1", "2|2", "x|y")), (6, ("3", "", "z")), (7, ("4", None, None))]
    ledger = table.ledger()
    assert (ledger.header, ledger.parsed, ledger.repaired, ledger.rejected) == (1, 2, 1, 1)
    assert (ledger.preamble, ledger.footer, ledger.blank) == (2, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "| name | age |\n|------|----:|\n| A. Sharma | 41 |\n| B. Rao | 35 |\n",
        "name | age\n---|---\nA. Sharma | 41\nB. Rao | 35\n",
        "> | name | age |\n> |---|---|\n> | A. Sharma | 41 |\n> | B. Rao | 35 |\n",
        "|--\n| name | age |\n|------+-----|\n| A. Sharma | 41 |\n|------+-----|\n| B. Rao | 35 |\n",
        "+-----------+-----+\n| name      | age |\n+-----------+-----+\n| A. Sharma | 41  |\n"
        "| B. Rao    | 35  |\n+-----------+-----+\n2 rows in set (0.00 sec)\n",
        "   name    | age \n-----------+-----\n A. Sharma | 41\n B. Rao    | 35\n(2 rows)\n",
        "+-----------+-----+\n| name      | age |\n+===========+=====+\n| A. Sharma | 41  |\n"
        "+-----------+-----+\n| B.        | 35  |\n| Rao       |     |\n+-----------+-----+\n",
        "+-----------+-----+\n| name      | age |\n+-----------+-----+\n| A. Sharma | 41  |\n"
        "+-----------+-----+\n| B. Rao    | 35  |\n+-----------+-----+\n",
        "=========  ===\nname       age\n=========  ===\nA. Sharma  41\nB. Rao     35\n=========  ===\n",
        "name       age\n---------  ---\nA. Sharma  41 \nB. Rao     35 \n",
        "┌───────────┬─────┐\n│ name      │ age │\n├───────────┼─────┤\n│ A. Sharma │ 41  │\n"
        "│ B. Rao    │ 35  │\n└───────────┴─────┘\n",
        "-[ RECORD 1 ]---\nname | A. Sharma\nage  | 41\n-[ RECORD 2 ]---\nname | B. Rao\nage  | 35\n",
        "*** 1. row ***\nname: A. Sharma\n age: 41\n*** 2. row ***\nname: B. Rao\n age: 35\n2 rows in set\n",
        "| Field | 1 | 2 |\n|---|---|---|\n| name | A. Sharma | B. Rao |\n| age | 41 | 35 |\n",
    ],
)
def test_styles(text: str) -> None:
    table, found = drained(text)
    assert table.columns == ("name", "age")
    assert [cells for _, cells in found] == [("A. Sharma", "41"), ("B. Rao", "35")]
    assert table.ledger().lines == text.count("\n")
    assert markdown.bid(text.encode()) >= 0.98


def test_bars_inside_cells_by_the_columns_of_the_ruler() -> None:
    text = "+--------+-----+\n| name   | pin |\n+--------+-----+\n| a | b  | 1   |\n| मीना   | 2   |\n"
    text += "+--------+-----+\n"
    assert [cells for _, cells in drained(text)[1]] == [("a | b", "1"), ("मीना", "2")]


def test_values_over_several_lines() -> None:
    psql = " name  | note  \n-------+-------\n A+    | l1   +\n       | l2\n B     | x\n(2 rows)\n"
    assert drained(psql)[1] == [(3, ("A+", "l1 l2")), (5, ("B", "x"))]
    expanded = "-[ RECORD 1 ]-\nname | A | B\nnote | l1+\n     | l2\n"
    assert drained(expanded)[1] == [(2, ("A | B", "l1 l2"))]
    mysql = "*** 1. row ***\nname: A: B\nnote: l1\nl2\n"
    assert drained(mysql)[1] == [(2, ("A: B", "l1 l2"))]
    simple = "====  ====\nname  note\n====  ====\nA     l1 long\n      l2\n====  ====\n"
    assert drained(simple)[1] == [(4, ("A", "l1 long l2"))]


def test_headers_repeated_by_beeline() -> None:
    block = "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n"
    table, found = drained(block * 2 + "+---+---+\n")
    assert [cells for _, cells in found] == [("1", "2"), ("3", "4")] * 2
    assert table.ledger().repeated_header == 1


@pytest.mark.parametrize(
    "text",
    [
        "name|age\nA|41\nB|35\n",
        "Name: A\n---\nName: B\n---\n",
        "a,b\n1,2\n",
        "Title\n=====\n\ntext here and there\n",
        "one\n\n-----\n\ntwo\n",
        "",
    ],
)
def test_no_ruler_no_bid(text: str) -> None:
    assert markdown.bid(text.encode()) == 0.0


@pytest.mark.parametrize("text", ["hello\n", "| a |\n|---|\n", "---|---\n", "+--+--+\n" * 50, "====  ====\n"])
def test_no_record(text: str) -> None:
    with pytest.raises(InputError):
        [*drained(text)]
