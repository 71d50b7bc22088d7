"""Peak memory of a command and all its children together: the system's account of a child does not tell.

Looked at while it runs, in a run of its own, so that looking costs no figure anything. Pages that processes
share are counted once: PSS of ``/proc/PID/smaps_rollup``, see proc_pid_smaps(5).
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed._cost import FailedError, environment

_PAUSE = 0.02
_PROC = Path("/proc")


def peak_of_tree(command: Sequence[str]) -> float | None:
    """MB of all processes at the worst moment seen; None where the system does not tell.

    Raises
    ------
    FailedError
        When the exit code is not 0.
    """
    if not sys.platform.startswith("linux"):
        return None
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment())
    most = 0
    while child.poll() is None:
        most = max(most, sum(map(_proportional, _with_children(child.pid))))
        time.sleep(_PAUSE)
    if child.returncode:
        raise FailedError(f"exit code {child.returncode}")
    return most * 1024 / 1e6


def _with_children(process: int) -> list[int]:
    found = [process]
    for path in _PROC.glob(f"{process}/task/*/children"):
        for word in _text(path).split():
            found += _with_children(int(word))
    return found


def _proportional(process: int) -> int:
    """KiB; 0 when it has ended meanwhile."""
    for line in _text(_PROC / str(process) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""
