"""R: a simple random sample of the records, the same however the table is cut.

The records whose places have the lowest ranks (`splitmix`) are kept. It is an even sample: of a table of any
length about 150 records of every 1/64 of it are there, in the order of the file. So what changes along the
file is looked for in R by place, and no statistics by segment (forensics.md 2, "G") are kept beside it: they
would cost every row of the pass, and 150 records tell a share in a segment to within 4 points.
"""

from __future__ import annotations

from leakcheck.forensics.stores.ranked import Ranked

MOST = 10_000
BUDGET = 32 << 20
SEED = 0x6C65616B


class BottomRows(Ranked):
    """Which records belong to the sample."""

    def __init__(self) -> None:
        super().__init__(MOST, BUDGET, 1, SEED)
