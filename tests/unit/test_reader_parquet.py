"""Parquet, Arrow and Feather: typed values as text without invention; promises checked before decoding."""

from __future__ import annotations

import datetime
import decimal
import hashlib
import io
import resource
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.feather as fe
import pyarrow.parquet as pq
import pytest

from leakcheck.errors import InputError
from leakcheck.model import Ledger, Table
from leakcheck.readers import ReadOptions, parquet
from leakcheck.readers.intake.source import HEAD, Evidence

LAYOUTS = ("parquet", "plain", "feather", "lz4", "file", "stream")


def evidence(data: bytes, name: str = "file") -> Evidence:
    return Evidence(name, data[:HEAD], hashlib.sha256(data).hexdigest(), len(data), partial(io.BytesIO, data))


def written(table: Any, layout: str = "parquet", **options: Any) -> bytes:
    buffer = io.BytesIO()
    if layout in ("parquet", "plain"):
        pq.write_table(table, buffer, use_dictionary=layout == "parquet", **options)
    elif layout in ("feather", "lz4"):
        fe.write_feather(
            table, buffer, compression="uncompressed" if layout == "feather" else "lz4", **options
        )
    else:
        opened = pa.ipc.new_file if layout == "file" else pa.ipc.new_stream
        with opened(buffer, table.schema) as writer:
            writer.write_table(table, **options)
    return buffer.getvalue()


def read(data: bytes) -> tuple[Table, list[tuple[int, tuple[str | None, ...]]], Ledger]:
    table = parquet.read(evidence(data), ReadOptions())
    found = []
    for block in table.blocks:
        assert len(block) <= 8_192
        found += list(zip(block.rows, zip(*block.columns, strict=True), strict=True))
    return table, found, table.ledger().check()


def refused(data: bytes) -> InputError:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError) as caught:
        read(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 400 << 10
    assert caught.value.hint
    return caught.value


PEOPLE = {"name": ["A. Sharma", "B. Rao", None], "age": [41, 35, 29], "pin": ["011001", "", "570001"]}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_people(layout: str) -> None:
    data = written(pa.table(PEOPLE), layout)
    assert parquet.bid(data[:HEAD]) >= 0.9
    table, found, ledger = read(data)
    assert table.columns == ("name", "age", "pin")
    assert found == [
        (1, ("A. Sharma", "41", "011001")),
        (2, ("B. Rao", "35", "")),
        (3, (None, "29", "570001")),
    ]
    assert (ledger.lines, ledger.rows, ledger.parsed) == (3, 3, 3)
    assert table.reading.format == "parquet"


def test_bids_low_on_others() -> None:
    for head in (
        b"",
        b"PAR",
        b"name,age\n",
        b"\xff" * 100,
        b"\xff\xff\xff\xff\x10\x00\x00\x00",
        b"FEA1,age\n",
    ):
        assert parquet.bid(head) == 0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_values_without_invention(layout: str) -> None:
    day, moment = datetime.date(1982, 1, 2), datetime.datetime(2021, 3, 4, 5, 6, 7, 500)
    midnight = datetime.datetime(2021, 3, 4)
    columns = {
        "i64": (pa.array([10**18, None]), "1000000000000000000"),
        "whole": (pa.array([9876543210.0, None]), "9876543210"),
        "nan": (pa.array([float("nan"), 1.0]), None),
        "f32": (pa.array([0.1, None], pa.float32()), "0.1"),
        "bool": (pa.array([True, None]), "true"),
        "code": (pa.array(["x", None]).dictionary_encode(), "x"),
        "dec": (pa.array([decimal.Decimal("1.50"), None], pa.decimal128(10, 2)), "1.50"),
        "day": (pa.array([day, None]), "1982-01-02"),
        "us": (pa.array([moment, None], pa.timestamp("us")), "2021-03-04 05:06:07.0005"),
        "ns": (
            pa.array([1_614_816_000_000_000_001, None], pa.timestamp("ns")),
            "2021-03-04 00:00:00.000000001",
        ),
        "midnight": (pa.array([midnight, None], pa.timestamp("ms")), "2021-03-04"),
        "zone": (pa.array([midnight, None], pa.timestamp("ms", "Asia/Kolkata")), "2021-03-04 00:00:00Z"),
        "far": (pa.array([2**62, None], pa.timestamp("ms")), str(2**62)),
        "time": (pa.array([datetime.time(1, 2, 3), None]), "01:02:03"),
        "raw": (pa.array([b"a\xff\x00", None]), "a\\xff\x00"),
        "fixed": (pa.array([b"abcd", None], pa.binary(4)), "abcd"),
        "list": (pa.array([["a", None, "b"], None]), "a; b"),
        "deep": (pa.array([[{"k": [1]}], None]), '[{"k": ["1"]}]'),
        "map": (pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int64())), '{"k": "1"}'),
        "null": (pa.nulls(2), None),
    }
    _, found, _ = read(written(pa.table({name: array for name, (array, _) in columns.items()}), layout))
    assert dict(zip(columns, found[0][1], strict=True)) == {name: text for name, (_, text) in columns.items()}
    assert all(cell is None for name, cell in zip(columns, found[1][1], strict=True) if name != "nan")


@pytest.mark.parametrize("layout", ["parquet", "file"])
def test_structures_become_columns(layout: str) -> None:
    people = pa.array([{"name": "A", "home": {"pin": 411038}}, None, {"name": None, "home": None}])
    table, found, _ = read(written(pa.table({"p": people, "p.name": ["x", "y", "z"]}), layout))
    assert table.columns == ("p.name", "p.home.pin", "p.name (2)")
    assert [cells for _, cells in found] == [("A", "411038", "x"), (None, None, "y"), (None, None, "z")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_many_rows_in_order(layout: str) -> None:
    count = 20_000
    options = {"row_group_size": 7_000} if layout in ("parquet", "plain") else {}
    _, found, ledger = read(
        written(
            pa.table({"n": np.arange(count), "t": [f"v{i % 97}" for i in range(count)]}), layout, **options
        )
    )
    assert found == [(i + 1, (str(i), f"v{i % 97}")) for i in range(count)]
    assert ledger.rows == count


def test_views_and_slices() -> None:
    strings = pa.array(["a", "b" * 30, None, "नाम"]).cast(pa.string_view())
    table = pa.table({"v": strings, "l": pa.array([[1], [2, 3], None, []])}).slice(1)
    assert [cells for _, cells in read(written(table, "stream"))[1]] == [
        ("b" * 30, "2; 3"),
        (None, None),
        ("नाम", None),
    ]


def test_text_that_is_not_utf_8() -> None:
    bad = pa.Array.from_buffers(pa.string(), 1, pa.array([b"a\xe9"]).buffers())
    for layout in ("parquet", "stream"):
        assert read(written(pa.table({"t": bad}), layout))[1] == [(1, ("a\\xe9",))]


def test_no_rows_no_columns_old_feather() -> None:
    assert "no row" in refused(written(pa.table({"a": pa.array([], pa.int64())}))).message
    assert "no column" in refused(written(pa.table({}), "stream")).message
    assert "first version" in refused(b"FEA1" + bytes(100)).message
    assert "encrypted" in refused(b"PARE" + bytes(100) + b"PARE").message


def test_small_files_that_declare_gigabytes() -> None:
    zeros = pa.table({"a": pa.array(np.zeros(30_000_000, "i4"))})
    bomb = written(zeros, compression="zstd", row_group_size=30_000_000)
    assert len(bomb) < 200_000
    assert "cells" in refused(bomb).message
    assert (
        "more than the budget"
        in refused(written(zeros, "plain", compression="zstd", data_page_size=1 << 30)).message
    )
    assert "budget" in refused(written(zeros, "lz4", chunksize=30_000_000)).message
    nothing = pa.Array.from_buffers(pa.null(), 10**9, [None], null_count=10**9)
    assert "cells" in refused(written(pa.table({"a": nothing}), "stream", max_chunksize=10**9)).message


def test_a_page_header_that_lies() -> None:
    data = written(pa.table({"a": ["x" * 50]}), "plain", compression="none")
    place = data.index(b"\x15\x00\x15", 4) + 3
    honest = data[place : place + 2]
    assert refused(data[:place] + b"\xfe\x7f" + data[place + 2 :]).message
    assert honest != b"\xfe\x7f"


def test_one_text_for_many_rows() -> None:
    indices = pa.array(np.zeros(50_000, "i4"))
    shared = pa.DictionaryArray.from_arrays(indices, pa.array(["x" * 500_000]))
    _, found, _ = read(written(pa.table({"a": shared}), compression="zstd"))
    assert len(found) == 50_000


def test_wild_offsets_end_in_an_error() -> None:
    data = written(pa.table({"t": ["aaaa", "bbbb"]}), "stream")
    place = data.index(bytes([0, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0]))
    for wild in (b"\xff\xff\xff\x7f", b"\xff\xff\xff\xff"):
        for offset in (4, 8):
            assert "damaged" in refused(data[: place + offset] + wild + data[place + offset + 4 :]).message


def test_unions_are_named_not_read() -> None:
    union = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])])
    assert "kind that is not read" in refused(written(pa.table({"u": union}), "stream")).message
