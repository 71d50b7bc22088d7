"""A table as calibration reads and writes it: a header and rows of texts.

Why not pandas: a cell must come back exactly as it was published (``007``, ``1.50``, ``NA``), and gzipped
CSV read by the standard library keeps every one of them.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_CELL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows.

    Parameters
    ----------
    header : tuple of str
        Column names as written.
    rows : list of list of str
        Every row as long as the header; "" where the cell is blank.
    style : str
        What varied within the kind that made it (a locale, a manner); part of the group in the manifest.
    """

    header: tuple[str, ...]
    rows: list[list[str]]
    style: str = ""

    def column(self, place: int) -> list[str]:
        """Values of one column, top to bottom."""
        return [row[place] for row in self.rows]

    def block(self, start: int, rows: int) -> Table:
        """`rows` consecutive rows from `start`."""
        return Table(self.header, self.rows[start : start + rows], self.style)


def from_columns(header: tuple[str, ...], columns: list[list[str]], style: str = "") -> Table:
    """Table of columns of equal length."""
    return Table(header, [list(row) for row in zip(*columns, strict=True)], style)


def read_table(path: Path) -> Table:
    """Table of a ``.csv`` or ``.csv.gz`` file; short rows are filled with blanks, long ones are cut."""
    opened = gzip.open if path.suffix == ".gz" else open
    csv.field_size_limit(_LONGEST_CELL)
    with opened(path, "rt", encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    width = len(header)
    return Table(tuple(header), [(row + [""] * width)[:width] for row in rows if row])


def write_table(path: Path, table: Table) -> str:
    """Write gzipped CSV, the same bytes for the same table, and give back its SHA-256."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(table.rows)
    packed = gzip.compress(text.getvalue().encode("utf-8", "surrogatepass"), compresslevel=6, mtime=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)
    return hashlib.sha256(packed).hexdigest()
