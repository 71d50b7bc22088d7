"""Opening evidence: every way of not getting at text ends in one clear error."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest

from leakcheck.errors import InputError, UsageError
from leakcheck.readers import ReadOptions, from_bytes, from_text, open_evidence, read

TABLE = b"name,age\nA. Sharma,41\n"


def test_bytes_are_hashed_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE)
    evidence = open_evidence(path)
    assert (evidence.data, evidence.size, evidence.name) == (TABLE, len(TABLE), str(path))
    assert evidence.sha256 == hashlib.sha256(TABLE).hexdigest()


@pytest.mark.parametrize("name", ["data[1].csv", "x*.csv", "a\nb.csv", "http:__x", "-x"])
def test_odd_names_are_only_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "data1.csv").write_bytes(b"wrong,file\n1,2\n")
    (tmp_path / name).write_bytes(TABLE)
    assert open_evidence(tmp_path / name).data == TABLE


def test_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "claim_dump.csv").write_bytes(TABLE)
    with pytest.raises(InputError) as caught:
        open_evidence(tmp_path / "claim_dumb.csv")
    assert caught.value.where == str(tmp_path / "claim_dumb.csv")
    assert "claim_dump.csv" in caught.value.hint
    assert caught.value.exit_code == 3


def test_missing_folder_and_impossible_name() -> None:
    with pytest.raises(InputError, match="no such file"):
        open_evidence("no/such/folder/x.csv")
    with pytest.raises(InputError):
        open_evidence("a\x00b")


def test_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a directory"):
        open_evidence(tmp_path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="may not be read"):
        open_evidence(tmp_path / "x.csv")


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE * 10)
    with pytest.raises(InputError, match="larger than 50 bytes"):
        open_evidence(path, max_bytes=50)
    assert open_evidence(path, max_bytes=len(TABLE) * 10).size == len(TABLE) * 10


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE)))
    evidence = open_evidence("-")
    assert (evidence.name, evidence.data) == ("standard input", TABLE)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="is closed"):
        open_evidence("-")


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"PK\x03\x04rest", "ZIP archive or an Office document"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PAR1....", "Parquet"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "Windows program"),
        (b"\x7fELF\x02", "Linux program"),
        (b"RIFF\x00\x00\x00\x00WEBP", "WebP"),
    ],
)
def test_binary_formats_are_named_with_advice(head: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        from_bytes(head, "x")
    assert caught.value.hint


def test_text_that_begins_like_a_program_is_text() -> None:
    table = read(from_bytes(b"MZ,name\n1,A. Sharma\n2,B. Rao\n"))
    assert table.columns == ("MZ", "name")


@pytest.mark.parametrize("data", [b"\x00" * 500, b"a,b\n" + b"\x00\x01\x02" * 50, bytes(range(32)) * 9])
@pytest.mark.parametrize("name", ["csv", "text", "json", "html", None])
def test_binary_data_is_refused(data: bytes, name: str | None) -> None:
    with pytest.raises(InputError, match="binary"):
        read(from_bytes(data), input_format=name)


@pytest.mark.parametrize("name", ["csv", "text", "json", "html", None])
@pytest.mark.parametrize("data", [b" ", b"\n\n\t \r\n", b"\xef\xbb\xbf\n", " \n".encode("utf-16")])
def test_blank_evidence_is_refused(data: bytes, name: str | None) -> None:
    with pytest.raises(InputError, match="blanks"):
        read(from_bytes(data, "x"), input_format=name)


def test_empty_evidence_is_refused() -> None:
    with pytest.raises(InputError, match="is empty"):
        from_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        from_text("")


def test_a_stray_nul_is_read_and_noted() -> None:
    table = read(from_bytes(b"name,age\n" + b"A. Sharma,41\n" * 50 + b"B.\x00 Rao,35\n"))
    assert any("NUL" in note for note in table.reading.notes)


def test_lone_surrogates_become_visible() -> None:
    table = read(from_text("Name: A\ud800 Sharma\nAge: 41\n"))
    (block,) = table.blocks
    assert block.columns[0] == ["A\\ud800 Sharma"]


def test_encoding_named_wrongly() -> None:
    with pytest.raises(InputError, match="does not decode"):
        read(from_bytes(b"name,age\n\xff,1\n"), options=ReadOptions(encoding="utf-8"))
    with pytest.raises(UsageError, match="no such text encoding"):
        read(from_bytes(TABLE), options=ReadOptions(encoding="utf-99"))
    with pytest.raises(UsageError):
        read(from_bytes(TABLE), options=ReadOptions(encoding="unicode_escape"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("csv", "{}\x00\x00\x00"),
        ("text", "{}"),
        ("text", "# {} #\n\n{}"),
        ("json", '{{"{}": '),
        ("json", '[["{}"'),
        ("html", "<table>{}</table>"),
    ],
)
def test_messages_hold_no_value(name: str, data: str) -> None:
    value = "ABCDE1234F"
    with pytest.raises(InputError) as caught:
        read(from_text(data.replace("{}", value).replace("{{", "{")), input_format=name)
    assert value not in caught.value.message + caught.value.hint + caught.value.where
