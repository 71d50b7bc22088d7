"""The meter of one opening: real bytes that came out, entries seen, against the budget.

Why real bytes: the sizes in headers are the attacker's. Every layer that inflates is counted; a second pass
over the same member costs nothing more.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import BinaryIO

from leakcheck.readers.intake.budget import Budget, exceeded
from leakcheck.readers.intake.spool import Spool

_SPOOLS = 2
"""Spools kept at a time: the container being read and the one around it; others are filled anew."""


class Meter:
    """Counts for one outermost container.

    Parameters
    ----------
    budget : Budget
    size : int
        Bytes of the outermost container, to which the ratio refers.
    where : str
        Its name, for errors.
    """

    def __init__(self, budget: Budget, size: int, where: str) -> None:
        self.budget, self.where = budget, where
        self._size = size
        self._seen: dict[str, int] = {}
        self._total = 0
        self._entries = 0
        self._spools: OrderedDict[str, Spool] = OrderedDict()

    def enter(self) -> None:
        """Count one entry.

        Raises
        ------
        BudgetError
            When there are too many.
        """
        self._entries += 1
        if self._entries > self.budget.entries:
            raise exceeded("entries", f"holds more than {self.budget.entries:,} entries", self.where)

    def metered(self, key: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Pass pieces on and count them for the member `key`.

        Raises
        ------
        BudgetError
            When too many bytes come out.
        """
        place = 0
        for piece in pieces:
            place += len(piece)
            self.count(key, place)
            yield piece

    def count(self, key: str, place: int) -> None:
        """Note that member `key` was unpacked up to byte `place`; raises as `metered`."""
        fresh = place - self._seen.get(key, 0)
        if fresh <= 0:
            return
        self._seen[key] = place
        self._total += fresh
        budget, so_far = self.budget, f"stopped after {self._total:,} bytes"
        if self._total > budget.bytes_out:
            what = f"unpacks to more than {budget.bytes_out:,} bytes; {so_far}"
            raise exceeded("bytes_out", what, self.where)
        if self._total > budget.ratio_from and self._total > budget.ratio * self._size:
            what = f"unpacks to more than {budget.ratio:,} times its size; {so_far}"
            raise exceeded("ratio", what, self.where)

    def declare(self, size: int) -> None:
        """Count bytes that are certain to be the most a container unpacks to; raises as `metered`."""
        self.count(f"declared {len(self._seen)}", size)

    def spooled(self, key: str, opener: Callable[[], BinaryIO]) -> Spool:
        """Hold a stream so that it can be read from any place; the last few are kept."""
        spool = self._spools.get(key)
        if spool is None:
            with opener() as stream:
                spool = Spool(self.where).fill(stream)
            self._spools[key] = spool
            while len(self._spools) > _SPOOLS:
                self._spools.popitem(last=False)
        self._spools.move_to_end(key)
        return spool
