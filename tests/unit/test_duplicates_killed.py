"""A run that is killed leaves no file behind."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

SCRIPT = """
import sys
from leakcheck.forensics.stores.comparison import Comparison
from leakcheck.forensics.stores.hashlog import HashLog
from leakcheck.model import Block
log = HashLog(in_memory=1_000)
collector = Comparison(("a", "b"), {}, log)
for start in range(0, 50_000, 5_000):
    texts = [str(n) for n in range(start, start + 5_000)]
    collector.update(Block(range(start, start + 5_000), (texts, texts)))
print(log.written, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_nothing_is_left_when_the_process_is_killed(tmp_path):
    import os

    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(command, stdin=-1, stdout=-1, env=environment) as child:  # noqa: S603
        assert child.stdout is not None
        assert int(child.stdout.readline()) == 50_000
        child.kill()
        child.wait()
    assert list(tmp_path.iterdir()) == []
