"""HTML tables: rows and cells whatever the markup, every line accounted for."""

from __future__ import annotations

import pytest

from leakcheck.errors import InputError
from leakcheck.model import Table
from leakcheck.readers import ReadOptions, from_text, read

LABELS = {"name", "dob", "gender", "age"}


def opened(text: str) -> Table:
    options = ReadOptions(is_label=lambda t: float(t.casefold() in LABELS))
    return read(from_text(text), input_format="html", options=options)


def rows(text: str) -> list[tuple[int, tuple[str | None, ...]]]:
    table = opened(text)
    found = [
        (line, row)
        for block in table.blocks
        for line, row in zip(block.rows, zip(*block.columns, strict=True), strict=True)
    ]
    assert table.ledger().rows == len(found)
    return found


def test_a_table_over_lines() -> None:
    text = (
        "<html><body>\n<table class='x'>\n<tr><th>Name</th><th>DOB</th></tr>\n\n<TR>\n<td><b>A.</b> Sharma"
        "</td><td>12-03-1982</td>\n</TR>\n<tr><td>B. Rao &amp; Co<td>1990<br/>01\n</table>\n</body>\n"
    )
    assert rows(text) == [(5, ("A. Sharma", "12-03-1982")), (8, ("B. Rao & Co", "1990 01"))]
    table = opened(text)
    assert [*table.blocks]
    ledger = table.ledger()
    assert (ledger.preamble, ledger.blank, ledger.header, ledger.parsed, ledger.footer) == (2, 1, 1, 5, 1)


def test_a_table_on_one_line() -> None:
    text = (
        "<table><tr><td>Name</td><td>Age</td></tr><tr><td>A</td><td>41</td></tr><tr><td>B</td></tr></table>"
    )
    assert rows(text) == [(1, ("A", "41")), (1, ("B", None))]


def test_labels_in_the_first_column() -> None:
    text = "<tr><th>Name</th><td>A. Sharma</td></tr>\n<tr><th>DOB</th><td>1982</td></tr>"
    assert opened(text).columns == ("Name", "DOB")
    assert rows(text) == [(1, ("A. Sharma", "1982"))]


@pytest.mark.parametrize("text", ["<p>hello</p>", "<table></table>", "<tr><td>Name</td></tr>"])
def test_no_record(text: str) -> None:
    with pytest.raises(InputError, match="no table with a record"):
        opened(text)
