"""What a command costs: a child process, measured by the system's own account of it.

CPU is user plus system time of the child and its threads. The machine may be shared, so commands that are
compared take turns and the least of several rounds counts. This module must stay light: on Linux a child's
peak memory is never below what its parent held when it was started.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    """CPU and wall in seconds, peak resident memory in MB, and what was printed."""

    cpu: float
    wall: float
    memory: float
    output: str


class FailedError(RuntimeError):
    """A measured command ended with an error."""


def environment() -> dict[str, str]:
    """The surroundings of a child: the package is found in the tree when it is not installed.

    Compiled modules are kept, as they are where a package is installed: else start-up would be compiling.
    """
    import importlib.util

    own = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if importlib.util.find_spec("leakcheck") is None or str(ROOT / "src") in sys.path:
        own["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT / "src"), own.get("PYTHONPATH")]))
    return own


def measure(command: Sequence[str], given: str = "", env: Mapping[str, str] | None = None) -> Cost:
    """Run a command once; `given` is its standard input.

    Raises
    ------
    FailedError
        With the end of the error stream, when the exit code is not 0.
    """
    import tempfile

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as put:
        put.write(given.encode())
        put.seek(0)
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdin=put, stdout=out, stderr=err, env=dict(env or environment()))
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode:
            end = err.read().decode("utf-8", "replace").strip()[-400:]
            raise FailedError(f"exit code {child.returncode}: {end}")
        per_mb = 1e6 if sys.platform == "darwin" else 1e6 / 1024
        printed = out.read().decode("utf-8", "replace")
        return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / per_mb, printed)


def take_turns(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """Run the commands round robin; least CPU, least wall and most memory of each."""
    seen: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seen[name].append(measure(command))
    return {
        name: Cost(
            min(c.cpu for c in costs),
            min(c.wall for c in costs),
            max(c.memory for c in costs),
            costs[-1].output,
        )
        for name, costs in seen.items()
    }
