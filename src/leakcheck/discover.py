"""Rooms are found by their file names; nothing is registered.

Why: a list to keep in step with a folder is what makes a new rule dear. Listing names imports
nothing, so help and completion stay fast; a module is imported only when it is used.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

_ROOT = Path(__file__).parent


@cache
def names(room: str) -> tuple[str, ...]:
    """Names of the modules in `room` (such as ``idnumbers``), sorted, private ones left out."""
    folder = _ROOT.joinpath(*room.split("."))
    found = pkgutil.iter_modules([str(folder)])
    return tuple(sorted(m.name for m in found if not m.ispkg and not m.name.startswith("_")))


@cache
def load(room: str, name: str) -> ModuleType:
    """Import one module of a room.

    Raises
    ------
    KeyError
        When the room has no such module; callers turn it into an error with a suggestion.
    """
    if name not in names(room):
        raise KeyError(name)
    return importlib.import_module(f"leakcheck.{room}.{name}")


@cache
def data_files(room: str, suffix: str = ".toml") -> tuple[Path, ...]:
    """Data files of a room, sorted by name."""
    return tuple(sorted(p for p in (_ROOT / room).iterdir() if p.suffix == suffix))
