"""Budgets: how much a hostile file may cost before reading stops with one clear error.

Why these sizes: genuine dumps compress 5 to 30 times, bombs 1,000 times and more (gzip 1.9 MB to 2 GB;
overlapping zip 42 kB to 5.5 GB). Whoever trusts a file raises the budget by the flag the error names.
"""

from __future__ import annotations

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass

LEAST_MEMORY = 256 << 20
ROOMY = 512 << 20
"""Bytes a run needs whatever the evidence: Python and Arrow take 150 MiB, a batch at work the rest."""
_UNITS = "KMGT"
_OWN = 192 << 20
_LONGEST = 30


def parse_size(text: str) -> int:
    """Bytes from ``300M``, ``1.5G``, ``64KiB`` or a plain number; letters count in steps of 1,024.

    Raises
    ------
    ValueError
        When the text is no size above 0.
    """
    digits = text.strip().upper().removesuffix("B").removesuffix("I")
    unit = _UNITS.find(digits[-1:]) + 1 if digits else 0
    whole, dot, part = (digits[:-1] if unit else digits).partition(".")
    plain = whole.replace("_", "").replace(",", "") if not dot else whole
    if not (plain.isascii() and plain.isdecimal()) or (dot and not (part.isascii() and part.isdecimal())):
        raise ValueError("no size")
    if len(plain) > _LONGEST or len(part) > _LONGEST or (dot and not unit):
        raise ValueError("no size")
    size: int = int(plain + part) * 1024**unit // 10 ** len(part)
    if size < 1:
        raise ValueError("no size")
    return size


def size_text(size: int) -> str:
    """A number of bytes as `parse_size` takes it, in the largest unit that leaves it whole."""
    for power in range(len(_UNITS), 0, -1):
        if size >= 1024**power and size % 1024**power == 0:
            return f"{size // 1024**power}{_UNITS[power - 1]}"
    return f"{size:,}"


def held_within(ceiling: int) -> int:
    """Bytes a reader may hold when the run may take `ceiling`: it is held raw and as cells for a while."""
    return max(1, ceiling - _OWN) // 2


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
    ceiling : int, optional
        Bytes the whole run may take (`leakcheck.engines.memory`); None: nobody said.
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
    ceiling: int | None = None

    @property
    def is_tight(self) -> bool:
        """Whether a run must do with little memory."""
        return self.ceiling is not None and self.ceiling < ROOMY


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
