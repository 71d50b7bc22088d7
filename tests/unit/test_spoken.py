"""Lines that are surely talk are never an evident table, and what is plain text is no container."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck import discover
from leakcheck.readers.intake.bidding import is_evident_table
from leakcheck.readers.intake.binaries import is_plain
from leakcheck.readers.intake.spoken import is_surely_spoken

WORDS = st.sampled_from(
    ["Name", "Age", "41", "A. Rao", "Mobile", "9812345670", "F", "sep=", "--", "a/b", "x-y"]
)
SIGNS = st.sampled_from(
    [": ", ":", " : ", " ", "/", "-", "=", ", ", ",", ";", "|", "+", "::", "  ", "!", "#"]
)
LINES = st.lists(
    st.lists(st.tuples(WORDS, SIGNS), max_size=5).map(lambda c: "".join(map("".join, c))), max_size=9
)


@given(LINES)
def test_what_is_surely_spoken_is_no_table(lines: list[str]) -> None:
    assert not (is_surely_spoken(lines) and is_evident_table(lines))


@given(WORDS, st.integers(2, 6), st.sampled_from(["/", "-", "=", " ", "+"]))
def test_regular_columns_of_a_weak_sign_are_talk_too(word: str, count: int, sign: str) -> None:
    lines = [f"Label{n}: {sign.join([word, str(n), 'x'])}" for n in range(count)]
    assert is_surely_spoken(lines)
    assert not is_evident_table(lines)


@pytest.mark.parametrize("line", ["Name: A; Age: 4", "Name: A\tAge: 4", 'Name: "A"', "Name: A  B", "sep=:"])
def test_signs_that_may_delimit_are_left_to_the_judge_of_tables(line: str) -> None:
    assert not is_surely_spoken([line, "Age: 41", "Sex: F"])


def tar(form: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        member = tarfile.TarInfo("a.csv")
        member.size = 8
        archive.addfile(member, io.BytesIO(b"a,b\n1,2\n"))
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
    return out.getvalue()


ARCHIVES = {
    "bzip2": bz2.compress(b"a,b\n"),
    "gzip": gzip.compress(b"a,b\n"),
    "xz": lzma.compress(b"a,b\n"),
    "zip": zipped(),
    "tar": tar(tarfile.USTAR_FORMAT),
    "old tar": tar(tarfile.GNU_FORMAT).replace(b"ustar  ", bytes(7)),
    "sevenzip": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "zstd": b"\x28\xb5\x2f\xfd\x04\x00",
    "zstd to be skipped": b"\x50\x2a\x4d\x18\x04\x00",
}


@pytest.mark.parametrize("data", ARCHIVES.values(), ids=ARCHIVES)
def test_no_container_is_plain_text(data: bytes) -> None:
    assert not is_plain(data)


@given(st.binary(max_size=600) | st.text(max_size=600).map(lambda t: t.encode("utf-8", "replace")))
def test_no_container_claims_what_is_plain(data: bytes) -> None:
    room = "readers.containers"
    if data and is_plain(data):
        assert not any(discover.load(room, name).matches(data) for name in discover.names(room))


def test_pasted_text_is_plain() -> None:
    for text in ("Name: A. Rao\n", "नाम: सुनीता\n", "\ufeffName: A\r\n", "[12/06/2023] x: y\n", "{}"):
        assert is_plain(text.encode())
