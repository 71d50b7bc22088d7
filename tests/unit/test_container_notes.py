"""What a report says of archives and folders: inside what, which file, what was not read and why."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

import leakcheck
from leakcheck.errors import InputError
from leakcheck.readers import from_bytes, read

PEOPLE = "name,age\n" + "".join(f"A. Sharma,{n}\n" for n in range(20, 40))
LETTER = b"%PDF-1.7\n" + bytes(range(256)) * 2


def packed(**files: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def test_the_member_and_what_was_not_read_stand_in_text_and_json() -> None:
    report = leakcheck.verify(packed(people_csv=PEOPLE, letter_pdf=LETTER))
    reading = json.loads(report.to_json())["reading"]
    assert reading["details"]["member"] == "people.csv"
    assert "inside standard input (zip)" in reading["notes"]
    assert any(note.startswith("not read: letter.pdf: looks like") for note in reading["notes"])
    text = " ".join(report.render("text").split())
    assert "member: people.csv" in text
    assert "inside standard input (zip)" in text
    assert "not read: letter.pdf: looks like" in text


def test_a_compressed_file_has_no_member_name() -> None:
    reading = leakcheck.verify(gzip.compress(PEOPLE.encode())).result.reading
    assert "member" not in reading.details
    assert "inside standard input (gzip)" in reading.notes


def test_very_many_unread_files_are_counted() -> None:
    letters = {f"p{n:03}_pdf": LETTER for n in range(60)}
    table = read(from_bytes(packed(people_csv=PEOPLE, **letters), "x.zip"))
    unread = [note for note in table.reading.notes if note.startswith("not read")]
    assert len(unread) == 21
    assert unread[-1] == "not read: 40 more file(s)"


def test_a_folder_in_a_list_is_one_claim_as_on_the_command_line(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text(PEOPLE)
    (tmp_path / "letter.pdf").write_bytes(LETTER)
    report = leakcheck.verify([tmp_path])
    assert report.result.ledger.rows == 40
    assert any(
        note.startswith(f"not read: {tmp_path / 'letter.pdf'}: ") for note in report.result.reading.notes
    )
    named = leakcheck.verify([tmp_path / "a.csv", str(tmp_path / "b.csv")])
    assert named.result.ledger.rows == 40


def test_a_folder_alone_is_refused_with_the_way_out(tmp_path: Path) -> None:
    for given in (tmp_path, str(tmp_path)):
        with pytest.raises(InputError, match="is a directory") as caught:
            leakcheck.verify(given)
        assert "--folder" in caught.value.hint
