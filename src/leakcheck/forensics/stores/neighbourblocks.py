"""B: blocks of neighbours, in which it shows whether the order of the records is related to anything.

The records are taken as blocks of 64 by place; the blocks whose numbers have the lowest ranks are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.stores.lowest import Lowest
from leakcheck.forensics.stores.splitmix import ranks, ranks_of

if TYPE_CHECKING:
    from leakcheck.forensics.stores.lowest import Keys, Places

SIZE, MOST = 64, 160
BUDGET = 20 << 20
SEED = 0x626C6F63


class NeighbourBlocks(Lowest):
    """Which records belong to the blocks."""

    def __init__(self) -> None:
        super().__init__(MOST, BUDGET, is_grouped=True)

    def keys(self, places: Places) -> Keys:
        """Ranks of the blocks the places are in."""
        return ranks_of(places // SIZE, SEED)

    def may_keep(self, first: int, count: int) -> Places:
        """Which of `count` records from place `first` on can still belong to a block, as indexes."""
        import numpy as np

        number = first // SIZE
        found = ranks(number, (first + count - 1) // SIZE - number + 1, SEED)
        chosen = (found < np.uint64(self.limit)).nonzero()[0]
        if len(chosen) > self._most:
            chosen = np.argpartition(found, self._most - 1)[: self._most]
        starts = (chosen + number) * SIZE - first
        places = (starts[:, None] + np.arange(SIZE)).ravel()
        return places[(places >= 0) & (places < count)]
