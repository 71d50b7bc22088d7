"""The guess at the dialect under any lines: always an answer, and the right one for regular tables."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings
from hypothesis import strategies as st

from leakcheck.readers.intake.bidding import table_evidence
from leakcheck.readers.intake.dialect import detect, sample_rows
from leakcheck.readers.intake.dialects.splitting import cells_of, records

LINE = st.text(st.characters(exclude_characters="\r\n"), max_size=60) | st.text(
    ",;\t|:\"'\\#ab1 \x01", max_size=60
)
NUMBER = st.integers(0, 10**6).map(str)
DAY = st.dates().map(str)
WORD = st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=9)
NOTE = st.text(st.sampled_from('abc ,;|"\t'), max_size=12).map(lambda t: f"n {t}".strip())


@given(lines=st.lists(LINE, max_size=12))
@example(lines=['"a', 'b","', '"'])
@example(lines=["'", "' '"])
@settings(max_examples=300, deadline=None)
def test_there_is_always_an_answer(lines: list[str]) -> None:
    found = detect(lines)
    assert found.width >= 1
    assert 0 <= found.margin <= 1
    assert all(len(row) == found.width for row in sample_rows(lines, found))
    assert all(isinstance(text, str) for text in found.details().values())
    assert 0 <= table_evidence(lines).bid <= 1


@given(
    rows=st.lists(st.tuples(NUMBER, DAY, WORD, NOTE), min_size=3, max_size=20),
    delimiter=st.sampled_from([",", ";", "\t", "|", "^", "~", "\x01", "\x1f"]),
)
@settings(max_examples=150, deadline=None)
def test_regular_tables_are_understood(rows: list[tuple[str, ...]], delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(
        [("id", "day", "word", "note"), *rows]
    )
    found = detect(text.getvalue().splitlines())
    assert (found.delimiter, found.width) == (delimiter, 4)


@given(
    cells=st.lists(
        st.text(st.characters(exclude_characters="\r\n\x00", exclude_categories=["Cs"])), min_size=2
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|", "#"]),
)
@settings(max_examples=200, deadline=None)
def test_quoted_cells_come_back(cells: list[str], delimiter: str) -> None:
    line = delimiter.join('"' + cell.replace('"', '""') + '"' for cell in cells)
    assert [cell.replace('""', '"') for cell in cells_of(line, delimiter, '"')] == cells


@given(
    lines=st.lists(LINE, max_size=8),
    sign=st.sampled_from([",", "||", " ", "|~|"]),
    escape=st.sampled_from(["", "\\"]),
)
@settings(max_examples=200, deadline=None)
def test_no_line_is_lost_in_a_sample(lines: list[str], sign: str, escape: str) -> None:
    found = records(lines, sign, '"', escape)
    assert len(found) <= len(lines)
    if not any('"' in line for line in lines):
        assert len(found) == len(lines)
