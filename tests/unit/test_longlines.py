"""Lines longer than any record."""

from __future__ import annotations

import io

import pytest

from leakcheck.readers import from_bytes, read
from leakcheck.readers.intake import longlines


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-32-be"])
def test_a_line_without_end_is_refused_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch, codec: str
) -> None:
    monkeypatch.setattr(longlines, "LONGEST", 1 << 21)
    monkeypatch.setattr("leakcheck.readers.intake.careful.LONGEST_LINE", 1 << 16)
    monkeypatch.setattr("leakcheck.readers.intake.plainlines.LONGEST_LINE", 1 << 16)
    text = 'name,age\nA,35\nB,"' + "x" * 5_000_001 + '"\nC,29\nD,30\n'
    table = read(from_bytes(text.encode(codec)), input_format="csv")
    rows = [
        (line, cells)
        for b in table.blocks
        for line, cells in zip(b.rows, zip(*b.columns, strict=True), strict=True)
    ]
    assert rows == [(2, ("A", "35")), (4, ("C", "29")), (5, ("D", "30"))]
    ledger = table.ledger()
    assert [(e.line, e.kind) for e in ledger.events] == [(3, "rejected")]


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_short_lines_pass_unchanged(end: bytes) -> None:
    data = (b"abc" * 500 + end) * 3_000
    with longlines.shortened(lambda: io.BytesIO(data))() as stream:
        assert stream.read() == data
