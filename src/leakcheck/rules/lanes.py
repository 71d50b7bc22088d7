"""Lanes: n values held once per distinct code, once per record, or once for all.

Why: most columns of a dump repeat themselves (states, vaccines, days), so a test on one is a table of a
few answers. A lane stays such a table as long as everything it is combined with speaks of the same
column; only where two columns meet is it spread over the records (one look-up each).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Coding:
    """Which of a column's `size` distinct values each record has: `codes`, intp of shape (n,)."""

    __slots__ = ("codes", "size")

    def __init__(self, codes: NDArray[np.intp] | None, size: int) -> None:
        self.codes = codes
        self.size = size


CONSTANT = Coding(None, 1)
"""One value for all records."""

EACH = Coding(None, 0)
"""One value a record."""


class Lane:
    """Values of n records; `values` has shape (1,), (coding.size,) or (n,)."""

    __slots__ = ("_is_mixed", "_rows", "coding", "n", "values")

    def __init__(self, values: NDArray[Any], coding: Coding, n: int) -> None:
        self.values, self.coding, self.n = values, coding, n
        self._rows: NDArray[Any] | None = values if coding is EACH else None
        self._is_mixed = coding is CONSTANT

    @classmethod
    def constant(cls, value: Any, n: int, dtype: Any = "int8") -> Lane:
        """The same value for all of n records."""
        import numpy as np

        return cls(np.full(1, value, dtype=dtype), CONSTANT, n)

    @property
    def is_constant(self) -> bool:
        """Whether one value serves all records."""
        return self.coding is CONSTANT

    def is_all(self, value: int) -> bool:
        """Whether one value serves all records, and it is this one."""
        # A plain int: numpy takes a member of an enumeration for an object, ten times as slow.
        return self.coding is CONSTANT and int(self.values[0]) == value

    def rows(self) -> NDArray[Any]:
        """One value a record, (n,)."""
        if self._rows is None:
            import numpy as np

            if self.coding.codes is None:
                self._rows = np.full(self.n, self.values[0], dtype=self.values.dtype)
            else:
                self._rows = self.values.take(self.coding.codes)
        return self._rows

    def at(self, level: Coding) -> NDArray[Any]:
        """Values that can be computed with at a level: its own, or any when there is one for all."""
        return self.values if self.coding is level or self.coding is CONSTANT else self.rows()

    def settled(self) -> Lane:
        """A constant when all values are equal, else this lane."""
        values = self.values
        if self._is_mixed or not len(values) or not bool((values == values[0]).all()):
            self._is_mixed = True
            return self
        return Lane(values[:1], CONSTANT, self.n)

    def narrowed(self) -> Lane:
        """As `settled`, where that is seen in a table of few values and not only in those of all records."""
        return self if self.coding is EACH else self.settled()

    def count(self, value: int) -> int:
        """How many records have this value."""
        import numpy as np

        wanted = int(value)
        if self.coding is CONSTANT:
            return self.n if self.is_all(wanted) else 0
        if wanted == 0:
            return self.n - int(np.count_nonzero(self.rows()))
        return int(np.count_nonzero(self.rows() == wanted))

    def where(self, value: int) -> NDArray[np.intp]:
        """Places of the records that have this value, ascending."""
        import numpy as np

        return np.flatnonzero(self.rows() == int(value))


def lift(function: Callable[..., Any], *lanes: Lane) -> Lane:
    """Apply an elementwise function of arrays to lanes, on as few values as they allow."""
    import numpy as np

    level = CONSTANT
    for lane in lanes:
        coding = lane.coding
        if coding is not level and coding is not CONSTANT:
            if level is not CONSTANT:
                level = EACH
                break
            level = coding
    return Lane(np.asarray(function(*[lane.at(level) for lane in lanes])), level, lanes[0].n)


def fold(pick: Callable[..., Any], lanes: Sequence[Lane]) -> Lane:
    """Least (`numpy.minimum`) or greatest of several truth lanes: Kleene's and, or or.

    Lanes of one column are put together before anything is spread over the records, and a constant that
    changes nothing is left out.
    """
    import numpy as np

    final, neutral = (0, 2) if pick is np.minimum else (2, 0)
    groups: dict[int, Lane] = {}
    for lane in lanes:
        if lane.is_all(final):
            return lane
        if lane.is_all(neutral):
            continue
        mine = groups.get(id(lane.coding))
        groups[id(lane.coding)] = lane if mine is None else lift(pick, mine, lane)
    parts = [lane.narrowed() for lane in groups.values()]
    if not parts:
        return lanes[0]
    found = parts[0]
    for part in parts[1:]:
        found = lift(pick, found, part)
    return found.narrowed()
