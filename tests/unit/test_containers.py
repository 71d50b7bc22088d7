"""Containers, several files and the attacks on them: rows or one clear error, and nothing on disk."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import importlib.util
import io
import lzma
import os
import struct
import sys
import tarfile
import threading
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import pytest

from leakcheck import discover
from leakcheck.errors import InputError, UsageError
from leakcheck.model import Ledger, Table
from leakcheck.readers import (
    Budget,
    BudgetError,
    Evidence,
    ReadOptions,
    from_bytes,
    open_evidence,
    open_many,
    read,
    read_many,
    sources_of,
)
from leakcheck.readers.containers import _inflate
from leakcheck.readers.intake.spool import Spool

HEADER = "name,age,city\n"
TABLE = (HEADER + "A. Sharma,41,Pune\nB. Rao,35,Mysuru\n").encode()
MORE = (HEADER + "C. Das,52,Kolkata\n").encode()
SMALL = Budget(ratio=20, ratio_from=10_000)


def has(*names: str) -> bool:
    for name in names:
        try:
            if importlib.util.find_spec(name):
                return True
        except ImportError:
            continue
    return False


def many(count: int, start: int = 0) -> bytes:
    rows = (
        f"P{n:06d},{20 + n % 60},{hashlib.sha256(str(n).encode()).hexdigest()[:32]}\n"
        for n in range(start, start + count)
    )
    return (HEADER + "".join(rows)).encode()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def tarred(*members: tuple[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def raw_zip(entries: Sequence[dict[str, object]]) -> bytes:
    """A ZIP by hand: each entry may lie about anything in its directory record, or point elsewhere."""
    body, directory = b"", b""
    for entry in entries:
        name, data = str(entry["name"]).encode(), bytes(entry.get("data", b""))  # type: ignore[call-overload]
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
        told = {
            "crc": zlib.crc32(data),
            "packed": len(packed),
            "length": len(data),
            "flags": 0,
            "place": len(body),
        } | entry
        sizes = struct.pack("<LLL", told["crc"], told["packed"], told["length"])
        if "place" not in entry:
            body += struct.pack("<4s5H", b"PK\3\4", 20, told["flags"], 8, 0, 0) + sizes
            body += struct.pack("<HH", len(name), 0) + name + packed
        directory += struct.pack("<4s6H", b"PK\1\2", 20, 20, told["flags"], 8, 0, 0) + sizes
        directory += struct.pack("<5HLL", len(name), 0, 0, 0, 0, 0, told["place"]) + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + end


def opened(data: bytes, name: str = "x", **options: object) -> Table:
    return read(from_bytes(data, name), options=ReadOptions(**options))  # type: ignore[arg-type]


def drained(table: Table) -> tuple[list[tuple[str | None, ...]], Ledger]:
    rows = [row for block in table.blocks for row in zip(*block.columns, strict=True)]
    ledger = table.ledger().check()
    assert ledger.rows == len(rows)
    return rows, ledger


def names_in(data: bytes, **options: object) -> list[str | None]:
    return [row[0] for row in drained(opened(data, **options))[0]]


WRAPS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "gzip members": lambda data: gzip.compress(data[:20]) + gzip.compress(data[20:]) + b"\0" * 700,
    "bzip2": bz2.compress,
    "bzip2 streams": lambda data: bz2.compress(data[:9]) + bz2.compress(data[9:]),
    "xz": lzma.compress,
    "xz streams": lambda data: lzma.compress(data[:9]) + b"\0" * 8 + lzma.compress(data[9:]),
    "zip": lambda data: zipped(("dump.csv", data)),
    "zip stored": lambda data: zipped(("dump.csv", data), method=zipfile.ZIP_STORED),
    "zip bzip2": lambda data: zipped(("dump.csv", data), method=zipfile.ZIP_BZIP2),
    "tar": lambda data: tarred(("dump.csv", data)),
    "tar gnu": lambda data: tarred(("long" * 60 + "/dump.csv", data), form=tarfile.GNU_FORMAT),
    "tar ustar": lambda data: tarred(("f/" * 70 + "dump.csv", data), form=tarfile.USTAR_FORMAT),
    "tar pax": lambda data: tarred(("ल" * 90 + ".csv", data)),
    "tar.gz": lambda data: gzip.compress(tarred(("dump.csv", data))),
    "zip.gz": lambda data: gzip.compress(zipped(("dump.csv", data))),
    "gz in tar.xz": lambda data: lzma.compress(tarred(("dump.csv.gz", gzip.compress(data)))),
}


@pytest.mark.parametrize("wrap", WRAPS)
def test_what_is_inside_is_read(wrap: str) -> None:
    data = WRAPS[wrap](TABLE)
    table = opened(data, "given")
    rows, ledger = drained(table)
    assert rows == [("A. Sharma", "41", "Pune"), ("B. Rao", "35", "Mysuru")]
    assert (ledger.lines, ledger.size) == (3, len(data))
    assert table.reading.sha256 == hashlib.sha256(data).hexdigest()
    assert table.reading.size == len(data)
    assert any(note.startswith("inside given (") for note in table.reading.notes)


def test_containers_are_found_by_name() -> None:
    assert discover.names("readers.containers") == ("bzip2", "gzip", "sevenzip", "tar", "xz", "zip", "zstd")
    for name in discover.names("readers.containers"):
        module = discover.load("readers.containers", name)
        assert not any(module.matches(head) for head in (b"", b"name,age\n1,2\n", b"\0" * 600, TABLE))


def test_zstd_frames_cuts_and_window() -> None:
    zstd = importlib.import_module("backports.zstd" if has("backports.zstd") else "compression.zstd")
    data = many(20_000)
    packed = zstd.compress(data[:1000]) + zstd.compress(data[1000:])
    assert len(names_in(packed)) == 20_000
    rows, ledger = drained(opened(packed[:-5000]))
    assert 0 < len(rows) < 20_000
    assert "breaks off" in ledger.events[-1].reason
    packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 26})
    wide = packer.compress(data) + packer.flush()
    assert len(names_in(wide)) == 20_000
    with pytest.raises(InputError, match="more memory than allowed"):
        opened(wide, budget=Budget(window=1 << 20))
    assert len(names_in(zipped_zstd(data))) == 20_000


def zipped_zstd(data: bytes) -> bytes:
    zstd = importlib.import_module("backports.zstd" if has("backports.zstd") else "compression.zstd")
    packed = zstd.compress(data)
    entry = zipped(("d.csv", packed), method=zipfile.ZIP_STORED)
    sizes = struct.pack("<LLL", zlib.crc32(packed), len(packed), len(packed))
    told = struct.pack("<LLL", zlib.crc32(data), len(packed), len(data))
    entry = entry.replace(sizes, told)
    local = entry[:8] + struct.pack("<H", 93) + entry[10:]
    at = local.rfind(b"PK\1\2")
    return local[: at + 10] + struct.pack("<H", 93) + local[at + 12 :]


@pytest.mark.parametrize(
    ("head", "extra"),
    [(b"\x28\xb5\x2f\xfd" + b"\0" * 40, "zstd"), (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "sevenzip")],
)
def test_a_missing_extra_says_how_to_get_it(head: bytes, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("compression.zstd", "backports.zstd", "py7zr"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=f'needs the extra "{extra}"') as caught:
        opened(head)
    assert f"pip install 'leakcheck-verify[{extra}]'" in caught.value.hint


def test_7z(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    py7zr = importlib.import_module("py7zr")
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w") as archive:
        archive.writestr(many(5000), "a/one.csv")
        archive.writestr(many(10, 5000), "two.csv")
        archive.writestr(b"x" * 100, ".DS_Store")
    assert len(names_in(buffer.getvalue())) == 5010
    assert len(names_in(buffer.getvalue(), member="two.csv")) == 10
    with pytest.raises(BudgetError):
        opened(buffer.getvalue(), budget=Budget(bytes_out=10_000))
    for cut in range(0, len(buffer.getvalue()), 4001):
        with pytest.raises(InputError):
            opened(buffer.getvalue()[: max(40, cut)])
    locked = io.BytesIO()
    with py7zr.SevenZipFile(locked, "w", password="p") as archive:  # noqa: S106
        archive.writestr(TABLE, "a.csv")
    with pytest.raises(InputError, match="encrypted"):
        opened(locked.getvalue())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("library", ["zlib_ng.zlib_ng", "isal.isal_zlib", "zlib"])
def test_every_zlib_gives_the_same(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(library)
    monkeypatch.setattr(_inflate, "_library", lambda: (module, module.error))
    data = many(30_000)
    packed = gzip.compress(data)
    assert len(names_in(packed)) == 30_000
    assert len(names_in(zipped(("a.csv", data)))) == 30_000
    rows, ledger = drained(opened(packed[: len(packed) // 2]))
    assert rows == drained(opened(data))[0][: len(rows)]
    assert ledger.events[-1].kind == "rejected"
    broken = bytearray(packed)
    broken[-6000:-5900] = b"\xff" * 100
    rows, ledger = drained(opened(bytes(broken)))
    assert len(rows) > 10_000
    assert "zip data" in ledger.events[-1].reason or "vouches" in ledger.events[-1].reason


@pytest.mark.parametrize("library", ["zlib_ng.zlib_ng", "isal.isal_zlib", "zlib"])
def test_every_zlib_keeps_what_came_before_the_damage(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(library)
    monkeypatch.setattr(_inflate, "_library", lambda: (module, module.error))
    data = many(2_000)
    packed = bytearray(gzip.compress(data))
    packed[-8] ^= 0xFF
    rows, ledger = drained(opened(bytes(packed)))
    assert len(rows) == 2_000
    assert "zip data" in ledger.events[-1].reason
    packed = bytearray(gzip.compress(data))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
    rows, ledger = drained(opened(bytes(packed)))
    assert len(rows) > 600
    assert rows[:500] == drained(opened(data))[0][:500]


# --- several files ---------------------------------------------------------------------------------------


def test_members_of_one_table_are_one_claim() -> None:
    reordered = b"Age,City,NAME\n60,Goa,D. Nair\n"
    data = zipped(
        ("part2.csv", MORE),
        ("part1.csv", TABLE),
        ("part3.csv", reordered),
        ("readme.txt", b"thanks for all"),
        ("orders.csv", b"order,total\n1,2\n"),
        ("__MACOSX/._part1.csv", b"\0\5\x16\7"),
        ("sub/", b""),
        ("sub/.DS_Store", b"x"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        ("empty.csv", b""),
    )
    table = opened(data, "dump.zip")
    assert table.columns == ("name", "age", "city")
    rows, ledger = drained(table)
    assert [row[0] for row in rows] == ["A. Sharma", "B. Rao", "C. Das", "D. Nair"]
    assert rows[3] == ("D. Nair", "60", "Goa")
    assert (ledger.lines, ledger.header, ledger.parsed, ledger.size) == (7, 3, 4, len(data))
    begins = [(event.line, event.reason) for event in ledger.events if event.kind == "file"]
    assert begins == [
        (1, "here begins part1.csv"),
        (4, "here begins part2.csv"),
        (6, "here begins part3.csv"),
    ]
    notes = " ".join(table.reading.notes)
    for word in (
        "3 file(s) read as one table",
        "readme.txt",
        "orders.csv: is another table",
        "PNG",
        "empty.csv",
    ):
        assert word in notes
    assert "2 left by the operating system" in notes
    assert "1 folder(s)" in notes


def test_rows_are_numbered_on_from_file_to_file() -> None:
    table = opened(zipped(("a.csv", TABLE), ("b.csv", MORE)))
    assert [row for block in table.blocks for row in block.rows] == [2, 3, 5]


def test_a_member_can_be_named() -> None:
    data = zipped(("a/part1.csv", TABLE), ("b/orders.csv", b"order,total\n1,2\n3,4\n"))
    assert opened(data, member="b/orders.csv").columns == ("order", "total")
    assert opened(data, member="part1.csv").columns == ("name", "age", "city")
    assert opened(data, "d.zip", member="part1.csv").reading.source == "d.zip/a/part1.csv"
    with pytest.raises(UsageError, match="no such file") as caught:
        opened(data, member="b/order.csv")
    assert "b/orders.csv" in caught.value.hint
    with pytest.raises(UsageError):
        opened(TABLE, member="x")


def test_one_readable_file_is_read_silently() -> None:
    table = opened(zipped(("readme.txt", b"hello there"), ("dump.csv", TABLE)), "d.zip")
    assert len(drained(table)[0]) == 2
    assert table.reading.source == "d.zip/dump.csv"
    assert "files" not in table.reading.details


def test_large_members_are_grouped_by_their_heads() -> None:
    data = gzip.compress(tarred(("b.csv", many(9000, 9000)), ("a.csv", many(9000)), ("c.csv", many(3))))
    names = names_in(data)
    assert names == [f"P{n:06d}" for n in range(18_000)] + ["P000000", "P000001", "P000002"]


def test_a_folder_is_one_claim(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(MORE))
    (tmp_path / "sub" / "a.csv").write_bytes(TABLE)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 and more")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "link.csv").symlink_to(tmp_path / "sub" / "a.csv")
    (tmp_path / "other.json").write_bytes(b'[{"x": 1}]')
    evidence = open_many([tmp_path])
    rows, ledger = drained(table := read(evidence))
    assert [row[0] for row in rows] == ["C. Das", "A. Sharma", "B. Rao"]
    assert table.reading.source == str(tmp_path)
    assert ledger.size == evidence.size == sum(part.size for part in evidence.parts)
    listing = "".join(f"{part.sha256}  {part.name}\n" for part in evidence.parts)
    assert table.reading.sha256 == hashlib.sha256(listing.encode()).hexdigest()
    rejected = [event.reason for event in ledger.events if event.kind == "rejected"]
    assert any("photo.jpg" in reason and "JPEG" in reason for reason in rejected)
    assert any("other.json" in reason and "another table" in reason for reason in rejected)
    assert any("passed over: 2 hidden" in note for note in table.reading.notes)
    assert [source.name for source in sources_of(evidence)] == [
        str(tmp_path / "b.csv.gz"),
        str(tmp_path / "sub" / "a.csv"),
    ]


def test_several_files_and_one(tmp_path: Path) -> None:
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    one.write_bytes(TABLE)
    two.write_bytes(MORE)
    assert open_many([one]).data == TABLE
    assert len(drained(read(open_many([two, one])))[0]) == 3
    assert len(drained(read_many([open_evidence(one), open_evidence(two)]))[0]) == 3
    assert len(drained(read_many([open_evidence(one)]))[0]) == 2
    with pytest.raises(InputError, match="no such file"):
        read(open_many([tmp_path / "none"]))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no file to read"):
        open_many([tmp_path / "empty"])
    with pytest.raises(BudgetError, match="more than 1 files"):
        open_many([tmp_path], budget=Budget(entries=1))


def test_a_file_that_turns_out_different_is_rejected_with_its_reason() -> None:
    lines = b"".join(b'{"name": "A%d", "age": %d}\n' % (n, n) for n in range(4000))
    odd = lines + b'{"name": "B", "age": 1, "city": "Pune"}\n'
    table = opened(zipped(("a.json", lines), ("b.json", odd), ("c.json", lines)))
    rows, ledger = drained(table)
    assert len(rows) == 8000
    assert [event.reason for event in ledger.events if event.kind == "rejected"] == [
        "file b.json not read: has other columns than the first file"
    ]


# --- budgets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrap", ["gzip", "bzip2", "xz", "zip", "tar.gz", "gz in tar.xz"])
def test_a_bomb_stops_and_says_how_far(wrap: str) -> None:
    bomb = WRAPS[wrap](TABLE + b"A. Sharma,41,Pune\n" * 150_000)
    with pytest.raises(
        BudgetError, match=r"more than 20 times its size; stopped after [\d,]+ bytes"
    ) as caught:
        drained(opened(bomb, budget=SMALL))
    assert "--max-ratio" in caught.value.hint
    with pytest.raises(BudgetError, match="more than 1,000,000 bytes") as caught:
        drained(opened(bomb, budget=Budget(bytes_out=1_000_000, ratio=10**6)))
    assert "--max-bytes" in caught.value.hint


def test_a_bomb_does_not_cost_memory_or_time() -> None:
    import resource

    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = (
        b"".join([packer.compress(b"a,b\n")] + [packer.compress(b"\n" * (1 << 20)) for _ in range(300)])
        + packer.flush()
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BudgetError):
        drained(opened(bomb, budget=Budget(bytes_out=100_000_000)))
    with pytest.raises(BudgetError):
        drained(opened(bomb))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 400_000


def test_members_share_one_budget() -> None:
    data = zipped(*((f"{n}.csv", many(2000)) for n in range(20)))
    with pytest.raises(BudgetError, match="more than 1,000,000 bytes"):
        drained(opened(data, budget=Budget(bytes_out=1_000_000)))
    assert len(drained(opened(data))[0]) == 40_000


def test_depth() -> None:
    data = TABLE
    for _ in range(3):
        data = gzip.compress(data)
    assert len(names_in(data)) == 2
    with pytest.raises(InputError, match="packed more than 3 times over") as caught:
        opened(gzip.compress(data))
    assert "--max-depth" in caught.value.hint
    assert len(names_in(gzip.compress(data), budget=Budget(depth=4))) == 2
    nest = zipped(("a.csv", TABLE))
    for _ in range(6):
        nest = zipped(("again.zip", nest))
    with pytest.raises(InputError, match="packed more than 3 times over"):
        opened(nest)


def test_twenty_thousand_entries() -> None:
    data = raw_zip([{"name": f"{n}", "data": b""} for n in range(20_000)])
    with pytest.raises(BudgetError, match="more than 10,000 entries") as caught:
        opened(data)
    assert "--max-entries" in caught.value.hint
    lying = data[:-14] + struct.pack("<HH", 3, 3) + data[-10:]
    with pytest.raises(InputError):
        opened(lying)
    with pytest.raises(BudgetError, match="more than 50 entries"):
        opened(tarred(*((f"{n}.csv", TABLE) for n in range(60))), budget=Budget(entries=50))
    inner = zipped(*((f"{n}.csv", TABLE) for n in range(30)))
    with pytest.raises(BudgetError, match="more than 50 entries"):
        opened(zipped(("1.zip", inner), ("2.zip", inner)), budget=Budget(entries=50))


def test_nested_archives_of_the_same_name_stay_apart() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("in.zip", zipped(("a.csv", TABLE))), ("in.zip", zipped(("a.csv", MORE))))
    assert sorted(map(str, names_in(data))) == ["A. Sharma", "B. Rao", "C. Das"]


def test_a_window_too_large_is_refused() -> None:
    data = lzma.compress(many(5000), preset=9)
    with pytest.raises(InputError, match="more memory than allowed"):
        opened(data, budget=Budget(window=1 << 20))
    assert len(names_in(data)) == 5000


# --- hostile archives ------------------------------------------------------------------------------------


def test_overlapping_entries_are_refused() -> None:
    first = {"name": "a.csv", "data": TABLE}
    data = raw_zip([first, {"name": "b.csv", "data": TABLE, "place": 0}])
    with pytest.raises(InputError, match="entries overlap"):
        opened(data)
    longer = raw_zip([{**first, "packed": 90}, {"name": "b.csv", "data": TABLE}])
    with pytest.raises(InputError, match="entries overlap"):
        opened(longer)


def test_sizes_in_headers_are_not_believed() -> None:
    data = raw_zip([{"name": "a.csv", "data": many(500), "length": 40, "crc": zlib.crc32(many(500)[:40])}])
    rows, ledger = drained(opened(data))
    assert len(rows) == 500
    assert "vouches" in ledger.events[-1].reason
    huge = raw_zip([{"name": "a.csv", "data": TABLE, "length": 2**32 - 2}])
    assert len(drained(opened(huge))[0]) == 2
    short = raw_zip([{"name": "a.csv", "data": many(500), "packed": 3000}])
    rows, ledger = drained(opened(short))
    assert 50 < len(rows) < 500
    assert "breaks off" in ledger.events[-1].reason


def test_encrypted_and_damaged_members_are_reported_and_the_others_read() -> None:
    damaged = bytearray(
        raw_zip(
            [
                {"name": "a.csv", "data": many(3000)},
                {"name": "locked.csv", "data": TABLE, "flags": 1},
                {"name": "z.csv", "data": many(100, 3000)},
            ]
        )
    )
    at = damaged.find(b"a.csv") + 5
    damaged[at : at + 50] = b"\xff" * 50
    table = opened(bytes(damaged))
    assert names_in(bytes(damaged)) == [f"P{n:06d}" for n in range(3000, 3100)]
    notes = " ".join(table.reading.notes)
    assert "locked.csv: is encrypted" in notes
    assert "a.csv: the zip data is damaged" in notes
    with pytest.raises(InputError, match="is encrypted"):
        opened(raw_zip([{"name": "locked.csv", "data": TABLE, "flags": 1}]))


NASTY = ["../../x.csv", "/etc/x.csv", "a\x1b[2J.csv", "C:\\x.csv", "\u202egpj.csv", "..\\..\\y.csv"]


def test_names_never_touch_the_disk_and_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    buffer = io.BytesIO(tarred(*((name, TABLE) for name in NASTY)))
    with tarfile.open(fileobj=buffer, mode="a") as archive:
        for kind in (
            tarfile.SYMTYPE,
            tarfile.LNKTYPE,
            tarfile.CHRTYPE,
            tarfile.BLKTYPE,
            tarfile.FIFOTYPE,
            tarfile.DIRTYPE,
        ):
            info = tarfile.TarInfo(f"odd{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    nul = zipped(*((name, TABLE) for name in NASTY)).replace(b"C:\\x.csv", b"C:\0x.csv")
    for data in (buffer.getvalue(), nul):
        table = opened(data, "odd")
        rows, ledger = drained(table)
        assert len(rows) == 2 * len(NASTY)
        said = " ".join([*table.reading.notes, table.reading.source, *(e.reason for e in ledger.events)])
        assert said.isprintable()
        assert "\\x1b[2J" in said
    assert "passed over: 3 device(s), 1 folder(s), 2 link(s)" in " ".join(
        opened(buffer.getvalue()).reading.notes
    )
    assert list(tmp_path.iterdir()) == []


def test_a_tar_name_of_many_megabytes() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = b"L", 1 << 33
    head = info.tobuf(tarfile.GNU_FORMAT)
    with pytest.raises(InputError, match="a name of more than 1 MiB"):
        opened(head + b"a" * 2000)
    whole = tarred(("a.csv", TABLE))[:2048]
    table = opened(whole + head)
    assert len(drained(table)[0]) == 2
    assert any("damaged" in note for note in table.reading.notes)


def test_an_empty_archive_and_one_without_files() -> None:
    with pytest.raises(InputError, match="archive without files"):
        opened(zipped())
    with pytest.raises(InputError, match=r"no file to read \(passed over: 1 folder"):
        opened(zipped(("a/", b"")))
    with pytest.raises(InputError, match="is empty"):
        opened(gzip.compress(b""))
    with pytest.raises(InputError, match="PNG image"):
        opened(gzip.compress(b"\x89PNG\r\n\x1a\n" + b"\0" * 50))


# --- cuts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrap", ["gzip", "bzip2", "xz", "zip", "tar", "tar.gz", "zip stored"])
def test_a_cut_never_tears_a_row_and_is_never_silent(wrap: str) -> None:
    whole = many(6000)
    expected = drained(opened(whole))[0]
    data = WRAPS[wrap](whole)
    most = 0
    for end in range(len(data) // 7, len(data), len(data) // 7 - 5):
        try:
            rows, ledger = drained(table := opened(data[:end]))
        except InputError:
            continue
        assert rows == expected[: len(rows)]
        said = [e.reason for e in ledger.events if e.kind == "rejected"] + list(table.reading.notes)
        assert rows == expected or any("breaks off" in text or "cut off" in text for text in said)
        most = max(most, len(rows))
    assert most > 4000 or wrap in ("bzip2", "xz")  # whose blocks of 900 kB and more come out whole or not


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_cut_in_wide_text(codec: str) -> None:
    whole = (HEADER + "".join(f"ਊ{n:05d},{n},गोवा\n" for n in range(3000))).encode(codec)
    data = gzip.compress(whole)
    rows, ledger = drained(opened(data[: len(data) - 700]))
    assert [row[0] for row in rows] == [f"ਊ{n:05d}" for n in range(len(rows))]
    assert 0 < len(rows) < 3000
    assert ledger.rejected == 1


def test_the_torn_line_is_one_rejected_line() -> None:
    body = many(2000)
    raw = zlib.compressobj(0, zlib.DEFLATED, 31)
    data = raw.compress(body) + raw.flush()
    rows, ledger = drained(opened(data[:-30]))
    assert (ledger.rejected, ledger.lines) == (1, len(rows) + 2)
    assert ledger.events[-1].line == ledger.lines


def test_a_cut_among_lines_that_end_in_cr() -> None:
    data = gzip.compress(many(3000).replace(b"\n", b"\r"))
    rows, ledger = drained(opened(data[: len(data) - 900]))
    assert [row[0] for row in rows] == [f"P{n:06d}" for n in range(len(rows))]
    assert all(len(str(row[2])) == 32 for row in rows)
    assert ledger.rejected == 1


def test_nothing_before_the_cut_says_that_it_was_cut() -> None:
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    data = packer.compress(b"name,age,city") + packer.flush()
    with pytest.raises(InputError, match="the gzip data breaks off"):
        opened(data[:-12])


def test_a_wrong_checksum_is_said() -> None:
    data = bytearray(gzip.compress(TABLE))
    data[-8] ^= 1
    rows, ledger = drained(opened(bytes(data)))
    assert len(rows) == 2
    assert "gzip data is damaged" in ledger.events[-1].reason


def test_what_follows_the_end_is_said() -> None:
    rows, ledger = drained(opened(gzip.compress(TABLE) + b"more of something"))
    assert len(rows) == 2
    assert "behind the end of the gzip data was not read" in ledger.events[-1].reason
    assert ledger.rejected == 0


def test_json_in_one_line_is_not_lost_by_a_cut() -> None:
    data = gzip.compress(b"[" + b",".join(b'{"name": "A%d", "age": %d}' % (n, n) for n in range(5000)) + b"]")
    table = opened(data[: len(data) - 2000])
    assert table.reading.format == "json"
    assert len(drained(table)[0]) > 1000


# --- files that are none, streams that move -----------------------------------------------------------------


def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="is a pipe") as caught:
        open_evidence(tmp_path / "pipe.csv")
    assert "standard input" in caught.value.hint
    with pytest.raises(InputError, match="is a device"):
        open_evidence("/dev/zero")
    passed = open_many([tmp_path / "pipe.csv", __file__])
    assert passed.refused[0][1] == "is a pipe, not a file"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("change", [6, -3_000_000])
def test_a_file_that_grows_or_shrinks_while_read(tmp_path: Path, change: int, packed: bool) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(zipped(("x.csv", many(150_000)), method=zipfile.ZIP_STORED) if packed else many(150_000))
    (source,) = sources_of(open_evidence(path))
    with source.open() as stream:
        stream.read(10)
        os.truncate(path, path.stat().st_size + change)
        with pytest.raises(InputError, match="changes while it is read"):
            read_twice(stream, source)


def read_twice(stream: BinaryIO, source: Evidence) -> None:
    """A stream that was open when the file grew may end in peace; the next one must not begin."""
    while stream.read(1 << 16):
        pass
    source.open().read(1)


def test_a_file_that_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(TABLE)
    evidence = open_evidence(path)
    path.unlink()
    path.write_bytes(TABLE)
    os.utime(path, ns=(1, 1))
    with pytest.raises(InputError, match="changes while it is read") as caught:
        read(evidence)
    assert caught.value.hint


def test_standard_input_beyond_memory_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("leakcheck.readers.intake.spool.IN_MEMORY", 1000)
    monkeypatch.setattr("leakcheck.readers.intake.spool.Spool.__init__.__defaults__", (1000,))
    data = gzip.compress(many(5000))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    evidence = open_evidence("-")
    assert (evidence.size, evidence.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert list(tmp_path.iterdir()) == []
    assert len(drained(read(evidence))[0]) == 5000
    assert evidence.data == data
    endless = io.TextIOWrapper(io.BufferedReader(_Endless()))
    monkeypatch.setattr(sys, "stdin", endless)
    with pytest.raises(BudgetError, match="larger than 3,000,000 bytes"):
        open_evidence("-", budget=Budget(bytes_out=3_000_000))
    assert list(tmp_path.iterdir()) == []


class _Endless(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        buffer[:] = b"a,b\n" * (len(buffer) // 4) + b"\n" * (len(buffer) % 4)
        return len(buffer)


def test_spool_streams_are_independent() -> None:
    spool = Spool("x", in_memory=10)
    for n in range(100):
        spool.write(b"%09d\n" % n)
    first, second = spool.open(), spool.open()
    assert first.read(10) == b"000000000\n"
    second.seek(-10, io.SEEK_END)
    results: list[bytes] = []
    thread = threading.Thread(target=lambda: results.append(second.read()))
    thread.start()
    assert first.read(10) == b"000000001\n"
    thread.join()
    assert results == [b"000000099\n"]
    with first, second:
        assert first.tell() == 20


def test_a_full_disk_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(InputError, match="No space left"):
        Spool("x", in_memory=10).write(b"a" * 100)


def test_data_is_bounded() -> None:
    evidence = open_evidence(__file__, budget=Budget(memory=100))
    with pytest.raises(BudgetError, match="larger than 100 bytes") as caught:
        _ = evidence.data
    assert "--max-memory" in caught.value.hint


# --- the gate --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"GIF89a" + b"\0" * 20, "GIF image"),
        (b"Rar!\x1a\x07\x01\x00", "RAR archive"),
        (b"PGDMP\x01\x0e", "PostgreSQL dump"),
        (b"Obj\x01\x04", "Avro"),
        (b"\x00\x00\x00\x18ftypheic", "HEIF image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"\x1f\x8b\x08\0\0", "gzip archive that breaks off"),
        (b"PK\x03\x04" + b"\0" * 10, "ZIP archive or an Office document"),
    ],
)
def test_what_nothing_opens_is_named(head: bytes, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        from_bytes(head)
    assert caught.value.hint


@pytest.mark.parametrize(
    "head", [b"PAR1", b"ARROW1\0\0", b"FEA1", b"\xff\xff\xff\xff\x10\x01\0\0", b"BZh,age\n1,2\n"]
)
def test_what_readers_open_passes(head: bytes) -> None:
    assert from_bytes(head + b"\x01" * 40).head.startswith(head)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype", "xl/workbook.xml"])
def test_office_documents_stay_whole(part: str) -> None:
    data = zipped(("docProps/app.xml", b"<x/>"), (part, b"x"), ("xl/a.csv", TABLE))
    (source,) = sources_of(from_bytes(data))
    assert source.data == data


def test_a_bzip2_mark_cut_short_is_no_text() -> None:
    packed = bz2.compress(b"name,age\nA. Rao,41\n")
    for length in range(5, 14):
        with pytest.raises(InputError):
            read(from_bytes(packed[:length]))
