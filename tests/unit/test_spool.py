"""Bytes held back for a second reading leave no file behind, however the process ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leakcheck.readers.intake.spool import Spool

SOURCE = Path(__file__).parents[2] / "src"
HOLD = """
import os, signal, sys
from leakcheck.readers.intake.spool import Spool
spool = Spool("x", in_memory=10)
spool.write(b"A. Sharma,41\\n" * 100_000)
with spool.open() as stream:
    assert stream.read(9) == b"A. Sharma"
    print(len(os.listdir(os.environ["TMPDIR"])), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_kill_leaves_no_temporary_file(tmp_path: Path) -> None:
    environ = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", HOLD], env=environ, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert done.stdout.strip() == "0", "not even while it runs has the file a name"
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_a_pipe_that_is_being_read_leaves_nothing_when_killed(tmp_path: Path) -> None:
    environ = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(SOURCE)}
    script = (
        "import leakcheck.readers.intake.source as source\n"
        "from functools import partial\n"
        "source.Spool = partial(source.Spool, in_memory=1000)\n"
        "from leakcheck.cli import main\n"
        "main(['verify', '-'])\n"
    )
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, "-c", script], env=environ, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"name,age\n" + b"A. Sharma,41\n" * 400_000)
        running.stdin.flush()
        proc = Path(f"/proc/{running.pid}/fd")
        until = time.monotonic() + 20
        while proc.exists() and not _holds_deleted(proc) and time.monotonic() < until:
            time.sleep(0.02)
        names = list(tmp_path.iterdir())
        running.kill()
        assert running.wait(20) == -signal.SIGKILL
    assert names == []
    assert not list(tmp_path.iterdir())


def _holds_deleted(folder: Path) -> bool:
    """Whether a process has a file open that has no name."""
    for entry in folder.iterdir():
        try:
            if "(deleted)" in str(entry.readlink()):
                return True
        except OSError:
            continue
    return False


def test_a_spool_gives_back_what_was_written() -> None:
    spool = Spool("x", in_memory=5)
    spool.write(b"abc")
    spool.write(b"defgh")
    assert spool.open().read() == b"abcdefgh"
