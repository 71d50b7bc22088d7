"""Is there a header, and where? A vote of the columns, helped by the labels the caller knows.

A header cell is unlike the cells below it: words above numbers and dates. Known labels count double.
When nothing speaks either way a row of unique words is taken as header, and the report says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leakcheck.folding import fold_label, is_missing
from leakcheck.readers.intake.cells import TYPED, kind
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.labelwords import is_label_wording

SAMPLE_ROWS = 100
_MAX_ASKED = 60
_TITLES = 8
_TITLE_LINES = 60
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Header:
    """Position of the header among the items looked at, or None; `first` is the first data item.

    `why` goes into the report. `cells` are the names as written, padded to the width.
    """

    index: int | None
    first: int
    cells: tuple[str, ...]
    why: str


def find_header(items: Sequence[Item], width: int, is_label: Callable[[str], float]) -> Header:
    """Find the header among the first items of a table `width` cells wide."""
    start = next((i for i, item in enumerate(items) if item.kind == "parsed"), None)
    if start is None:
        start = next((i for i, item in enumerate(items) if item.kind == "repaired"), len(items))
        return Header(None, start, (), "none")
    before = _ragged_header(items, start, is_label)
    if before is not None:
        return Header(
            before, start, _fit(items[before], items, start, width), "names, of another width than the rows"
        )
    start = _below_titles(items, start)
    start = _labelled(items, start, is_label)
    cells = [cell or "" for cell in items[start].cells]
    rows = [item.cells for item in items[start + 1 : start + 1 + SAMPLE_ROWS] if item.kind == "parsed"]
    score, why = vote(cells, rows, is_label)
    if score <= 0 and len(cells) > 1 and _is_wording(items[start]) and cells in rows:
        score, why = 1.0, "repeated below"
    if score > 0 or (score == 0 and width > 1 and _named(cells)):
        return Header(start, start + 1, (cells[0].lstrip("# "), *cells[1:]), why)
    return Header(None, start, (), "none")


def _below_titles(items: Sequence[Item], start: int) -> int:
    """Position below lines of a title block or of spanning heads, which fill few of the cells.

    They are left only for a row that fills more cells, all of them words: that row is the header.
    """
    best = start
    width = len(items[start].cells)
    for index in range(start + 1, min(start + _TITLE_LINES, len(items))):
        if items[index].kind != "parsed":
            continue
        upper, lower = _filled(items[best]), _filled(items[index])
        if upper * 2 > width or width < 3:
            break
        if lower > upper and lower * 2 > width and _is_wording(items[index]):
            return index
    return start


def _filled(item: Item) -> int:
    return sum(bool(cell and cell.strip()) for cell in item.cells)


def _is_wording(item: Item) -> bool:
    """Whether all cells are names rather than values; a year may stand among them."""
    cells = [cell.strip() for cell in item.cells if cell and cell.strip()]
    kinds = [kind(cell) for cell in cells if not _is_year(cell)]
    return (
        bool(kinds)
        and all(own in ("text", "other", "flag", "code") for own in kinds)
        and len(set(cells)) == len(cells)
    )


def _is_year(cell: str) -> bool:
    return len(cell) == 4 and cell.isdecimal() and 1900 <= int(cell) <= 2100


def _labelled(items: Sequence[Item], start: int, is_label: Callable[[str], float]) -> int:
    """Position of the first row that is mostly known labels, a few rows down; `start` when there is none.

    A title above the header may by chance have as many delimiters as the rows.
    """
    for index in range(start, min(start + _TITLES, len(items))):
        cells = [cell or "" for cell in items[index].cells[:_MAX_ASKED]]
        if items[index].kind == "parsed" and len(cells) > 1:
            known = sum(is_known(cell, is_label) for cell in cells)
            if known > 1 and known * 5 >= 3 * len(cells):
                return index
    return start


def vote(
    cells: Sequence[str], rows: Sequence[Sequence[str | None]], is_label: Callable[[str], float]
) -> tuple[float, str]:
    """Score above 0 when `cells` name the columns of `rows`, below 0 when they are one more row."""
    known = sum(is_known(cell, is_label) for cell in cells[:_MAX_ASKED])
    if not rows:
        lone = 1.0 if known * 2 > len(cells) else -1.0
        return lone, "known labels"
    years = _are_years(cells)
    score = sum(_column_vote(cell, [row[j] for row in rows], years) for j, cell in enumerate(cells))
    total = score + 2.0 * known
    why = "known labels" if known else "unlike the rows below" if score > 0 else "taken for granted"
    return total, why


def _column_vote(cell: str, below: Sequence[str | None], years: bool) -> float:
    values = [value for value in below if not is_missing(value)]
    own = kind(cell)
    if not values or own == "empty":
        return 0.0
    common, count = Counter(kind(value or "") for value in values).most_common(1)[0]
    if common in TYPED and count * 10 >= 7 * len(values):
        if own == common or own in ("number", "date", "time", "email"):
            return 0.0 if years and own == "number" else -1.5
        return 1.0
    if own in ("number", "date", "time", "email"):
        return -0.5
    return -1.0 if cell in values else 0.0


def is_known(cell: str, is_label: Callable[[str], float]) -> bool:
    """Whether a cell is a known label; what looks like a value is not asked for."""
    text = cell.strip()
    if not text or len(text) > 60 or kind(text) in ("number", "date", "time", "email", "url", "flag"):
        return False
    return is_label_wording(text) or is_label(text) >= _SURE


def _are_years(cells: Sequence[str]) -> bool:
    """A row of years ascending names columns of numbers: ``state, 2019, 2020, 2021``."""
    years = [int(cell) for cell in cells if len(cell) == 4 and cell.isdecimal()]
    return len(years) > 1 and years == sorted(set(years)) and years[0] >= 1900 and years[-1] <= 2100


def _named(cells: Sequence[str]) -> bool:
    folded = [fold_label(cell) for cell in cells]
    filled = [text for text in folded if text]
    if len(filled) * 5 < len(folded) * 4 or len(set(filled)) < len(filled) - (len(filled) > 3):
        return False
    return all(len(cell) <= 60 and kind(cell) in ("text", "code", "empty", "flag") for cell in cells)


def _ragged_header(items: Sequence[Item], start: int, is_label: Callable[[str], float]) -> int | None:
    """Return the item just above the first full row if it holds names for (nearly) as many columns."""
    above = next((i for i in range(start - 1, -1, -1) if items[i].kind != "blank"), None)
    if above is None:
        return None
    width = len(items[start].cells)
    cells = _written(items[above])
    if len(cells) < 2 or not width - 1 <= len(cells) <= width + 2 or not _named(cells):
        return None
    rows = [item.cells for item in items[start : start + SAMPLE_ROWS] if item.kind == "parsed"]
    aligned = [row[width - min(len(cells), width) :] for row in rows]
    score, _ = vote(cells[:width], aligned, is_label)
    own, _ = vote([cell or "" for cell in items[start].cells], rows[1:], is_label)
    return above if score > max(0.0, own) else None


def _written(item: Item) -> list[str]:
    cells = [cell or "" for cell in item.cells]
    while cells and not cells[-1]:
        cells.pop()
    return [cells[0].lstrip("# "), *cells[1:]] if cells else cells


def _fit(item: Item, items: Sequence[Item], start: int, width: int) -> tuple[str, ...]:
    """Names for every column: one missing name belongs in front, unless the last column is empty."""
    cells = _written(item)[:width]
    missing = [""] * (width - len(cells))
    empty_end = all(not (row.cells[-1] or "").strip() for row in items[start:] if row.kind == "parsed")
    return tuple([*cells, *missing] if empty_end else [*missing, *cells])
