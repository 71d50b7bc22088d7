"""What one record, or one line that is none, came to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Item(NamedTuple):
    """One record or one other line: where it starts, how many physical lines, and what it is.

    `kind` is a ledger class: parsed, repaired, rejected, blank or comment. `found` is the number of cells
    as written, where that is not the modal width.
    """

    line: int
    lines: int
    kind: str
    cells: Sequence[str | None]
    reason: str = ""
    found: int = 0
