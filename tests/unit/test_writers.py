"""Writers: what each format writes of a small sheet, the guard, and files that are whole or absent."""

from __future__ import annotations

import io
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from leakcheck.errors import UsageError
from leakcheck.model import Block
from leakcheck.writers import Sheet, headings, jsonl
from leakcheck.writers import csv as csv_writer
from leakcheck.writers import parquet as parquet_writer
from leakcheck.writers._guard import guard, is_formula, needs_guard, unguard
from leakcheck.writers._whole import whole

TAME = Block([2, 5], (["A. Sharma", None], pa.array(["007", "9.1E+11"])))
WILD = Block([2, 3], (["=1+1", "b"], ["-5", "@x"]))

FORMULAS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|'/C calc'!A0", '=HYPERLINK("x")', "+91 98765", "-"),
    *(" =1", "\u00a0=1", "\u3000=1", "\t=1", "\t1", "\r=1", "\n1", " \n=1", "\x00=1", "=", "--1", "+-1"),
    *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", "-1e5", "-1,5", "+1.", "=1\n", "-5\n", "\v=1", "\x1c=1"),
)
HARMLESS = (
    "",
    " ",
    "a=1",
    "-5",
    "+5",
    "-5.25",
    "007",
    "O'Neil",
    "'tis",
    "'-5",
    "12-03",
    "\u22125",
    "''",
    "'",
)


def sheet(*blocks: Block, columns: tuple[str, ...] = ("name", "code"), lines: bool = True) -> Sheet:
    return Sheet(columns, lambda: iter(blocks), lines)


def written(writer: object, made: Sheet, out: io.BytesIO | None = None) -> bytes:
    out = out or io.BytesIO()
    writer.write(made, out)  # type: ignore[attr-defined]
    return out.getvalue()


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise AssertionError("a pipe is never rewound")


def test_csv_of_tame_cells_is_only_the_columns() -> None:
    assert written(csv_writer, sheet(TAME)) == (
        b'"line","name","code"\n"2","A. Sharma","007"\n"5","","9.1E+11"\n'
    )
    assert written(csv_writer, sheet(TAME, lines=False)).startswith(b'"name","code"\n"A. Sharma","007"\n')


@pytest.mark.parametrize("out", [io.BytesIO, Pipe])
def test_guarded_cells_are_flagged_by_column(out: type[io.BytesIO]) -> None:
    """Also when the first guarded cell comes after a block is written, and where nothing can be rewound."""
    assert written(csv_writer, sheet(TAME, WILD), out()).decode().splitlines() == [
        '"line","name","code","guarded"',
        '"2","A. Sharma","007",""',
        '"5","","9.1E+11",""',
        '"2","\'=1+1","-5","1"',
        '"3","b","\'@x","2"',
    ]


def test_without_lines_no_column_of_ours() -> None:
    assert written(csv_writer, sheet(WILD, lines=False)) == b'"name","code"\n"\'=1+1","-5"\n"b","\'@x"\n'


def test_a_file_is_begun_anew_where_it_stood() -> None:
    out = io.BytesIO()
    out.write(b"before\n")
    written(csv_writer, sheet(TAME, WILD), out)
    assert out.getvalue().startswith(b'before\n"line","name","code","guarded"\n"2","A. S')


def test_headings_are_guarded_as_well() -> None:
    text = written(csv_writer, sheet(TAME, columns=("=x", "y"))).decode()
    assert text.splitlines()[0] == '"line","\'=x","y","guarded"'


def test_our_columns_give_way_to_those_of_the_evidence() -> None:
    names = ("line", "guarded")
    first = written(csv_writer, sheet(WILD, columns=names)).decode().splitlines()[0]
    assert first == '"line_","line","guarded","guarded_"'
    assert json.loads(written(jsonl, sheet(TAME, columns=names)).splitlines()[0]) == {
        "line_": 2,
        "line": "A. Sharma",
        "guarded": "007",
    }


def test_headings_come_once_each() -> None:
    assert headings(Sheet(("a", "a", "a (2)", "\udc80"), lambda: iter(()), lines=False)) == [
        "a",
        "a (2)",
        "a (2) (2)",
        "\\udc80",
    ]


def test_jsonl_keeps_order_text_and_nothing_else() -> None:
    odd = Block([7], (["\x7f\u202e\u0928\x1b"], ["NaN"]))
    first, second, third = written(jsonl, sheet(TAME, odd)).decode("ascii").splitlines()
    assert first == '{"line": 2, "name": "A. Sharma", "code": "007"}'
    assert second == '{"line": 5, "name": null, "code": "9.1E+11"}'
    assert third == '{"line": 7, "name": "\\u007f\\u202e\\u0928\\u001b", "code": "NaN"}'


def test_parquet_is_text_with_the_line_as_a_number() -> None:
    table = parquet.read_table(io.BytesIO(written(parquet_writer, sheet(TAME, WILD))))
    assert table.schema.names == ["line", "name", "code"]
    assert table.schema.types == [pa.int64(), pa.string(), pa.string()]
    assert table.to_pylist()[:2] == [
        {"line": 2, "name": "A. Sharma", "code": "007"},
        {"line": 5, "name": None, "code": "9.1E+11"},
    ]
    assert parquet.read_table(io.BytesIO(written(parquet_writer, sheet()))).num_rows == 0


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_guarded_and_given_back(text: str) -> None:
    assert is_formula(text)
    assert guard(text) == "'" + text
    assert unguard(guard(text)) == text
    assert unguard(guard(guard(text))) == guard(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_cells_stay(text: str) -> None:
    assert not needs_guard(text)
    assert guard(text) == unguard(text) == text


def test_whole_file_takes_its_name_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with whole(target) as out:
        out.write(b"x")
        assert not target.exists()
    assert target.read_bytes() == b"x"
    assert os.listdir(tmp_path) == ["out.csv"]  # noqa: PTH208


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, MemoryError])
def test_a_failure_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")

    def fail() -> None:
        with whole(target) as out:
            out.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.csv"]  # noqa: PTH208


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_polite_kill_leaves_nothing(tmp_path: Path, name: str) -> None:
    before = signal.getsignal(getattr(signal, name))

    def killed() -> None:
        with whole(tmp_path / "out.csv") as out:
            out.write(b"half")
            os.kill(os.getpid(), getattr(signal, name))

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert not list(tmp_path.iterdir())
    assert signal.getsignal(getattr(signal, name)) is before


def _impossible(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "no" / "out.csv"
    yield tmp_path
    yield tmp_path / ("x" * 300)


def test_what_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    for target in _impossible(tmp_path):
        with pytest.raises(UsageError, match="cannot be written"), whole(target) as out:
            out.write(b"x")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No space left"), whole(Path("/dev/full")) as out:
        out.write(b"x" * 100_000)
    assert not list(tmp_path.iterdir())
