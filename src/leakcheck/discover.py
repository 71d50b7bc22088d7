"""Rooms are found by their file names; nothing is registered.

Why: a list to keep in step with a folder is what makes a new rule dear. Listing names imports
nothing, so help and completion stay fast; a module is imported only when it is used.
"""

from __future__ import annotations

import importlib
import os
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ROOT = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - help needs no pathlib
_SUFFIX = ".py"


def folder(room: str) -> str:
    """Path of a room."""
    return os.path.join(_ROOT, *room.split("."))  # noqa: PTH118


@cache
def names(room: str) -> tuple[str, ...]:
    """Names of the modules in `room` (such as ``idnumbers``), sorted, private ones left out."""
    found = os.listdir(folder(room))  # noqa: PTH208
    stems = (name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX))
    return tuple(sorted(stem for stem in stems if stem.isidentifier() and not stem.startswith("_")))


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
    from pathlib import Path

    return tuple(sorted(p for p in Path(folder(room)).iterdir() if p.suffix == suffix))
