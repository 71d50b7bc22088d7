"""Settling misread numbers: it touches look-alikes only, ends, and no line gets lost by it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, from_text, read
from leakcheck.readers.transcript.entries import Entry
from leakcheck.readers.transcript.misread import settle

LABELS = ("Mobile", "Aadhaar Number", "PAN", "Blood Group", "Date of Birth", "Name", "Password", "पिन कोड")
ALIKE = ({*"0OoQ"}, {*"1lI|"}, {*"5S"}, {*"8B"}, {*"2Z"}, {*"6G"})
values = st.one_of(st.text(max_size=20), st.text("0123456789OlISBZGxX -/", max_size=20))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LABELS), values), min_size=1, max_size=8))
def test_only_characters_that_look_alike_are_exchanged(cells: list[tuple[str, str]]) -> None:
    entries = [Entry(label, value, line, line) for line, (label, value) in enumerate(cells, 1)]
    changed = settle(entries)
    for entry, (label, value) in zip(entries, cells, strict=True):
        settled = entry.text()
        assert len(settled) == len(value)
        assert (settled != value) == (entry.line in changed)
        assert label != "Password" or settled == value
        for was, now in zip(value, settled, strict=True):
            assert was == now or any({was, now} <= group for group in ALIKE)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LABELS), st.text(max_size=30)), min_size=1, max_size=8))
def test_the_ledger_holds_with_settled_lines(cells: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{label}: {value}" for label, value in cells)
    try:
        table = read(from_text(text), input_format="text", options=ReadOptions(settle=True))
    except InputError:
        return
    rows = sum(len(block) for block in table.blocks)
    assert table.ledger().check().rows == rows
