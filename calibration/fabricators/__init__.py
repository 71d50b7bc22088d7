"""Fabricators, one file a kind, found by its name.

Each module has

- ``KIND``: the name of the kind, which is the name of the file.
- ``NEEDS_REAL``: whether it starts from a genuine table; such a table is as long as the genuine one.
- ``SIZES`` (optional): the only row counts in which the kind occurs (nobody types 10,000 rows by hand).
- ``PAIRS`` (optional): True when ``make`` takes a second genuine table, ``other``.
- ``make(seed, rows, real) -> Table``: a table of about `rows` rows; the same seed, the same table.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType


def kinds() -> tuple[str, ...]:
    """Names of all kinds, sorted."""
    found = (path.stem for path in Path(__file__).parent.glob("*.py"))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def load(kind: str) -> ModuleType:
    """Module of one kind.

    Raises
    ------
    KeyError
        When there is no such kind.
    """
    if kind not in kinds():
        raise KeyError(kind)
    return importlib.import_module(f"calibration.fabricators.{kind}")
