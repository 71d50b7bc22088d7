"""A page or text that can be walked again and again: its lines and the rows of its tables."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator

from leakcheck.frozen import dataclass
from leakcheck.readers.intake.decoding import Decoded
from leakcheck.readers.markup.grid import GridRow

Cutter = Callable[[Iterable[str]], Iterator[GridRow]]


@dataclass(frozen=True, slots=True)
class Page:
    """Lines on demand, how many there are, the numbers of the blank ones, and what cuts them into rows."""

    decoded: Decoded
    lines: int
    blanks: array[int]
    cut: Cutter

    def rows(self, numbers: frozenset[int] | None = None) -> Iterator[GridRow]:
        """Rows of all its tables, or of some."""
        rows = self.cut(self.decoded.lines())
        return rows if numbers is None else (row for row in rows if row.table in numbers)


def measure(decoded: Decoded, cut: Cutter) -> Page:
    """Walk the lines once."""
    blanks: array[int] = array("Q")
    count = 0
    for count, line in enumerate(decoded.lines(), 1):
        if not line or line.isspace():
            blanks.append(count)
    return Page(decoded, count, blanks, cut)
