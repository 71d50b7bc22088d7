"""Stores whose keys are the ranks of numbers: of places, or of blocks of places in a row.

Who looks at the record of a place knows that there is a record at every place before it, whoever holds that
one, and ranks follow from numbers alone. So a worker leaves out at once what the whole table so far leaves
out, not only what its own share does; and as no limit ever rises, nothing is missed when shares are merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.stores.lowest import Lowest
from leakcheck.forensics.stores.splitmix import ranks, ranks_of

if TYPE_CHECKING:
    from leakcheck.forensics.stores.lowest import Keys, Places

_LEARNT = 2**20
"""Numbers before those at hand that are ranked at most: so many rule out nearly all there is to rule out."""
_STEP = 2**17


class Ranked(Lowest):
    """Which records a store keeps whose groups are blocks of places.

    Parameters
    ----------
    most, budget : int
        As `Lowest`.
    size : int
        Places of a group.
    seed : int
        Of the ranks.
    """

    def __init__(self, most: int, budget: int, size: int, seed: int) -> None:
        super().__init__(most, budget, is_grouped=size > 1)
        self._size, self._seed = size, seed
        self._known = 0
        self._low: list[Keys] = []

    def keys(self, places: Places) -> Keys:
        """Ranks of the groups the places are in."""
        return ranks_of(places // self._size if self._size > 1 else places, self._seed)

    def may_keep(self, first: int, count: int) -> Places:
        """Which of `count` records from place `first` on can still be kept, as indexes."""
        import numpy as np

        number = first // self._size
        found = ranks(number, (first + count - 1) // self._size - number + 1, self._seed)
        for start in range(max(self._known, number - _LEARNT), number, _STEP):
            self._learn(ranks(start, min(_STEP, number - start), self._seed))
        self._learn(found[max(0, self._known - number) :])
        self._known = max(self._known, number + len(found))
        chosen: Places = (found < np.uint64(self.limit)).nonzero()[0]
        if self._size == 1:
            return chosen
        starts = (chosen + number) * self._size - first
        places = (starts[:, None] + np.arange(self._size)).ravel()
        return places[(places >= 0) & (places < count)]

    def _learn(self, keys: Keys) -> None:
        """Take notice of groups that exist, each once."""
        import numpy as np

        low = np.concatenate([*self._low, keys[keys < np.uint64(self.limit)]])
        if len(low) > self._most:
            self.limit = int(np.partition(low, self._most)[self._most])
            low = low[low < np.uint64(self.limit)]
        self._low = [low]
