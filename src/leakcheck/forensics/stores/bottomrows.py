"""R: a simple random sample of the records, the same however the table is cut.

The records whose places have the lowest ranks (`splitmix`) are kept. It is an even sample: of a table of any
length about 150 records of every 1/64 of it are there, in the order of the file. So what changes along the
file is looked for in R by place, and no statistics by segment (forensics.md 2, "G") are kept beside it: they
would cost every row of the pass, and 150 records tell a share in a segment to within 4 points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.stores.lowest import Lowest
from leakcheck.forensics.stores.splitmix import ranks, ranks_of

if TYPE_CHECKING:
    from leakcheck.forensics.stores.lowest import Keys, Places

MOST = 10_000
BUDGET = 32 << 20
SEED = 0x6C65616B


class BottomRows(Lowest):
    """Which records belong to the sample."""

    def __init__(self) -> None:
        super().__init__(MOST, BUDGET)

    def keys(self, places: Places) -> Keys:
        """Ranks of places."""
        return ranks_of(places, SEED)

    def may_keep(self, first: int, count: int) -> Places:
        """Which of `count` records from place `first` on can still belong to it, as indexes."""
        import numpy as np

        found = ranks(first, count, SEED)
        chosen = (found < np.uint64(self.limit)).nonzero()[0]
        if len(chosen) > self._most:
            chosen = np.argpartition(found, self._most - 1)[: self._most]
        return chosen
