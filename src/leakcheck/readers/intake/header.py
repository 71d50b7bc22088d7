"""Is there a header, and where? A vote of the columns, helped by the labels the caller knows.

A header cell is unlike the cells below it: words above numbers and dates. Known labels count double.
When nothing speaks either way a row of unique words is taken as header, and the report says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from leakcheck.folding import fold_label, is_missing
from leakcheck.frozen import dataclass
from leakcheck.readers.intake.cells import TYPED, kind
from leakcheck.readers.intake.item import Item
from leakcheck.readers.intake.labelwords import is_label_wording
from leakcheck.readers.intake.listhead import heads_list

SAMPLE_ROWS = 100
_MAX_ASKED = 60
_TITLES = 8
_TITLE_LINES = 60
_SURE = 0.8
_OF_YEARS = 0.5
_ENOUGH = 10
_UNLIKE_NUMBERS = ("flag", "email", "url")


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
        names = _fit(items[before], items, start, width)
        return Header(before, before + 1, names, "names, of another width than the rows")
    start = _below_titles(items, start)
    start = _labelled(items, start, is_label)
    cells = [cell or "" for cell in items[start].cells]
    rows = [item.cells for item in items[start + 1 : start + 1 + SAMPLE_ROWS] if item.kind == "parsed"]
    rows = rows or [item.cells for item in items[start + 1 :] if item.kind == "repaired" and item.found > 1]
    score, why = vote(cells, rows, is_label)
    if score <= 0 and len(cells) > 1 and _is_wording(items[start]) and _comes_again(cells, rows):
        score, why = 1.0, "repeated below"
    if score > 0 or (score == 0 and (_named(cells) if width > 1 else heads_list(cells[0], rows))):
        return Header(start, start + 1, (_unmarked(cells[0]), *cells[1:]), why)
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
        if lower > upper and lower * 2 > width and (_is_wording(items[index]) or _are_heads(items, index)):
            return index
    return start


def _filled(item: Item) -> int:
    return sum(bool(cell and cell.strip()) for cell in item.cells)


def _is_wording(item: Item, *, distinct: bool = True) -> bool:
    """Whether all cells are names rather than values; a year may stand among them."""
    cells = [cell.strip() for cell in item.cells if cell and cell.strip()]
    kinds = [kind(cell) for cell in cells if not _is_year(cell)]
    return (
        bool(kinds)
        and all(own in ("text", "other", "flag", "code") for own in kinds)
        and (not distinct or len(set(cells)) == len(cells))
    )


def _are_heads(items: Sequence[Item], index: int) -> bool:
    """Whether a row of words, some of them twice, is unlike the rows below: heads under merged cells."""
    if not _is_wording(items[index], distinct=False):
        return False
    rows = [item.cells for item in items[index + 1 : index + 1 + SAMPLE_ROWS] if item.kind == "parsed"]
    cells = [cell or "" for cell in items[index].cells]
    return bool(rows) and vote(cells, rows, lambda _: 0.0)[0] > 1


def _comes_again(cells: Sequence[str], rows: Sequence[Sequence[str | None]]) -> bool:
    """Whether the same row comes again, and none of its cells in any other row: values would."""
    others = [row for row in rows if list(row) != list(cells)]
    return len(others) < len(rows) and not any(
        cell and cell in (row[j] for row in others) for j, cell in enumerate(cells)
    )


def _unmarked(cell: str) -> str:
    """A first name without the comment sign before it; a sign alone is a name: ``#`` heads numbers."""
    return cell.lstrip("# ") or cell


def _is_year(cell: str) -> bool:
    cell = cell.strip()
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
        small = known > 0 and _named(cells) and all(cell == cell.lower() for cell in cells)
        return 1.0 if small or known * 2 > len(cells) else -1.0, "known labels"
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
        if years and _is_year(cell):
            return 0.0 if sum(_is_year(value or "") for value in values) * 2 > len(values) else _OF_YEARS
        if own == "number" and common in _UNLIKE_NUMBERS:
            return 0.0
        return -1.5 if own == common or own in ("number", "date", "time", "email") else 1.0
    if own in ("number", "date", "time", "email"):
        return _OF_YEARS if years and _is_year(cell) else -0.5
    return -1.0 if cell in values else 0.0


def is_known(cell: str, is_label: Callable[[str], float]) -> bool:
    """Whether a cell is a known label; what looks like a value is not asked for."""
    text = cell.strip()
    if not text or len(text) > 60 or kind(text) in ("number", "date", "time", "email", "url", "flag"):
        return False
    return is_label_wording(text) or is_label(text) >= _SURE


def _are_years(cells: Sequence[str]) -> bool:
    """A row of years that go up or down names columns of numbers: ``state, 2019, 2020, 2021``."""
    years = [int(cell) for cell in cells if _is_year(cell)]
    return len(set(years)) > 1 and years in (sorted(years), sorted(years, reverse=True))


def _named(cells: Sequence[str]) -> bool:
    folded = [fold_label(cell) for cell in cells]
    filled = [text for text in folded if text]
    if len(filled) * 5 < len(folded) * 4 or len(set(filled)) < len(filled) - (len(filled) > 3):
        return False
    return all(len(cell) <= 60 and kind(cell) in ("text", "code", "empty", "flag") for cell in cells)


def _ragged_header(items: Sequence[Item], start: int, is_label: Callable[[str], float]) -> int | None:
    """Return the item above the first full row that holds names for (nearly) as many columns.

    Damaged rows may stand between only if all the names are known labels.
    """
    above = [i for i in range(start - 1, -1, -1) if items[i].kind != "blank"][:_TITLES]
    found = [i for i in above if _names_rows(items, i, start, is_label)]
    if not found or (found[0] != above[0] and not _are_labels(items[found[0]], is_label)):
        return None
    return found[0]


def _are_labels(item: Item, is_label: Callable[[str], float]) -> bool:
    """Whether all cells are known labels: such a row is a header wherever it stands."""
    cells = _written(item)
    return len(cells) > 1 and all(is_known(cell, is_label) for cell in cells)


def _names_rows(items: Sequence[Item], above: int, start: int, is_label: Callable[[str], float]) -> bool:
    """Whether a row of another width holds names for (nearly) as many columns as the first full row."""
    width = len(items[start].cells)
    cells = _written(items[above])
    if len(cells) < 2 or not width - 1 <= len(cells) <= width + 2 or not _named(cells):
        return False
    rows = [item.cells for item in items[start : start + SAMPLE_ROWS] if item.kind == "parsed"]
    aligned = [row[width - min(len(cells), width) :] for row in rows]
    score, _ = vote(cells[:width], aligned, is_label)
    own, _ = vote([cell or "" for cell in items[start].cells], rows[1:], is_label)
    first = all(item.kind == "blank" for item in items[:above])
    values = {cell for row in rows for cell in row}
    fresh = first and len(rows) >= _ENOUGH and values.isdisjoint(cells)
    return score > max(0.0, own) or (fresh and score == 0.0 >= own)


def _written(item: Item) -> list[str]:
    cells = [cell or "" for cell in item.cells]
    while cells and not cells[-1]:
        cells.pop()
    return [_unmarked(cells[0]), *cells[1:]] if cells else cells


def _fit(item: Item, items: Sequence[Item], start: int, width: int) -> tuple[str, ...]:
    """Names for every column: one missing name belongs in front, unless the last column is empty."""
    cells = _written(item)[:width]
    missing = [""] * (width - len(cells))
    empty_end = all(not (row.cells[-1] or "").strip() for row in items[start:] if row.kind == "parsed")
    return tuple([*cells, *missing] if empty_end else [*missing, *cells])
