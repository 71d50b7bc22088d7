"""Encodings hold for any bytes: no exception, no line lost, no surrogate out, the same answer every time."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from leakcheck.errors import InputError
from leakcheck.readers.intake import mojibake
from leakcheck.readers.intake.decoding import decode, decode_head
from leakcheck.readers.intake.encodings import iscii, krutidev
from leakcheck.readers.intake.encodings.streaming import line_chunks
from leakcheck.readers.intake.source import from_bytes

SOME = settings(max_examples=120, deadline=None)
SEEDS = [
    "नाम,रवि\n".encode(),
    "Иван,41\n".encode("cp1251"), "山田,表\n".encode("cp932"), b"a,b\n", b"\xed\xa0\x80",
    b"\x1b$B",
    b"\xc0\x80", b"\xff\xfe", b"\x00", b"\r", b"\n", b"\xe0\xa4", "王,国\n".encode("gb18030"),
]  # fmt: skip
PIECES = st.lists(st.one_of(st.sampled_from(SEEDS), st.binary(max_size=12)), min_size=1, max_size=12).map(
    b"".join
)
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe"), max_size=30)


@SOME
@given(PIECES)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    decode_head(data)
    try:
        decoded = decode(from_bytes(data))
    except InputError:
        return
    lines = list(decoded.lines())
    "\n".join(lines).encode("utf-8")
    assert [line.text for line in decoded.numbered()] == lines
    assert list(decoded.lines()) == lines


@SOME
@given(PIECES)
def test_line_by_line_loses_no_line(data: bytes) -> None:
    assume(not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in data and b"\x1b" not in data)
    try:
        decoded = decode(from_bytes(data))
    except InputError:
        return
    if "utf-16" not in decoded.encoding and "utf-32" not in decoded.encoding:
        assert len(list(decoded.lines())) == len(data.splitlines())


@SOME
@given(st.lists(LINE, min_size=1, max_size=8), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_with_a_mark_comes_back(rows: list[str], codec: str) -> None:
    assume(any(row.strip() for row in rows))
    assert list(decode(from_bytes("".join(row + "\n" for row in rows).encode(codec))).lines()) == rows


@SOME
@given(PIECES, st.integers(1, 9))
def test_chunks_hold_all_bytes_and_end_behind_lines(data: bytes, size: int) -> None:
    import io

    from leakcheck.readers.intake import physical

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(physical, "CHUNK", size)
        chunks = list(line_chunks(io.BytesIO(data), 0))
    assert b"".join(chunks) == data
    assert [line for chunk in chunks for line in chunk.splitlines()] == data.splitlines()


@SOME
@given(st.binary(max_size=60), st.text(max_size=60))
def test_other_readings_never_raise(raw: bytes, text: str) -> None:
    iscii.decode(raw).encode("utf-8")
    krutidev.decode(text)
    repaired = mojibake.repair(text)
    assert repaired is None or repaired != text


@SOME
@given(st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F), min_size=2, max_size=20))
def test_hindi_itself_is_never_repaired(text: str) -> None:
    assert mojibake.repair(text) is None
