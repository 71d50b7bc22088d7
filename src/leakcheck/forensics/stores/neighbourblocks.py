"""B: blocks of neighbours, in which it shows whether the order of the records is related to anything.

The records are taken as blocks of 64 by place; the blocks whose numbers have the lowest ranks are kept.
"""

from __future__ import annotations

from leakcheck.forensics.stores.ranked import Ranked

SIZE, MOST = 64, 160
BUDGET = 20 << 20
SEED = 0x626C6F63


class NeighbourBlocks(Ranked):
    """Which records belong to the blocks."""

    def __init__(self) -> None:
        super().__init__(MOST, BUDGET, SIZE, SEED)
