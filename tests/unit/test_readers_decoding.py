"""Bytes to lines: encodings by rule, line ends exactly, nothing lost at the edges of chunks."""

from __future__ import annotations

import pytest

from leakcheck.readers import ReadOptions, from_bytes, read
from leakcheck.readers.intake import physical
from leakcheck.readers.intake.decoding import decode, decode_head

HINDI = "नाम,उम्र,पता\nरवि कुमार,४१,पुणे\nसीता देवी,३५,मैसूर\n"
LATIN = "name,age,town\nJosé,41,Köln\nZoë,35,Málaga\n"


def lines(data: bytes, encoding: str | None = None) -> list[str]:
    return list(decode(from_bytes(data), encoding).lines())


@pytest.mark.parametrize("text", [HINDI, LATIN, "name,age\nA. Sharma,41\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_marks(text: str, codec: str) -> None:
    assert lines(text.encode(codec)) == text.split("\n")[:-1]
    assert decode_head(text.encode(codec)) == text.split("\n")[:-1]


def test_hindi_without_mark_is_not_taken_for_ascii_full_of_tabs() -> None:
    decoded = decode(from_bytes("नाम: रवि\n".encode("utf-16-le")))
    assert decoded.encoding == "utf-16-le"


def test_tabs_between_digits_are_not_taken_for_hindi() -> None:
    data = b"1\t2\t3\t4\n5\t6\t7\t8\n"
    assert lines(data) == ["1\t2\t3\t4", "5\t6\t7\t8"]


def test_windows_1252_lines_are_read_one_by_one_and_noted() -> None:
    data = "name,town\nJosé,Köln\n".encode("cp1252") + "Zoë,Málaga\n".encode()
    decoded = decode(from_bytes(data))
    assert list(decoded.lines()) == ["name,town", "José,Köln", "Zoë,Málaga"]
    assert decoded.encoding == "utf-8, in part cp1252"
    assert "1 line(s)" in decoded.notes[0]
    assert "line 2" in decoded.notes[0]
    assert decode(from_bytes(LATIN.encode("cp1252"))).encoding == "cp1252"


def test_one_odd_line_after_megabytes_of_ascii_is_found() -> None:
    data = b"A. Sharma,41\n" * 200_000 + b"Jos\xe9,35\n"
    decoded = decode(from_bytes(data))
    *_, last = decoded.lines()
    assert last == "José,35"
    assert "the first at line 200001" in decoded.notes[0]


def test_undefined_bytes_stay_visible() -> None:
    assert lines(b"name,x\nJos\xe9,\x81\n")[1] == "José,\\x81"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    names = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
    decoded = decode(from_bytes(f"a{end}b{end}{end}c".encode()))
    assert list(decoded.lines()) == ["a", "b", "", "c"]
    assert decoded.newline == names[end]


def test_mixed_line_ends_and_none_at_the_end() -> None:
    decoded = decode(from_bytes(b"a\rb\r\nc\nd"))
    assert list(decoded.lines()) == ["a", "b", "c", "d"]
    assert decoded.newline == "mixed"


def test_only_line_ends_end_lines() -> None:
    text = "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g"
    assert lines(text.encode()) == [text]
    assert lines(text.encode("utf-16")) == [text]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64])
def test_chunks_do_not_show(monkeypatch: pytest.MonkeyPatch, codec: str, size: int) -> None:
    text = "name,age\r\nJosé,41\r\rZoë,35\n\r\nlast"
    monkeypatch.setattr(physical, "CHUNK", size * 2)
    assert lines(text.encode(codec)) == ["name,age", "José,41", "", "Zoë,35", "", "last"]


def test_a_mark_in_the_middle_belongs_to_no_value() -> None:
    data = b"name,age\nA,1\n" + b"\xef\xbb\xbfname,age\nB,2\n"
    table = read(from_bytes(data))
    rows = [row for block in table.blocks for row in zip(*block.columns, strict=True)]
    assert rows == [("A", "1"), ("B", "2")]
    assert table.ledger().repeated_header == 1


def test_cut_utf16_keeps_its_rows() -> None:
    table = read(from_bytes(LATIN.encode("utf-16")[:-1]))
    assert sum(len(block) for block in table.blocks) == 2
    assert table.reading.notes


def test_encoding_as_told() -> None:
    data = "имя,возраст\nИван,41\n".encode("koi8-r")
    table = read(from_bytes(data), options=ReadOptions(encoding="koi8-r"))
    assert table.columns == ("имя", "возраст")
    assert table.reading.encoding == "koi8-r"
