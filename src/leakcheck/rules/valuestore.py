"""Values of one field seen so far, and what was decided about each: no value is judged twice.

Bounded by bytes, over all fields together: when the room is used up, the stores that hold more than an even
share forget everything and begin again; one in which most values were new then stops remembering, so that a
column in which every value is new costs memory for one block. The answers never depend on it: an answer is
a function of the text alone, so forgetting only costs time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import islice
from sys import getsizeof
from typing import TYPE_CHECKING, Any

from leakcheck.folding import is_lost, is_missing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROOM = 32_000_000
"""Bytes, about, that the values of all fields may take from one block to the next."""
_ENTRY = 150
"""Bytes of a value beside its text: an entry of a dictionary, its number, two places in lists."""
ABSENT, LOST, KNOWN = range(3)


class ValueStore:
    """Distinct values of a field by number; number 0 stands for no cell.

    Parameters
    ----------
    blank_only : bool
        Whether only blank text counts as missing.

    Attributes
    ----------
    coded : bool or None
        Whether the column repeated itself enough for a dictionary; None: not yet known.
    is_full : bool
        Whether everything is to be forgotten with the next block.
    """

    def __init__(self, blank_only: bool = False) -> None:
        self.coded: bool | None = None
        self.is_full = False
        self._blank_only = blank_only
        self._remembers = True
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str | None, int] = {None: 0}
        self._values: list[str] = [""]
        self._kinds: list[int] = [ABSENT]
        self._tables: dict[Hashable, _Table] = {}
        self._bytes = self._width = self._asked = 0

    @property
    def entries(self) -> int:
        """Number of values held."""
        return len(self._values) - 1

    @property
    def nbytes(self) -> int:
        """Bytes held, about."""
        return self._bytes + len(self._values) * (_ENTRY + 2 * self._width)

    def begin(self) -> None:
        """Make room for another block; numbers given so far are void."""
        if self.is_full:
            self._remembers = self.entries * 2 < self._asked
        if self.is_full or not self._remembers:
            self._forget()
            self.is_full = False

    def numbers(self, values: Sequence[str | None]) -> NDArray[np.intp]:
        """Number of each value, intp; valid until the next `begin`."""
        import numpy as np

        known = self._numbers
        self._asked += len(values)
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
            self._bytes += getsizeof(value)
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
            self._width += table.entries.itemsize + 1
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
    """What earlier blocks taught: a store a field, and decisions about several fields together.

    Parameters
    ----------
    room : int
        Bytes, about, that all of it may take from one block to the next.
    """

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self.stores: dict[str, ValueStore] = {}
        self._together: dict[Hashable, _Decisions] = {}
        self._held: dict[Hashable, int] = {}
        self.nbytes = 0

    @property
    def entries(self) -> int:
        """Number of values, and of several together, that are held."""
        values = sum(store.entries for store in self.stores.values())
        return values + sum(len(decisions.known) for decisions in self._together.values())

    def store(self, name: str, blank_only: bool = False) -> ValueStore:
        """The store of a field, for another block."""
        if name not in self.stores:
            self.stores[name] = ValueStore(blank_only)
        found = self.stores[name]
        found.is_full = self._is_too_large(name, found.nbytes)
        return found

    def together(self, key: Hashable) -> dict[tuple[str, ...], int]:
        """Decisions by texts under one question, for another block."""
        found = self._together.setdefault(key, _Decisions())
        if self._is_too_large(("together", key), found.weigh()):
            found.forget()
        return found.known

    def _is_too_large(self, key: Hashable, size: int) -> bool:
        """Whether there is no room left, and this holds at least its share of what is held."""
        self.nbytes += size - self._held.get(key, 0)
        self._held[key] = size
        return self.nbytes > self.room and size * len(self._held) >= self.nbytes


class _Decisions:
    """Decisions by texts, weighed as they come to be more."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], int] = {}
        self._weighed = self._bytes = 0

    def forget(self) -> None:
        """Begin again."""
        self.known.clear()
        self._weighed = self._bytes = 0

    def weigh(self) -> int:
        """Bytes held, about."""
        for texts in islice(reversed(self.known), len(self.known) - self._weighed):
            self._bytes += _ENTRY + sum(map(getsizeof, texts))
        self._weighed = len(self.known)
        return self._bytes
