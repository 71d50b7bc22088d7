"""``--resume``: a killed run goes on, and ends with the same bytes."""

from __future__ import annotations

import os
import pickle
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

import leakcheck
from leakcheck import api
from leakcheck.cli import main
from leakcheck.engines import checkpoint
from leakcheck.engines.resume import Resume
from leakcheck.errors import UsageError

STEP = ["--resume", "--checkpoint-step", str(1 << 20)]
KILLED = """
import os, signal, sys
from leakcheck.cli import main
from leakcheck.engines import checkpoint, columnwise

left = int(sys.argv.pop(1))
write, judge = checkpoint.write, columnwise.judge_blocks

def counted(*args):
    global left
    write(*args)
    left -= 1

def killing(blocks, *args):
    def some():
        for block in blocks:
            yield block
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
    judge(some(), *args)

checkpoint.write = counted
from leakcheck.engines import resume
resume.judge_blocks = killing
main()
"""


def lines(rows: int, *, damaged: bool) -> Iterator[str]:
    """Rows of a table of people who do not exist; some hold line ends, some are damaged."""
    yield "name,birth_year,mobile,pin_code,address"
    for i in range(rows):
        number = f"9{i * 7919 % 10**9:09}"
        place = f'"Plot {i}, Sector 7\nNear the school"' if i % 97 == 5 else f'"Plot {i}, Sector 7"'
        line = f"A. Rao,{1880 + i % 150},{number},{110001 + i % 900},{place}"
        if damaged and i % 50 == 7:
            line = (line.replace(",", ";", 1), line[:20], "", line + ",x", line.replace('"', "", 1))[
                i // 50 % 5
            ]
        yield line


def written(folder: Path, kind: str) -> Path:
    path = folder / "people.csv"
    text = "\n".join(lines(80_000, damaged=kind != "clean"))
    coded = text.replace("Rao", "Réo") if kind == "legacy" else text
    path.write_bytes(coded.encode("cp1252"))
    return path


@pytest.fixture(scope="module", params=["clean", "damaged", "legacy"])
def any_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("damaged"), "damaged")


def verify(file: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["verify", str(file), "--claims", "cowin", "-f", "json", *options])


def killed(file: Path, checkpoints: int, *options: str) -> None:
    """A run that is killed a block behind so many checkpoints."""
    told = ["verify", str(file), "--claims", "cowin", "-f", "json", *options]
    command = [sys.executable, "-c", KILLED, str(checkpoints), *told]
    found = {**os.environ, "PYTHONPATH": str(Path(leakcheck.__file__).parents[1])}
    run = subprocess.run(command, capture_output=True, env=found, check=False)  # noqa: S603
    assert run.returncode == -signal.SIGKILL, run.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_goes_on_to_the_same_bytes(
    any_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = verify(any_file, "--jobs", "1").stdout
    kept = tmp_path / "people.csv.leakcheck-resume"
    killed(any_file, 1, *STEP, "--jobs", jobs)
    first = kept.read_bytes()
    killed(any_file, 2, *STEP, "--jobs", jobs)  # goes on, and is killed again
    assert kept.read_bytes() != first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    last = verify(any_file, *STEP, "--jobs", jobs)
    assert last.exit_code == 0
    assert last.stdout == whole
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [1, 3])
def test_several_files_go_on_as_well(tmp_path: Path, file: Path, cut: int) -> None:
    folder, kept = tmp_path / "dump", tmp_path / "kept"
    folder.mkdir()
    texts = file.read_text().splitlines(keepends=True)
    (folder / "a.csv").write_text("".join(texts[:30_000]))
    (folder / "b.csv").write_text(
        "birth_year,name,mobile,pin_code,address\n1950,B. Rao,9000000000,110001,x\n" * 3
    )
    (folder / "c.csv").write_text(texts[0] + "".join(texts[30_000:]))
    whole = verify(folder, "--folder").stdout
    told = ["--folder", *STEP, "--checkpoint", str(kept)]
    killed(folder, cut, *told)
    last = verify(folder, *told)
    assert last.exit_code == 0, last.stderr
    assert last.stdout == whole


def test_a_run_that_is_stopped_tells_what_it_saw(file: Path, tmp_path: Path) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 4

    engine = Resume(tmp_path / "kept", least=1, step=1 << 20, every=1 << 19)
    result = api.verify(file, claims="cowin", engine=engine, stop=stop, jobs=1).result
    assert result.partial is not None
    assert 0 < result.partial.rows <= result.ledger.rows < 80_000
    assert (tmp_path / "kept").exists()
    whole = api.verify(file, claims="cowin", engine=engine, jobs=1)
    assert whole.to_json() == api.verify(file, claims="cowin").to_json()


def test_the_second_half_is_not_read_anew(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    killed(file, 2, *STEP, "--checkpoint", str(kept), "--jobs", "1")
    seen: list[int] = []

    def progress(told: object) -> None:
        if getattr(told, "stage", "") == "judging":
            seen.append(getattr(told, "rows", 0))

    engine = Resume(kept, least=1, step=1 << 20, every=1 << 19)
    api.verify(file, claims="cowin", engine=engine, progress=progress, jobs=1)
    judged = [rows for rows in seen if rows]
    assert judged[0] > 20_000  # records of the earlier run count as gone by
    assert judged[-1] > 70_000


def test_nothing_is_written_unless_asked_for(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def never(*_: object) -> None:
        raise AssertionError("a checkpoint was written")

    monkeypatch.setattr(checkpoint, "write", never)
    assert verify(file).exit_code == 0
    assert verify(file, "--resume").exit_code == 0  # the file is smaller than 1 GB
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def kept(file: Path, tmp_path: Path) -> Path:
    """A checkpoint that a killed run left behind."""
    path = tmp_path / "kept"
    killed(file, 1, *STEP, "--checkpoint", str(path))
    return path


def said(result: Result) -> str:
    assert result.exit_code == 2
    assert result.stdout == ""
    return " ".join(result.stderr.split())


def test_a_checkpoint_of_something_else_is_refused(file: Path, kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "people.csv"
    other.write_bytes(file.read_bytes() + b"B. Rao,1950,9000000000,110001,x\n")
    before = kept.read_bytes()
    told = [*STEP, "--checkpoint", str(kept)]
    assert "of other evidence" in said(verify(other, *told))
    assert "other options" in said(verify(file, *told, "--date", "2021-06-01"))
    assert "other options" in said(verify(file, *told, "--map", "mobile=name"))
    assert kept.read_bytes() == before
    os.utime(file)
    assert verify(file, *told, "--prior", "0.2").exit_code == 0  # what only weighs may change


def test_a_checkpoint_of_another_version_is_refused(
    file: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leakcheck.engines.splitting.__version__", "0.0.0")
    assert "another version" in said(verify(file, *STEP, "--checkpoint", str(kept)))


class Trap:
    """Would leave a file behind if it were unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self._path,))


@pytest.mark.parametrize("forgery", ["text", "empty", "pickle", "object", "state", "folder"])
def test_a_forged_checkpoint_is_refused_and_never_executed(
    file: Path, kept: Path, tmp_path: Path, forgery: str
) -> None:
    trap = Trap(tmp_path / "sprung")
    if forgery == "state":
        arrays = dict(np.load(kept))
        text = arrays["content"].tobytes().replace(b'"accounts"', b'"accuonts"')
        arrays["content"] = np.frombuffer(text, dtype=np.uint8)
        with kept.open("wb") as out:
            np.savez(out, **arrays)
    elif forgery == "object":
        with kept.open("wb") as out:
            np.savez(out, content=np.array([trap], dtype=object))
    elif forgery == "folder":
        kept.unlink()
        kept.mkdir()
    else:
        kept.write_bytes({"text": b"hello", "empty": b"", "pickle": pickle.dumps(trap)}[forgery])
    assert "no checkpoint of leakcheck" in said(verify(file, *STEP, "--checkpoint", str(kept)))
    assert not (tmp_path / "sprung").exists()


def test_what_cannot_be_split_is_read_in_one_part_and_said_so(file: Path, tmp_path: Path) -> None:
    import gzip

    packed = tmp_path / "people.csv.gz"
    packed.write_bytes(gzip.compress(file.read_bytes(), 1))
    told = [*STEP[:2], str(1 << 20), "--checkpoint", str(tmp_path / "kept")]
    result = CliRunner().invoke(main, ["verify", str(packed), "--claims", "cowin", "-f", "json", *told])
    assert result.exit_code == 0
    if packed.stat().st_size >= 1 << 20:
        assert "is no plain file: it is read in one part" in result.stderr


@pytest.mark.parametrize(
    "told",
    [["--checkpoint", "kept"], ["--resume", "--sample", "5"], ["--scheduler", "tcp://127.0.0.1:1"],
     ["--resume", "--engine", "dask"]],
)  # fmt: skip
def test_options_that_contradict_each_other_are_refused(file: Path, told: list[str]) -> None:
    assert verify(file, *told).exit_code == 2


def test_states_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    state = [{"a": [1, 2.5, None, True, "x\ud800"], 3: (b"\x00\xff", 10**30)}, np.arange(3, dtype=np.uint64)]
    checkpoint.write(path, {}, state)
    first, second = checkpoint.read(path, {})
    assert first == {"a": [1, 2.5, None, True, "x\ud800"], 3: [b"\x00\xff", 10**30]}
    assert second.dtype == np.uint64
    assert second.tolist() == [0, 1, 2]
    with pytest.raises(UsageError):
        checkpoint.write(tmp_path / "no" / "kept", {}, state)
