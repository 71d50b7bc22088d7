"""Records written as labels and values: tables of two columns, definition lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leakcheck.errors import InputError
from leakcheck.folding import fold_label
from leakcheck.readers.intake.blocks import Row
from leakcheck.readers.markup.grid import MAX_CELL, GridRow, cell_text
from leakcheck.readers.markup.tags import Tag

MAX_PAIRS = 2_000_000
_MOST_JOINED = 10_000
_AFTER = " :：-"
_LIST_TAGS = frozenset({"dl", "/dl", "dt", "dd", "/dt", "/dd"})
_HEADS = frozenset(
    {"field", "fields", "key", "label", "attribute", "particulars", "item", "parameter", "name"}
)
_VALUES = frozenset({"value", "values", "details", "detail", "data", "entry", "description"})


class Pair(NamedTuple):
    """A label with its value, the list or table it stands in, its first and last line."""

    group: int
    label: str
    value: str
    line: int
    last: int


class Pairs(NamedTuple):
    """One record: its first and last line, and values by folded label."""

    line: int
    last: int
    cells: dict[str, str]


def table_pairs(rows: Iterable[GridRow]) -> Iterator[Pair]:
    """Rows of two-column tables; a heading such as ``Field, Value`` and empty rows are left out."""
    for row in rows:
        label, value = ((cell or "") for cell in (*row.cells, "", "")[:2])
        named = fold_label(label) in _HEADS and fold_label(value) in _VALUES
        if label and not named and not row.nested:
            yield Pair(row.table, label.rstrip(_AFTER), value, row.line, row.last)


def list_pairs(found: Iterable[Tag]) -> Iterator[Pair]:
    """Terms and descriptions of ``<dl>``; several descriptions of one term are joined."""
    group = line = 0
    reader = _ListReader()
    for tag in found:
        line = tag.line
        if tag.name not in _LIST_TAGS:
            reader.text(tag)
            continue
        reader.close(tag.line)
        if tag.name in ("dl", "/dl", "dt"):
            yield from reader.pair(group)
            group += tag.name == "dl"
        reader.open(tag)
    reader.close(line)
    yield from reader.pair(group)


class _ListReader:
    """The term and descriptions being read."""

    def __init__(self) -> None:
        self._label, self._values = "", list[str]()
        self._pieces: list[str] | None = None
        self._kind = ""
        self._line = self._last = self._size = 0

    def text(self, tag: Tag) -> None:
        if self._pieces is not None and self._size < MAX_CELL:
            self._pieces.append(tag.text if not tag.name else "\n")
            self._size += len(self._pieces[-1])

    def open(self, tag: Tag) -> None:
        if tag.name in ("dt", "dd"):
            self._pieces, self._kind, self._size = [], tag.name, 0
        if tag.name == "dt":
            self._line = tag.line

    def close(self, line: int) -> None:
        if self._pieces is None:
            return
        if self._kind == "dt":
            self._label = cell_text(self._pieces)
        elif len(self._values) < _MOST_JOINED:
            self._values.append(cell_text(self._pieces))
        self._pieces, self._last = None, line

    def pair(self, group: int) -> Iterator[Pair]:
        if self._label:
            text = "; ".join(value for value in self._values if value)
            yield Pair(group, self._label.rstrip(_AFTER), text, self._line, self._last)
        self._label, self._values = "", []


def records(pairs: Iterable[Pair], where: str) -> tuple[dict[str, str], list[Pairs]]:
    """Column names by folded label, and the records: one a group, or from one first label to the next.

    Raises
    ------
    InputError
        When there are more pairs than fit into memory.
    """
    names: dict[str, str] = {}
    found: list[Pairs] = []
    group = -1
    for count, pair in enumerate(pairs):
        if count > MAX_PAIRS:
            hint = "split the page and check the parts"
            raise InputError(f"holds more than {MAX_PAIRS:,} labelled values", where=where, hint=hint)
        key = fold_label(pair.label) or pair.label
        names.setdefault(key, pair.label)
        if pair.group != group or _is_over(found[-1].cells, key):
            found.append(Pairs(pair.line, pair.last, {}))
            group = pair.group
        cells = found[-1].cells
        cells[key] = f"{cells[key]}; {pair.value}" if key in cells else pair.value
        found[-1] = found[-1]._replace(last=pair.last)
    return names, found


def _is_over(cells: dict[str, str], key: str) -> bool:
    """Whether a label begins the next record: the first one again, or one that has come too often."""
    return key == next(iter(cells)) or len(cells.get(key, "")) > _MOST_JOINED


def pair_rows(names: dict[str, str], found: Sequence[Pairs]) -> Iterator[Row]:
    """Records as rows of one table."""
    for record in found:
        yield record.line, [record.cells.get(key) for key in names]
