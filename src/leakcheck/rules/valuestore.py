"""Values of one field seen so far, and what was decided about each: no value is judged twice.

Bounded: beyond `MOST` values or `MOST_CHARACTERS` the store forgets everything and begins again, so that a
column in which every value is new costs memory for some of them only. The answers never depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.folding import is_lost, is_missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 65_536
MOST_CHARACTERS = 4_000_000
ABSENT, LOST, KNOWN = range(3)


class ValueStore:
    """Distinct values of a field by number; number 0 stands for no cell.

    `coded` remembers whether the column repeated itself enough for a dictionary; None: not yet known.
    """

    def __init__(self, blank_only: bool = False) -> None:
        self.coded: bool | None = None
        self._blank_only = blank_only
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str | None, int] = {None: 0}
        self._values: list[str] = [""]
        self._kinds: list[int] = [ABSENT]
        self._tables: dict[Hashable, _Table] = {}
        self._characters = 0

    def begin(self) -> None:
        """Make room for another block; numbers given so far are void."""
        if len(self._values) > MOST or self._characters > MOST_CHARACTERS:
            self._forget()

    def numbers(self, values: Sequence[str | None]) -> NDArray[np.intp]:
        """Number of each value, intp; valid until the next `begin`."""
        import numpy as np

        known = self._numbers
        found = [known.get(value, -1) for value in values]
        if -1 in found:
            found = [self._number(value) for value in values]
        return np.asarray(found, dtype=np.intp)

    def _number(self, value: str | None) -> int:
        number = self._numbers.get(value)
        if number is None or value is None:
            if value is None:
                return 0
            number = self._numbers[value] = len(self._values)
            self._values.append(value)
            self._kinds.append(self._kind(value))
            self._characters += len(value)
        return number

    def _kind(self, value: str) -> int:
        if not value if self._blank_only else is_missing(value):
            return ABSENT
        return LOST if is_lost(value) else KNOWN

    def known_text(self, number: int) -> str | None:
        """A value by its number, None when it holds nothing that can be judged."""
        return self._values[number] if self._kinds[number] == KNOWN else None

    def kinds(self, numbers: NDArray[np.intp]) -> NDArray[np.int8]:
        """ABSENT, LOST or KNOWN of some values."""
        import numpy as np

        return np.asarray([self._kinds[number] for number in numbers.tolist()], dtype=np.int8)

    def answers(
        self, numbers: NDArray[np.intp], key: Hashable, decide: Callable[[str], Any], blank: Any, dtype: str
    ) -> NDArray[Any]:
        """What `decide` says of some values, `blank` where there is none; decided once a value and key."""
        import numpy as np

        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = _Table(np.zeros(16, dtype), np.zeros(16, np.bool_))
        table.reach(len(self._values))
        left = numbers[~table.decided[numbers]]
        if len(left):
            for number in left.tolist():
                known = self._kinds[number] == KNOWN
                table.entries[number] = decide(self._values[number]) if known else blank
            table.decided[left] = True
        return table.entries[numbers]


class _Table:
    __slots__ = ("decided", "entries")

    def __init__(self, entries: NDArray[Any], decided: NDArray[np.bool_]) -> None:
        self.entries, self.decided = entries, decided

    def reach(self, size: int) -> None:
        """Make room for so many values."""
        import numpy as np

        more = 2 * size - len(self.entries)
        if len(self.entries) < size:
            self.entries = np.append(self.entries, np.zeros(more, self.entries.dtype))
            self.decided = np.append(self.decided, np.zeros(more, np.bool_))


class Seen:
    """What earlier blocks taught: a store a field, and decisions about several fields together."""

    def __init__(self) -> None:
        self.stores: dict[str, ValueStore] = {}
        self._together: dict[Hashable, dict[tuple[str, ...], int]] = {}

    def store(self, name: str, blank_only: bool = False) -> ValueStore:
        """The store of a field."""
        if name not in self.stores:
            self.stores[name] = ValueStore(blank_only)
        return self.stores[name]

    def together(self, key: Hashable) -> dict[tuple[str, ...], int]:
        """Decisions by texts under one question; emptied when it has grown too large."""
        found = self._together.setdefault(key, {})
        if len(found) > MOST:
            found.clear()
        return found
