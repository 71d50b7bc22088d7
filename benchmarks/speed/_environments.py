"""An environment of its own for every peer, made on demand and kept: ``--envs DIR/<tool>``."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
_MARK = "installed.txt"


class UnavailableError(RuntimeError):
    """The environment could not be made: no network, no matching wheel."""


def python_of(tool: str, envs: Path) -> Path:
    """The interpreter of a tool's environment; makes the environment when it is not there or out of date.

    Raises
    ------
    UnavailableError
        When pip fails.
    """
    wanted = (HERE / "requirements" / f"{tool}.txt").read_text(encoding="utf-8")
    home = envs / tool
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    mark = home / _MARK
    if not (mark.exists() and mark.read_text(encoding="utf-8") == wanted and python.exists()):
        print(f"making the environment of {tool} …", file=sys.stderr)
        venv.create(home, with_pip=True, clear=True)
        requirements = HERE / "requirements" / f"{tool}.txt"
        pip = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            str(requirements),
        ]
        if subprocess.run(pip, check=False, stdout=sys.stderr.fileno()).returncode:
            raise UnavailableError(f"the environment of {tool} could not be made")
        mark.write_text(wanted, encoding="utf-8")
    return python


def version_of(tool: str, package: str) -> str:
    """The version pinned for a package in a tool's requirements."""
    lines = (HERE / "requirements" / f"{tool}.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    return next(version for name, version in pins.items() if name.replace("_", "-") == package)
