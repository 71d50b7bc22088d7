"""Rows to files for other tools: one file a format, beside the reports.

A writer is one public module of this folder: `MEDIA_TYPE`, `SUFFIX`, `IS_TEXT` (may go to a
terminal or a pipe) and ``write(sheet, out)``. Nothing is registered. A writer hides nothing and
opens nothing: what a cell may say is settled before it comes here, and `out` is open already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.model import Block

LINE = "line"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Settled rows on their way into a file.

    Parameters
    ----------
    columns : tuple of str
        Names of the columns.
    blocks : callable
        Gives the blocks from the first on, each time it is called; a writer may have to ask twice.
    lines : bool
        Whether leakcheck's own columns are written too: first the line on which a record starts.
    labels : tuple of str
        Names as the evidence writes them, for formats in which a name may be empty or come twice.
    """

    columns: tuple[str, ...]
    blocks: Callable[[], Iterator[Block]]
    lines: bool = True
    labels: tuple[str, ...] = ()


def headings(sheet: Sheet) -> list[str]:
    """Names of all columns, each once, the line's first where it is wanted.

    A name that comes twice is numbered; a name of ours that the evidence uses gets an underscore.
    """
    names: dict[str, None] = {}
    for name in map(well_formed, sheet.columns):
        number, free = 1, name
        while free in names:
            number += 1
            free = f"{name} ({number})"
        names[free] = None
    return [unused(LINE, names), *names] if sheet.lines else list(names)


def unused(name: str, names: dict[str, None] | Sequence[str]) -> str:
    """Our own name for a column, with underscores until nothing else is called so."""
    while name in names:
        name += "_"
    return name


def well_formed(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate becomes its visible form."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def cells_of(column: Any) -> Sequence[str | None]:
    """A column of a block as Python texts, whether it is a list or an Arrow array."""
    if isinstance(column, list | tuple):
        return column
    cells: list[str | None] = column.to_pylist() if hasattr(column, "to_pylist") else list(column)
    return cells


def lines_of(block: Block) -> list[int]:
    """Line numbers of a block as Python whole numbers."""
    return [int(line) for line in block.rows]
