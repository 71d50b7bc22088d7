"""H: the first and the last records, where people and programs begin to fill, and stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.stores.lowest import Lowest

if TYPE_CHECKING:
    from leakcheck.forensics.stores.lowest import Keys, Places

FIRST, LAST = 1_000, 256
BUDGET_FIRST, BUDGET_LAST = 8 << 20, 4 << 20
_TOP = 1 << 62


class Head(Lowest):
    """Which records are among the first."""

    def __init__(self) -> None:
        super().__init__(FIRST, BUDGET_FIRST)
        self.limit = FIRST

    def keys(self, places: Places) -> Keys:
        """The places themselves."""
        import numpy as np

        return places.astype(np.uint64)

    def may_keep(self, first: int, count: int) -> Places:
        """Which of `count` records from place `first` on belong to it, as indexes."""
        import numpy as np

        return np.arange(max(0, min(count, self.limit - first)))


class Tail(Lowest):
    """Which records are the last of those seen so far."""

    def __init__(self) -> None:
        super().__init__(LAST, BUDGET_LAST)

    def keys(self, places: Places) -> Keys:
        """Places counted from behind."""
        import numpy as np

        return (_TOP - places).astype(np.uint64)

    def may_keep(self, first: int, count: int) -> Places:
        """Which of `count` records from place `first` on can still belong to it, as indexes."""
        import numpy as np

        return np.arange(min(count, max(0, count - self._most, _TOP - self.limit + 1 - first)), count)
