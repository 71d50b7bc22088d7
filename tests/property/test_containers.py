"""Containers under random nesting, cuts and mutation: the rows that went in, or one clear error."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leakcheck import discover
from leakcheck.errors import InputError
from leakcheck.model import Table
from leakcheck.readers import Budget, ReadOptions, from_bytes, read
from leakcheck.readers.intake.spool import Spool
from leakcheck.safe import show

BODY = b"name,age\n" + b"".join(b"P%d,%d\n" % (n * 7919 % 1000, n % 90) for n in range(200))
SMALL = Budget(bytes_out=5_000_000, ratio_from=2_000_000)


def zipped(data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo("in.csv"), data, method)
        archive.writestr(zipfile.ZipInfo("note.txt"), b"no table here", method)
    return buffer.getvalue()


def tarred(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("in.csv")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
        archive.addfile(tarfile.TarInfo("empty"))
    return buffer.getvalue()


WRAPS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zip": zipped,
    "zip stored": lambda data: zipped(data, zipfile.ZIP_STORED),
    "tar": tarred,
}
WRAPPED = {name: wrap(BODY) for name, wrap in WRAPS.items()} | {
    "tar.gz": gzip.compress(tarred(BODY), mtime=0)
}


def rows_of(table: Table) -> list[tuple[str | None, ...]]:
    rows = [row for block in table.blocks for row in zip(*block.columns, strict=True)]
    assert table.ledger().check().rows == len(rows)
    return rows


def opened(data: bytes) -> Table:
    return read(from_bytes(data, "x"), options=ReadOptions(budget=SMALL))


WORDS = ("damaged", "not those", "breaks off", "not read")
EXPECTED = rows_of(opened(BODY))


@given(st.lists(st.sampled_from(sorted(WRAPS)), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_any_nesting_gives_the_same_rows(wraps: list[str]) -> None:
    data = BODY
    for name in wraps:
        data = WRAPS[name](data)
    assert rows_of(opened(data)) == EXPECTED


@given(st.sampled_from(sorted(WRAPPED)), st.floats(0, 1))
@settings(max_examples=80, deadline=None)
def test_any_cut_gives_a_prefix_that_says_so_or_an_error(name: str, share: float) -> None:
    data = WRAPPED[name]
    cut = data[: int(share * (len(data) - 1))]
    try:
        rows = rows_of(table := opened(cut))
    except InputError:
        return
    assert rows == EXPECTED[: len(rows)]
    if len(rows) < len(EXPECTED):
        said = [*table.reading.notes, *(event.reason for event in table.ledger().events)]
        assert any("breaks off" in text or "cut off" in text for text in said)


@given(
    st.sampled_from(sorted(WRAPPED)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=6),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_containers(name: str, flips: list[tuple[float, int]]) -> None:
    data = bytearray(WRAPPED[name])
    for share, bits in flips:
        data[int(share * (len(data) - 1))] ^= bits
    try:
        rows = rows_of(table := opened(bytes(data)))
    except InputError as error:
        if show(str(error), 10_000) != str(error):
            pytest.fail("an error that is not safe to print")
        return
    assert rows
    keeps_mark = data[:10] == WRAPPED[name][:10]
    if keeps_mark and rows != EXPECTED and name.partition(" ")[0] in ("gzip", "bzip2", "xz", "zip"):
        said = [*table.reading.notes, *(event.reason for event in table.ledger().events)]
        assert any(
            word in text for text in said for word in ("damaged", "not those", "breaks off", "not read")
        )


@given(st.sampled_from(discover.names("readers.containers")), st.binary(max_size=600), st.booleans())
@settings(max_examples=150, deadline=None)
def test_random_bytes_behind_a_magic_number(name: str, noise: bytes, long: bool) -> None:
    marks = {
        "gzip": b"\x1f\x8b\x08\0", "bzip2": b"BZh91AY&SY", "xz": b"\xfd7zXZ\0", "zip": b"PK\x03\x04",
        "zstd": b"\x28\xb5\x2f\xfd", "sevenzip": b"7z\xbc\xaf\x27\x1c\0\x04", "tar": b"a.csv",
    }  # fmt: skip
    try:
        rows_of(opened(marks[name] + noise * (40 if long else 1)))
    except InputError as error:
        if show(str(error), 10_000) != str(error):
            pytest.fail("an error that is not safe to print")


@given(st.lists(st.binary(max_size=40), max_size=30), st.integers(0, 200), st.data())
@settings(max_examples=60, deadline=None)
def test_spool_is_what_was_written(pieces: list[bytes], in_memory: int, data: st.DataObject) -> None:
    spool = Spool("x", in_memory)
    for piece in pieces:
        spool.write(piece)
    whole = b"".join(pieces)
    place = data.draw(st.integers(0, len(whole)))
    with spool.open() as stream:
        assert stream.read() == whole
        stream.seek(place)
        assert stream.read() == whole[place:]
    assert spool.size == len(whole)
