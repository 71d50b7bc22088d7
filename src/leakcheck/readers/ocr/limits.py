"""Foreign code in a child process: limited in time, memory and files, silent, and the same every time.

Why a child: image decoders and neural engines are native code; what crashes or swells there must cost one
clear line, not the process. The limits are set by a launcher in the child before it becomes the program,
because doing it between fork and exec is unsafe beside threads.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from leakcheck.frozen import dataclass

_SECONDS = 20
_PATIENCE = 15  # times the CPU seconds, on the clock: a loaded machine is slow, not broken
_LEAST_MEMORY = 1 << 30
_LAUNCHER = """
import os, sys
try:
    import resource as r
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    wanted = ((r.RLIMIT_CPU, seconds), (r.RLIMIT_AS, memory), (r.RLIMIT_CORE, 0), (r.RLIMIT_FSIZE, 0))
    for name, limit in wanted:
        most = r.getrlimit(name)[1]
        limit = limit if most == r.RLIM_INFINITY else min(limit, most)
        r.setrlimit(name, (limit, limit))
except ImportError:
    pass
os.execv(sys.argv[3], sys.argv[3:])
"""
_KEPT = ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")
_FIXED = {
    "LC_ALL": "C.UTF-8",
    "OMP_THREAD_LIMIT": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}


class ChildError(Exception):
    """A child did not end well. `reason` is in safe words; what the child printed is dropped."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may cost: CPU `seconds` and bytes of address space."""

    seconds: int = _SECONDS
    memory: int = 2 << 30

    def run(self, argv: Sequence[str], given: bytes = b"") -> bytes:
        """Run a program with `given` on its standard input and return its standard output.

        Raises
        ------
        ChildError
            When it is missing, crashes, ends with an error or spends its limits.
        """
        memory = str(max(self.memory, _LEAST_MEMORY))
        launched = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(self.seconds), memory, *argv]
        try:
            done = subprocess.run(  # noqa: S603 - fixed programs, no shell, nothing of the input in the arguments
                launched,
                input=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self.seconds * _PATIENCE,
                env=_environment(),
                cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root, where nothing lies to be picked up
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ChildError("took too long") from None
        except OSError:
            raise ChildError("could not be started") from None
        if done.returncode:
            raise ChildError(_why(done.returncode))
        return done.stdout

    def run_script(self, script: str, given: bytes, *arguments: str) -> bytes:
        """Run a Python file of this folder, which must import nothing of leakcheck; see `run`."""
        path = str(Path(__file__).with_name(script))
        return self.run([sys.executable, "-P", "-W", "ignore", path, *arguments], given)


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(entry for entry in sys.path if os.path.isabs(entry))  # noqa: PTH117 - text stays text
    return {**kept, **_FIXED, "PYTHONPATH": path}


def _why(code: int) -> str:
    if code in (-24, -9, 137, 152):  # SIGXCPU, SIGKILL
        return "was stopped at its limits"
    return "crashed" if code < 0 else "failed"
