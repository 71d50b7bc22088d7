"""A second table below the first: its lines are reported as such, never squeezed into the columns above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from leakcheck.readers.intake.cells import kind
from leakcheck.readers.intake.item import Item

_LEAST = 3
_VALUES = frozenset({"number", "date", "time", "email", "url"})


def _is_headed(run: Sequence[Item]) -> bool:
    """Whether the first line is words and a column under it is values."""
    columns = zip(*(item.cells for item in run), strict=False)
    return any(
        kind(first or "") not in _VALUES and below and all(kind(cell or "") in _VALUES for cell in below)
        for first, *below in columns
    )


class OtherTable:
    """Tells lines of another table, by their number of cells, from damaged rows.

    Three lines or more in a row with the same other number of cells, behind a blank line or a line of
    names, are another table; from then on every line of that width is.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._found = 0
        self._line = 0
        self._held = 0
        self._gap = False
        self._behind_gap = False

    def see_gap(self) -> None:
        """Take note of a blank line."""
        self._gap = True

    def see_row(self) -> None:
        """A full row was settled: whatever comes next stands neither behind a gap nor below names.

        Why: what is remembered beyond a row would depend on how many rows are looked at together.
        """
        self._gap = self._behind_gap = False
        self._held = 0

    @property
    def carry(self) -> tuple[int, ...]:
        """What is remembered of the lines before, as plain numbers."""
        return self._found, self._line, self._held, int(self._gap), int(self._behind_gap)

    @carry.setter
    def carry(self, numbers: tuple[int, ...]) -> None:
        self._found, self._line, self._held, gap, behind = numbers
        self._gap, self._behind_gap = bool(gap), bool(behind)

    def may_hold(self, item: Item) -> bool:
        """Whether the item may belong to another table, and should wait for the lines that follow."""
        if item.found < 2 or item.found == self._width:
            return False
        if self._found == item.found:
            return True
        return item.found == self._held or self._may_begin(item)

    def _may_begin(self, item: Item) -> bool:
        self._behind_gap = self._gap
        begins = self._gap or not any(kind(cell or "") in _VALUES for cell in item.cells)
        self._gap = False
        self._held = item.found if begins else 0
        return begins

    def sorted_out(self, held: Sequence[Item]) -> list[Item]:
        """Items that were held back, with those of another table marked as such."""
        self._gap = bool(held) and held[-1].kind == "blank"
        same = [item for item in held if item.found > 1 and item.found == (self._found or self._held)]
        if not same or (not self._found and not self._is_table(held, same[0].found)):
            return list(held)
        if not self._found:
            self._found, self._line = same[0].found, same[0].line
        return [self._marked(item) if item in same else item for item in held]

    def _is_table(self, held: Sequence[Item], width: int) -> bool:
        """Whether three lines or more in a row have that width, behind a gap or under names of values.

        Why so much: a sheet whose rows end at their last filled cell has runs of short rows too.
        """
        runs = [(found, list(run)) for found, run in groupby(held, key=lambda item: item.found)]
        for place, (found, run) in enumerate(runs):
            behind_gap = self._behind_gap if place == 0 else held[held.index(run[0]) - 1].kind == "blank"
            if found == width and len(run) >= _LEAST and (behind_gap or _is_headed(run)):
                return True
        return False

    def _marked(self, item: Item) -> Item:
        reason = f"row of another table of {self._found} columns, which begins at line {self._line}"
        return item._replace(kind="rejected", reason=reason)
