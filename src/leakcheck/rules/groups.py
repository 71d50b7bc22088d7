"""Groups of records in bounded memory: distinct values a key, exact until there are too many.

Every group is known by a 64-bit hash of its key. Beyond `MOST` distinct pairs of key and value only keys
whose hash lies below a limit are kept, and the limit is halved until the rest fits: an even sample
of the groups, each of them complete. Which groups stay depends on all the pairs alone, not on their
order nor on how the input was cut, so that states merge exactly.
Source: the sampling by hash threshold of P. Flajolet, On adaptive sampling, Computing 43 (1990).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.frozen import dataclass, field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pairs = tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]

MOST = 2**19
_WAITING = 2**17


@dataclass(slots=True)
class Groups:
    """Pairs (hash of key, hash of value) with their first rows; one group in ``2 ** halvings`` is kept.

    All shares of one count have the same `most`.
    """

    halvings: int = 0
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    kept: Pairs | None = None
    waiting: list[Pairs] = field(default_factory=list)
    held: int = 0
    most: int = MOST

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

    def state(self) -> tuple[Any, ...]:
        """Everything held, as plain numbers and arrays: (halvings, keys, values, rows)."""
        if self.kept is None and not self.waiting:
            pairs = self.pairs
            return self.halvings, [k for k, _ in pairs], [v for _, v in pairs], list(pairs.values())
        self._settle()
        assert self.kept is not None  # noqa: S101 - just settled
        return (self.halvings, *self.kept)

    def absorb(self, state: Sequence[Any]) -> None:
        """Take over what another's `state` says."""
        halvings, keys, values, rows = state
        self.halvings = max(self.halvings, halvings)
        if isinstance(keys, list):
            for key, value, row in zip(keys, values, rows, strict=True):
                self.add(key, value, row)
        else:
            self.add_many(keys, values, rows)

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
        """Sort what waits into what is kept: each pair once, no more than `most` of them."""
        import numpy as np

        if self.pairs:
            known = list(self.pairs)
            columns = np.array(known, np.uint64).reshape(-1, 2)
            self.waiting.append((columns[:, 0], columns[:, 1], np.array(list(self.pairs.values()), np.int64)))
            self.pairs = {}
        if self.waiting:
            fresh: Pairs | None = _sorted([self._wanted(part) for part in self.waiting])
            self.waiting, self.held = [], 0
            runs = [self._wanted(part) for part in (self.kept, fresh) if part]
            self.kept = fresh = None
            self.kept = _sorted(runs, runs=True)
        while self.kept and len(self.kept[0]) > self.most:
            self.halvings += 1
            self.kept = self._wanted(self.kept)

    def _wanted(self, part: Pairs) -> Pairs:
        """The pairs whose keys are in the sample."""
        if not self.halvings:
            return part
        few = part[0] < _limit(self.halvings)
        return part if few.all() else (part[0][few], part[1][few], part[2][few])


def _limit(halvings: int) -> Any:
    import numpy as np

    return np.uint64(2 ** (64 - halvings))


def _sorted(parts: list[Pairs], runs: bool = False) -> Pairs:
    """All pairs, each once with its least row, sorted by key and value; empties `parts`.

    One column after the other, each freed once it is copied: this is where a run needs the most memory.
    `runs`: every part is in this order already and only needs merging, which a stable sort does in one go.
    """
    import numpy as np

    columns = [[part[i] for part in parts] for i in range(3)]
    parts.clear()
    keys = _joined(columns[0])
    order = np.argsort(keys, kind="stable" if runs else None)
    keys = keys[order]
    values = _joined(columns[1])[order]
    fresh = np.ones(len(keys), np.bool_)
    fresh[1:] = keys[1:] != keys[:-1]
    if not fresh.all():
        places = _by_value(fresh, values)
        order[places[0]], values[places[0]] = order[places[1]], values[places[1]]
        fresh[1:] |= values[1:] != values[:-1]
    rows = _joined(columns[2])[order]
    if fresh.all():
        return keys, values, rows
    starts = np.flatnonzero(fresh)
    return keys[starts], values[starts], np.minimum.reduceat(rows, starts)


def _joined(parts: list[Any]) -> Any:
    """One array of several, which are let go."""
    import numpy as np

    found = np.concatenate(parts)
    parts.clear()
    return found


def _by_value(first: NDArray[np.bool_], values: NDArray[np.uint64]) -> tuple[Any, Any]:
    """Where pairs of shared keys stand, and where what belongs there stands now; `first` marks each new key.

    Sorting by key alone and then the few shared keys by value is several times faster than `numpy.lexsort`,
    which serves where the first bits of the values do not tell them apart.
    """
    import numpy as np

    shared = ~first
    shared[:-1] |= shared[1:]
    places = np.flatnonzero(shared)
    group = np.cumsum(first[places], dtype=np.uint64)
    value = values[places]
    room = np.uint64(max(1, int(group[-1]).bit_length()))
    mixed = value >> room
    mixed |= group << (np.uint64(64) - room)
    inner = np.argsort(mixed)
    mixed, value = mixed[inner], value[inner]
    if ((mixed[1:] == mixed[:-1]) & (value[1:] != value[:-1])).any():
        inner = np.lexsort((values[places], group))
    return places, places[inner]
