"""A row of a sheet on its way to the table: its number, its cells, and what had to be mended."""

from __future__ import annotations

from typing import NamedTuple

NO_CACHE = "a formula without a stored result was left empty; formulas are never evaluated"


class SheetRow(NamedTuple):
    """One row. `number` counts from 1 as the sheet does; `reason` is empty when nothing was mended."""

    number: int
    cells: list[str | None]
    reason: str = ""
