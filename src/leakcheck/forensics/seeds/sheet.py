"""The table to explain: its columns as text, with what a search asks of them again and again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from leakcheck.forensics.seeds.paths import canonical
from leakcheck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: cells (None is blank), the same folded, and what is known of them.

    `levels` are the distinct cells in order of appearance, `entropy` is Shannon's, in bits a cell.
    """

    name: str
    cells: tuple[str | None, ...]
    folded: tuple[str | None, ...]
    levels: tuple[str, ...]
    entropy: float

    @property
    def is_unique(self) -> bool:
        """No cell stands twice: drawn anew until it differs, perhaps."""
        return len(self.levels) == sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns of one length, in the order of the file."""

    columns: tuple[Column, ...]
    rows: int


def sheet_of(header: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Sheet:
    """Take a table apart; `rows` hold one cell for every name of `header`, None where it is blank."""
    columns = [column_of(name, [row[i] or None for row in rows]) for i, name in enumerate(header)]
    return Sheet(tuple(columns), len(rows))


def column_of(name: str, cells: Sequence[str | None]) -> Column:
    """Look at one column."""
    counts = Counter(cell for cell in cells if cell is not None)
    total = sum(counts.values())
    entropy = -sum(n / total * math.log2(n / total) for n in counts.values()) if total else 0.0
    folded = tuple(canonical(cell) if cell is not None else None for cell in cells)
    return Column(name, tuple(cells), folded, tuple(counts), entropy)
