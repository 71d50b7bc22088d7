"""Lines with a delimiter too many or too few: where does it belong? Asked of what the columns hold.

A reading counts only if every cell then fits its column and no other reading does; all else is reported
and not guessed, because a shifted row is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leakcheck.readers.intake.profile import Column, Profile

_MAX_WIDTH = 200
_LONGEST = 200
Cells = list[str | None]


class Realigned(NamedTuple):
    """Cells of the modal width, and what was done."""

    cells: Cells
    reason: str


def realign(cells: Sequence[str], delimiter: str, width: int, profile: Profile) -> Realigned | None:
    """Put a line right that has one cell too many or too few; None when there is more than one way."""
    if len(cells) == width + 1 and width <= _MAX_WIDTH:
        return _only(_dropped(cells, profile)) or _only(_merged(cells, delimiter, profile))
    if len(cells) == width - 1 and width <= _MAX_WIDTH and profile.is_telling():
        return _only(_parted(cells, profile))
    return None


def fits_in_front(cells: Sequence[str | None], profile: Profile) -> bool:
    """Whether the cells of a line cut short stand in their columns; the last may itself be cut."""
    filled = [i for i, cell in enumerate(cells) if cell]
    last = filled[-1] if filled else 0
    return profile.fits(cells[: max(1, last)])


def _only(found: Iterator[Realigned]) -> Realigned | None:
    """Return the reading, if all that were found have the same cells."""
    first = next(found, None)
    if first is None or any(other.cells != first.cells for other in found):
        return None
    return first


def _gaps(cells: Sequence[str], profile: Profile, shift: int, length: int = 1) -> range:
    """Places where `length` cells may be odd: those before fit as they stand, those behind fit when shifted.

    Why from both ends: to try every place with all its cells takes the square of the width.
    """

    def fits(place: int, column: int) -> bool:
        return column >= len(profile.columns) or profile.columns[column].fits(cells[place])

    front, back = 0, len(cells)
    while front < len(cells) and fits(front, front):
        front += 1
    while back > length and fits(back - 1, back - 1 + shift):
        back -= 1
    return range(back - length, min(front, len(cells) - length) + 1)


def _dropped(cells: Sequence[str], profile: Profile) -> Iterator[Realigned]:
    for i in _gaps(cells, profile, -1):
        if not cells[i].strip():
            rest: Cells = [*cells[:i], *cells[i + 1 :]]
            yield Realigned(rest, "one empty cell too many left out")


def _merged(cells: Sequence[str], delimiter: str, profile: Profile) -> Iterator[Realigned]:
    """Two neighbours that were one cell: all others must fit, and columns must differ, or nothing is said."""
    if not profile.is_telling():
        return
    for i in _gaps(cells, profile, -1, 2):
        if profile.takes_text(i):
            rest: Cells = [*cells[:i], cells[i] + delimiter + cells[i + 1], *cells[i + 2 :]]
            yield Realigned(rest, "a delimiter inside a cell kept as text")


def _parted(cells: Sequence[str], profile: Profile) -> Iterator[Realigned]:
    """One cell that was two: parted where only one place will do, else left whole, the next one missing."""
    for i in _gaps(cells, profile, 1):
        cell = cells[i]
        rest: Cells = [*cells[: i + 1], None, *cells[i + 1 :]]
        halves = _halves(cell, profile.columns[i], profile.columns[i + 1])
        if len(halves) == 1:
            yield Realigned([*cells[:i], *halves[0], *cells[i + 1 :]], "a missing delimiter was put back")
        elif halves:
            yield Realigned(rest, "a delimiter is missing: two cells in one")


def _halves(cell: str, left: Column, right: Column) -> list[tuple[str, str]]:
    """Ways to part a cell into values of two columns; a long one is not tried."""
    if len(cell) > _LONGEST:
        return []
    pairs = ((cell[:at], cell[at:]) for at in range(len(cell) + 1))
    return [(a, b) for a, b in pairs if left.resembles(a) and right.resembles(b)]
