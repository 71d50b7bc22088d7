"""What the figures were taken on, in general words: nothing that names a machine, a person or a day."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from pathlib import Path

_PACKAGES = ("numpy", "pandas", "pyarrow", "rapidfuzz", "click", "rich")


def describe() -> list[str]:
    """Sentences about processor, memory, system and versions."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    system = f"{os.cpu_count()} cores visible, {_memory()} GiB of memory, {platform.system()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return [
        f"Processor: {_processor()}, {system}.",
        f"{python}; leakcheck {_leakcheck()} with {versions}.",
    ]


def load() -> float:
    """Processes that wanted to run in the last five minutes, on average; 0.0 where that is not known."""
    return os.getloadavg()[1] if hasattr(os, "getloadavg") else 0.0


def _leakcheck() -> str:
    from leakcheck import __version__

    return __version__


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text(encoding="utf-8") if cpuinfo.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
