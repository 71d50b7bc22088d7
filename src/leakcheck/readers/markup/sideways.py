"""Small tables on their side, of any width: labels down the first column, a person in each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leakcheck.folding import fold_label
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.transposed import turn
from leakcheck.readers.markup.grid import GridRow
from leakcheck.readers.markup.pairs import Pairs


def turned_records(
    rows: Sequence[GridRow], width: int, is_label: Callable[[str], float]
) -> tuple[dict[str, str], list[Pairs]] | None:
    """Names and records of a table that stands on its side, seen in full; None when it does not."""
    rows = [row for row in rows if any(row.cells) and not row.nested]
    items = [Item(row.line, 1, "parsed", row.cells) for row in rows]
    turned = turn(items, width, is_label)
    if turned is None:
        return None
    keys = [fold_label(name) or name for name in turned.names]
    found = [
        Pairs(rows[0].line, rows[-1].last, dict(zip(keys, (cell or "" for cell in person), strict=True)))
        for person in turned.people
    ]
    return dict(zip(keys, turned.names, strict=True)), found
