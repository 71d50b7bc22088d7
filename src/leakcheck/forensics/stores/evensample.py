"""An even sample of groups in bounded memory: the values of a key, how often, and where first.

Everything is kept until there are more than `most` distinct pairs of key and value; then only keys below a
limit, which is halved until the rest fits. A group that is kept is complete, so the share of groups that
repeat is unbiased; and which are kept depends on the records alone, not on their order or on how they were
cut. Source: the sampling by hash threshold of P. Flajolet, On adaptive sampling, Computing 43 (1990).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.repeats import EACH, GROUPS, Repeats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]
    Places = NDArray[np.int64]
    Entries = tuple[Words, Words, Places, Places]


MOST_OF_ONE = 64
"""Values kept of one key; the others count together, or one placeholder would fill the sample."""
_OTHERS = 2**64 - 1
_DEEPEST = 63


class EvenSample:
    """Pairs (key, value) with their first row and their count; uint64, uint64, int64, int64.

    Parameters
    ----------
    most : int
        Pairs to keep at most.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.halvings = 0
        self._waiting: list[Entries] = []
        self._held = 0
        self._settled = False

    def may_keep(self, keys: Words) -> Places:
        """Places of the records that can be in the sample; what is left out need not be added."""
        import numpy as np

        if not self.halvings:
            return np.arange(len(keys))
        return (keys < _limit(self.halvings)).nonzero()[0]

    def add(self, keys: Words, values: Words, rows: Places) -> None:
        """Some records; arrays of shape (m,)."""
        import numpy as np

        if len(keys):
            self._take((keys, values, rows, np.ones(len(keys), np.int64)))

    def _take(self, entries: Entries) -> None:
        """Piece by piece, lowest keys first, so that the limit sinks before everything was sorted."""
        step = 2 * self._most
        first = self.foreseen(entries[0])
        if first is not None:
            self._hold(_those(entries, first.nonzero()[0]))
            self.settle()
            entries = _those(entries, (~first).nonzero()[0])
            entries = _those(entries, self.may_keep(entries[0]))
        for start in range(0, max(1, len(entries[0])), step):
            piece = slice(start, start + step)
            keys, values = entries[0][piece], entries[1][piece]
            rows, counts = entries[2][piece], entries[3][piece]
            if start and self.halvings:
                low = (keys < _limit(self.halvings)).nonzero()[0]
                keys, values, rows, counts = keys[low], values[low], rows[low], counts[low]
            self._hold((keys, values, rows, counts))

    def foreseen(self, keys: Words) -> NDArray[np.bool_] | None:
        """Which of many records to add first; None where they are few.

        About two to four times `most` of them, with the lowest keys: more than there is room for, so that the
        others need not even be looked at when these were settled.
        """
        halvings = self.halvings + (len(keys) // (2 * self._most)).bit_length() - 1
        if len(keys) <= 4 * self._most or halvings > _DEEPEST:
            return None
        found: NDArray[np.bool_] = keys < _limit(halvings)
        return found

    def _hold(self, entries: Entries) -> None:
        self._waiting.append(entries)
        self._held += len(entries[0])
        self._settled = False
        if self._held > 2 * self._most:
            self.settle()

    def merge(self, other: EvenSample) -> None:
        """Take over what another sample holds."""
        self.absorb(other.state())

    def state(self) -> tuple[Any, ...]:
        """Everything held, as plain numbers and arrays."""
        kept = self.settle()
        return (self.halvings, *kept)

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what another's `state` says."""
        halvings, *entries = state
        self.halvings = max(self.halvings, halvings)
        self._take(tuple(entries))

    def repeats(self, by_value: bool) -> Repeats:
        """Count the groups; `by_value`: by their distinct values, else by all their records."""
        import numpy as np

        keys, _, rows, counts = self.settle()
        if not len(keys):
            return Repeats(halvings=self.halvings)
        starts = _starts(keys[1:] != keys[:-1])
        members = np.diff(np.append(starts, len(keys)))
        total = np.add.reduceat(counts, starts)
        repeated = np.flatnonzero((members if by_value else total) > 1)
        largest = repeated[np.argsort(-total[repeated], kind="stable")][:GROUPS]
        shown: set[int] = set()
        for group in largest.tolist():
            shown.update(np.sort(rows[starts[group] : starts[group] + members[group]])[:EACH].tolist())
        return Repeats(
            looked=int(total.sum()),
            groups=len(starts),
            repeated=len(repeated),
            records=int(total[repeated].sum()),
            largest=int(total[largest[0]]) if len(largest) else 0,
            rows=tuple(sorted(shown)),
            halvings=self.halvings,
        )

    def commonest(self) -> float:
        """Share of the records kept that have the commonest value."""
        import numpy as np

        _, values, _, counts = self.settle()
        if not len(values):
            return 0.0
        order = np.argsort(values)
        starts = _starts(values[order][1:] != values[order][:-1])
        return float(np.add.reduceat(counts[order], starts).max() / counts.sum())

    def settle(self) -> Entries:
        """Everything held: each pair once, sorted by key and value, no more than the limit allows."""
        import numpy as np

        if not self._waiting:
            return (*(np.zeros(0, np.uint64),) * 2, *(np.zeros(0, np.int64),) * 2)
        if self._settled:
            return self._waiting[0]
        parts = [np.concatenate([entries[i] for entries in self._waiting]) for i in range(4)]
        if self.halvings:
            low = np.flatnonzero(parts[0] < _limit(self.halvings))
            parts = [part[low] for part in parts]
        kept = _distinct(parts[0], parts[1], parts[2], parts[3])
        while len(kept[0]) > self._most and self.halvings < _DEEPEST:
            self.halvings += 1
            end = int(np.searchsorted(kept[0], _limit(self.halvings)))
            kept = (kept[0][:end], kept[1][:end], kept[2][:end], kept[3][:end])
        self._waiting, self._held, self._settled = [kept], 0, True
        return kept


def _limit(halvings: int) -> np.uint64:
    import numpy as np

    return np.uint64(1 << 64 - halvings)


def _those(entries: Entries, places: Places) -> Entries:
    keys, values, rows, counts = entries
    return keys[places], values[places], rows[places], counts[places]


def _starts(fresh: NDArray[np.bool_]) -> Places:
    import numpy as np

    return np.flatnonzero(np.concatenate([[True], fresh]))


def _distinct(keys: Words, values: Words, rows: Places, counts: Places) -> Entries:
    """Each pair once, with its least row and the sum of its counts."""
    import numpy as np

    order = np.argsort(keys)
    sorted_keys = keys[order]
    same = sorted_keys[1:] == sorted_keys[:-1]
    if same.any():
        # Only records of shared keys need a second sort, which is several times dearer than the first.
        shared = np.append(same, False)
        shared[1:] |= same
        places = np.flatnonzero(shared)
        some = order[places]
        order[places] = some[np.lexsort((values[some], keys[some]))]
    kept = _merged(keys[order], values[order], rows[order], counts[order])
    keys, values = kept[:2]
    if not (keys[MOST_OF_ONE:] == keys[:-MOST_OF_ONE]).any():
        return kept
    heads = _starts(keys[1:] != keys[:-1])
    rank = np.arange(len(keys)) - np.repeat(heads, np.diff(np.append(heads, len(keys))))
    return _merged(keys, np.where(rank < MOST_OF_ONE, values, np.uint64(_OTHERS)), *kept[2:])


def _merged(keys: Words, values: Words, rows: Places, counts: Places) -> Entries:
    """Neighbours of one key and value as one."""
    import numpy as np

    starts = _starts((keys[1:] != keys[:-1]) | (values[1:] != values[:-1]))
    if len(starts) == len(keys) or not len(keys):
        return keys, values, rows, counts
    return keys[starts], values[starts], np.minimum.reduceat(rows, starts), np.add.reduceat(counts, starts)
