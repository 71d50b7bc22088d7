"""Budgets: how much a hostile file may cost before reading stops with one clear error.

Why these sizes: genuine dumps compress 5 to 30 times, bombs 1,000 times and more (gzip 1.9 MB to 2 GB;
overlapping zip 42 kB to 5.5 GB). Whoever trusts a file raises the budget by the flag the error names.
"""

from __future__ import annotations

from dataclasses import dataclass

from leakcheck.errors import InputError


class BudgetError(InputError):
    """A budget is spent: reading stops here, whatever else the evidence holds."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one reading.

    Parameters
    ----------
    bytes_out : int
        Bytes that containers may unpack to, all layers and members together.
    ratio : int
        Times the size of the outermost file they may unpack to, once `ratio_from` bytes are out; and times
        the size of a file that its cells may amount to.
    depth : int
        Containers inside containers (``dump.tar.gz`` is two).
    entries : int
        Members of all containers, or files of a folder, together.
    field, columns, cells : int
        Characters of one field (what is longer is cut, and said), columns of a table, cells of a file.
    memory : int
        Bytes a reader that cannot stream may hold at once.
    window : int
        Bytes of look-back a compressed stream may ask for (``zstd -22`` uses 128 MiB, ``xz -9`` 64).
    """

    bytes_out: int = 50_000_000_000
    ratio: int = 200
    ratio_from: int = 1_000_000
    depth: int = 3
    entries: int = 10_000
    field: int = 1_000_000
    columns: int = 16_384
    cells: int = 2_000_000_000
    memory: int = 2 << 30
    window: int = 128 << 20


FLAGS = {
    "bytes_out": "--max-bytes",
    "ratio": "--max-ratio",
    "depth": "--max-depth",
    "entries": "--max-entries",
    "field": "--max-field",
    "columns": "--max-columns",
    "cells": "--max-cells",
    "memory": "--max-memory",
    "window": "--max-window",
}


def exceeded(limit: str, what: str, where: str) -> BudgetError:
    """Build the error for a spent budget; the caller raises it.

    Parameters
    ----------
    limit : str
        Field of `Budget`.
    what : str
        What happened and how far reading came, in safe words.
    """
    return BudgetError(what, where=where, hint=f"if you trust the file, raise the limit with {FLAGS[limit]}")
