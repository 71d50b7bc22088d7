"""Small tables on their side: labels down the first column, one person in each further column.

Spreadsheets and web pages show single records that way. Only a table seen in full can be turned, and only
when its first column is labels and the rest of its first row is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from leakcheck.folding import fold_label
from leakcheck.readers.intake.header import is_known
from leakcheck.readers.intake.item import Item

_MAX_ROWS = 200
_HEADS = frozenset(
    {"field", "fields", "key", "label", "attribute", "particulars", "item", "description", "parameter"}
)


class Turned(NamedTuple):
    """The table after turning: names, one list of cells a person, and the index of a heading row if any."""

    names: list[str]
    people: list[list[str | None]]
    head: int | None


def turn(items: Sequence[Item], width: int, is_label: Callable[[str], float]) -> Turned | None:
    """Turn a table that stands on its side; None when it does not.

    Parameters
    ----------
    items : sequence of Item
        All items of the table.
    width : int
        Its modal number of cells.
    """
    rows = [
        i
        for i, item in enumerate(items)
        if item.kind in ("parsed", "repaired") and len(item.cells) >= width > 1
    ]
    head = rows[0] if rows and fold_label(items[rows[0]].cells[0] or "") in _HEADS else None
    rows = [i for i in rows if i != head]
    if not 1 < len(rows) <= _MAX_ROWS:
        return None
    labels = [(items[i].cells[0] or "").strip() for i in rows]
    known = sum(is_known(label, is_label) for label in labels)
    if known * 4 < 3 * len(labels) or len({fold_label(label) for label in labels}) < len(labels):
        return None
    if any(is_known(cell or "", is_label) for cell in items[rows[0]].cells[1:]):
        return None
    people = [[_cell(items[i].cells, j) for i in rows] for j in range(1, width)]
    return Turned(labels, people, head)


def _cell(cells: Sequence[str | None], place: int) -> str | None:
    cell = cells[place] if place < len(cells) else None
    return cell and cell.strip()
