"""Groups of records in bounded memory: distinct values a key, exact until there are too many.

Every group is known by a 64-bit hash of its key. Beyond `MOST` distinct pairs of key and value only keys
whose hash lies below a limit are kept, and the limit is halved until the rest fits: an even sample
of the groups, each of them complete. Which groups stay depends on all the pairs alone, not on their
order nor on how the input was cut, so that states merge exactly.
Source: the sampling by hash threshold of P. Flajolet, On adaptive sampling, Computing 43 (1990).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 2**19
_WAITING = 2**18


@dataclass(slots=True)
class Groups:
    """Pairs (hash of key, hash of value) with their first rows; one group in ``2 ** halvings`` is kept."""

    halvings: int = 0
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    kept: tuple[Any, Any, Any] | None = None
    waiting: list[tuple[Any, Any, Any]] = field(default_factory=list)
    held: int = 0

    def add(self, key: int, value: int, row: int) -> None:
        """One record."""
        pair = (key, value)
        self.pairs[pair] = min(row, self.pairs.get(pair, row))
        if len(self.pairs) >= _WAITING:
            self._settle()

    def may_keep(self, keys: NDArray[np.uint64], wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which of the wanted records can be in the sample; what is left out need not be added."""
        return wanted & (keys < _limit(self.halvings)) if self.halvings else wanted

    def add_many(self, keys: NDArray[np.uint64], values: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        """Many records; arrays of shape (m,)."""
        if self.halvings:
            few = keys < _limit(self.halvings)
            keys, values, rows = keys[few], values[few], rows[few]
        if len(keys):
            self.waiting.append((keys, values, rows))
            self.held += len(keys)
        if self.held >= _WAITING:
            self._settle()

    def merge(self, other: Groups) -> None:
        """Take over the pairs of other records."""
        self.halvings = max(self.halvings, other.halvings)
        for (key, value), row in other.pairs.items():
            self.add(key, value, row)
        for part in ([other.kept] if other.kept else []) + other.waiting:
            self.add_many(*part)

    def counts(self, at_most: int) -> tuple[int, list[int]]:
        """Number of groups kept, and the first rows of those with more than `at_most` values, ascending."""
        if self.kept is None and not self.waiting:
            return self._counts_of_few(at_most)
        import numpy as np

        self._settle()
        assert self.kept is not None  # noqa: S101 - just settled
        keys, _, rows = self.kept
        _, starts, sizes = np.unique(keys, return_index=True, return_counts=True)
        if not len(starts):
            return 0, []
        firsts = np.minimum.reduceat(rows, starts)
        return len(starts), sorted(firsts[sizes > at_most].tolist())

    def _counts_of_few(self, at_most: int) -> tuple[int, list[int]]:
        """The same without numpy, for a pasted record."""
        groups: dict[int, list[int]] = {}
        for (key, _), row in self.pairs.items():
            groups.setdefault(key, []).append(row)
        return len(groups), sorted(min(rows) for rows in groups.values() if len(rows) > at_most)

    def _settle(self) -> None:
        """Sort what waits into what is kept: each pair once, no more than `MOST` of them."""
        import numpy as np

        if self.pairs:
            known = list(self.pairs)
            columns = np.array(known, np.uint64).reshape(-1, 2)
            self.waiting.append((columns[:, 0], columns[:, 1], np.array(list(self.pairs.values()), np.int64)))
            self.pairs = {}
        parts = ([self.kept] if self.kept else []) + self.waiting
        keys, values, rows = (np.concatenate([part[i] for part in parts]) for i in range(3))
        self.waiting, self.held = [], 0
        few = keys < _limit(self.halvings) if self.halvings else slice(None)
        self.kept = _distinct(keys[few], values[few], rows[few])
        while len(self.kept[0]) > MOST:
            self.halvings += 1
            few = self.kept[0] < _limit(self.halvings)
            self.kept = (self.kept[0][few], self.kept[1][few], self.kept[2][few])


def _limit(halvings: int) -> Any:
    import numpy as np

    return np.uint64(2 ** (64 - halvings))


def _distinct(
    keys: NDArray[np.uint64], values: NDArray[np.uint64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]:
    """Each pair once with its least row, sorted by key and value."""
    import numpy as np

    order = _order(keys, values)
    keys, values, rows = keys[order], values[order], rows[order]
    fresh = np.ones(len(keys), np.bool_)
    fresh[1:] = (keys[1:] != keys[:-1]) | (values[1:] != values[:-1])
    if fresh.all():
        return keys, values, rows
    starts = np.flatnonzero(fresh)
    return keys[starts], values[starts], np.minimum.reduceat(rows, starts)


def _order(keys: NDArray[np.uint64], values: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Places in the order of key, then value.

    Sorting by key alone and then the few shared keys by value is several times faster than `numpy.lexsort`,
    which serves where it cannot be done: too many keys for 20 bits, or values alike in their first 44.
    """
    import numpy as np

    order = np.argsort(keys)
    ordered = keys[order]
    same = ordered[1:] == ordered[:-1]
    shared = np.zeros(len(keys), np.bool_)
    shared[1:] |= same
    shared[:-1] |= same
    places = np.flatnonzero(shared)
    if not len(places):
        return order
    group = np.cumsum(np.append(False, ~same))[places].astype(np.uint64)
    value = values[order[places]]
    mixed = group << np.uint64(44) | value >> np.uint64(20)
    inner = np.argsort(mixed)
    mixed, value = mixed[inner], value[inner]
    alike = (mixed[1:] == mixed[:-1]) & (value[1:] != value[:-1])
    if len(keys) >= 2**20 or alike.any():
        return np.lexsort((values, keys))
    order[places] = order[places][inner]
    return order
