"""Ctrl-C in the middle: what was judged is answered, marked as partial, and adds up."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import leakcheck
from leakcheck import api
from leakcheck.model import LINE_CLASSES

SOURCE = Path(leakcheck.__file__).parents[1]
SCHEMA = json.loads((SOURCE / "leakcheck/reports/report-1.schema.json").read_text(encoding="utf-8"))
ROWS = 40_000

CHILD = """
import os, signal, sys
from leakcheck.cli import _interrupt, main

ask, asked = _interrupt.Interrupts.__call__, [0]

def listening(self):
    asked[0] += 1
    if asked[0] in MOMENTS:
        os.kill(os.getpid(), signal.NAME)
    return ask(self)

_interrupt.Interrupts.__call__ = listening
main(sys.argv[1:])
"""


def _hear_interrupts() -> None:
    """A test run in the background of a shell is deaf to Ctrl-C, and so would be its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL if os.name == "nt" else signal.default_int_handler)


def dump(folder: Path, rows: int = ROWS) -> Path:
    file = folder / "many.csv"
    lines = (f"A. Rao,{1940 + i % 60},9{i * 7919 % 10**9:09},{110001 + i % 900}\n" for i in range(rows))
    file.write_text("name,birth_year,mobile,pin_code\n" + "".join(lines), encoding="utf-8")
    return file


def interrupted(
    moments: tuple[int, ...], *options: str, name: str = "SIGINT"
) -> subprocess.CompletedProcess[str]:
    script = CHILD.replace("MOMENTS", repr(moments)).replace("NAME", name)
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, "verify", *options],
        env={"PYTHONPATH": str(SOURCE), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=_hear_interrupts,
        check=False,
    )


pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_first_gives_a_partial_report(tmp_path: Path, name: str, jobs: str) -> None:
    file = dump(tmp_path)
    done = interrupted((4,), str(file), "--jobs", jobs, "-f", "json", name=name)
    assert done.returncode == 130
    assert done.stderr == "error: interrupted: the report is partial\n"
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    partial, ledger = report["partial"], report["ledger"]
    assert 0 < partial["rows"] < ROWS
    assert partial["line"] == partial["rows"] + 1
    assert ledger["lines"] == sum(ledger[kind] for kind in LINE_CLASSES)
    assert ledger["rows"] == partial["rows"] + partial["unjudged"]
    assert partial["total"] == file.stat().st_size
    assert 0 < partial["bytes"] <= partial["total"]
    most = max(sum(finding["counts"].values()) for finding in report["findings"] if finding["kind"] == "rule")
    assert most <= partial["rows"]


def test_it_is_said_above_the_verdict(tmp_path: Path) -> None:
    file, report = dump(tmp_path), tmp_path / "report.txt"
    done = interrupted((4,), str(file), "--jobs", "1")
    assert done.stdout.startswith("PARTIAL: stopped at line ")
    assert "the verdict is of" in done.stdout.replace("\n", " ")
    assert "What comes after these lines was not read." in done.stdout
    done = interrupted((4,), str(file), "--jobs", "1", "-o", str(report))
    assert (done.returncode, done.stdout) == (130, "")
    assert report.read_text(encoding="utf-8").startswith("PARTIAL: ")
    done = interrupted((4,), str(file), "--jobs", "1", "-q")
    assert (done.returncode, done.stderr) == (130, "")
    assert done.stdout.startswith("PARTIAL: ")


def test_the_second_ends_at_once(tmp_path: Path) -> None:
    script = CHILD.replace("MOMENTS", "(3,)").replace("NAME", "SIGINT")
    script = script.replace("signal.SIGINT)", "signal.SIGINT); os.kill(os.getpid(), signal.SIGINT)")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, "verify", str(dump(tmp_path)), "--jobs", "1"],
        env={"PYTHONPATH": str(SOURCE), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=_hear_interrupts,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "error: interrupted")


def test_before_anything_was_judged_there_is_no_report(tmp_path: Path) -> None:
    done = interrupted((1,), str(dump(tmp_path)), "--jobs", "1")
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "error: interrupted")


def test_rejected_lines_are_written_as_far_as_they_were_read(tmp_path: Path) -> None:
    file, rejects = dump(tmp_path), tmp_path / "rejects.csv"
    done = interrupted((4,), str(file), "--jobs", "1", "--rejects", str(rejects))
    assert done.returncode == 130
    assert rejects.exists()


def stopping_after(blocks: int):
    asked = [0]

    def stop() -> bool:
        asked[0] += 1
        return asked[0] > blocks

    return stop


def json_lines(rows: int) -> str:
    return "".join(f'{{"name": "A. Rao", "birth_year": {1940 + i % 60}}}\n' for i in range(rows))


def sql(rows: int) -> str:
    values = ",\n".join(f"('A. Rao', {1940 + i % 60})" for i in range(rows))
    return f"CREATE TABLE people (name text, birth_year int);\nINSERT INTO people VALUES\n{values};\n"


def html(rows: int) -> str:
    cells = "".join(f"<tr><td>A. Rao</td><td>{1940 + i % 60}</td></tr>\n" for i in range(rows))
    return f"<table><tr><th>name</th><th>birth_year</th></tr>\n{cells}</table>\n"


def csv(rows: int) -> str:
    return "name,birth_year\n" + "".join(f"A. Rao,{1940 + i % 60}\n" for i in range(rows))


@pytest.mark.parametrize("made", [csv, json_lines, sql, html])
@pytest.mark.parametrize("packed", [False, True])
def test_every_format_adds_up(tmp_path: Path, made, packed: bool) -> None:
    data = made(20_000).encode()
    file = tmp_path / "data"
    file.write_bytes(gzip.compress(data) if packed else data)
    result = api.verify(file, stop=stopping_after(1), jobs=1).result
    assert result.partial is not None
    assert 0 < result.partial.rows < 20_000
    assert result.ledger.check().rows >= result.partial.rows
    assert result.partial.total == file.stat().st_size


def test_in_the_middle_of_the_second_of_three_files(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.csv").write_text(csv(20_000), encoding="utf-8")
    result = api.verify([tmp_path], stop=stopping_after(4), jobs=1).result
    assert result.partial is not None
    assert 20_000 < result.partial.rows < 40_000
    ledger = result.ledger.check()
    assert ledger.rows >= result.partial.rows
    assert ledger.lines == ledger.rows + ledger.header
    assert ledger.header == 2


def test_without_a_stop_the_interrupt_goes_through(tmp_path: Path) -> None:
    def interrupt(_progress: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        api.verify(dump(tmp_path), progress=interrupt)


def test_a_run_that_came_to_its_end_is_not_partial(tmp_path: Path) -> None:
    report = api.verify(dump(tmp_path, 200), stop=lambda: False)
    assert report.result.partial is None
    assert "partial" not in json.loads(report.to_json())
    assert "PARTIAL" not in report.render()
