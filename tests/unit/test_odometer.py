"""Progress as the API tells it: stages in order, never backwards, never beyond the end."""

from __future__ import annotations

import gzip
import io
import itertools
import pickle
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import leakcheck
from leakcheck.cli._interrupt import Interrupts
from leakcheck.extent import Progress
from leakcheck.readers.intake.odometer import Odometer

ROWS = 60_000
TEXT = "name,birth_year\n" + "".join(f"A{i} Rao,{1940 + i % 60}\n" for i in range(ROWS))


def plain(folder: Path) -> list[Path]:
    (folder / "a.csv").write_text(TEXT, encoding="utf-8")
    return [folder / "a.csv"]


def gz(folder: Path) -> list[Path]:
    (folder / "a.csv.gz").write_bytes(gzip.compress(TEXT.encode()))
    return [folder / "a.csv.gz"]


def zipped(folder: Path) -> list[Path]:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", TEXT)
        archive.writestr("b.csv", TEXT)
    return [folder / "a.zip"]


def several(folder: Path) -> list[Path]:
    for name in "abc":
        (folder / f"{name}.csv").write_text(TEXT, encoding="utf-8")
    return [folder]


def marked(folder: Path) -> list[Path]:
    (folder / "a.csv").write_bytes(TEXT.encode("utf-16"))
    return [folder / "a.csv"]


@pytest.mark.parametrize("made", [plain, gz, zipped, several, marked])
def test_it_never_goes_back(tmp_path: Path, made) -> None:
    files = made(tmp_path)
    told: list[Progress] = []
    ledger = leakcheck.verify(files, progress=told.append, jobs=1).result.ledger
    stages = [stage for stage, _ in itertools.groupby(told, key=lambda done: done.stage)]
    assert stages == ["hashing", "surveying", "judging"]
    for _, stage in itertools.groupby(told, key=lambda done: done.stage):
        for before, after in itertools.pairwise(stage):
            assert (before.bytes or 0) <= (after.bytes or 0)
            assert before.rows <= after.rows
            assert after.total is None or (after.bytes or 0) <= after.total
    assert told[-1].rows == ledger.rows
    on_disk = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert told[-1].total == on_disk
    assert (told[-1].bytes or 0) >= 0.9 * on_disk


def test_a_pipe_is_received_first(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())
        closed = False

    monkeypatch.setattr("sys.stdin", Stdin())
    told: list[Progress] = []
    leakcheck.verify("-", progress=told.append, jobs=1)
    received = [done for done in told if done.stage == "receiving"]
    assert received[-1].bytes == len(TEXT)
    assert {done.total for done in received} == {None}
    assert told[-1] == Progress("judging", ROWS, told[-1].bytes, len(TEXT))


def test_what_has_no_bytes_tells_records() -> None:
    told: list[Progress] = []
    frame = pd.DataFrame({"name": ["A. Rao"] * 500, "birth_year": ["1980"] * 500})
    leakcheck.verify(frame, progress=told.append)
    assert told[-1].rows == 500
    assert told[-1].bytes is None


def test_a_copy_sent_elsewhere_is_silent() -> None:
    told: list[Progress] = []
    odometer = Odometer(told.append)
    copy = pickle.loads(pickle.dumps(odometer))  # noqa: S301 - made here
    copy.tick(5)
    assert told == []
    odometer.tick(5)
    assert told[-1].bytes == 5


def test_arrow_leaves_interrupts_to_us_only_while_we_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[bool] = []
    monkeypatch.setattr(pa, "enable_signal_handlers", said.append)
    with Interrupts() as stop:
        assert not stop()
        assert not stop()
        assert said == [False]
    assert said == [False, True]
