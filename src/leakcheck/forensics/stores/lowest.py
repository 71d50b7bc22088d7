"""Keeping the records of lowest key, so that shares can be merged in any order.

A store gives every record a key that follows from its place alone. It keeps the groups of equal key that
come first: at most so many, and no more bytes than its budget. The key of the first group left out is its
limit. In the union of shares no fewer groups and no fewer bytes stand before a group, so no limit ever rises,
and what a share has left out the union leaves out too. Source: bottom-k sketches, E. Cohen and H. Kaplan,
PODC 2007.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from leakcheck.forensics.stores.splitmix import MASK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Keys = NDArray[np.uint64]
    Mask = NDArray[np.bool_]


class Lowest(ABC):
    """Which records a store keeps; a subclass says which keys they have.

    Parameters
    ----------
    most : int
        Groups.
    budget : int
        Bytes.
    is_grouped : bool
        Whether records share keys.
    """

    def __init__(self, most: int, budget: int, *, is_grouped: bool = False) -> None:
        self._most, self._budget, self._is_grouped = most, budget, is_grouped
        self.limit = MASK

    @abstractmethod
    def keys(self, places: Places) -> Keys:
        """Keys of records, uint64 of the shape of `places`."""

    @abstractmethod
    def may_keep(self, first: int, count: int) -> Places:
        """Which of `count` records from place `first` on it can still keep, as indexes."""

    def choose(self, places: Places, weights: Places | None) -> Mask:
        """Which of all records held it keeps, bool of shape (n,).

        Parameters
        ----------
        places : int64 array, shape (n,)
        weights : int64 array of shape (n,), or None
            Bytes of each; None when it is known that there is room for all.
        """
        keys = self.keys(places)
        held = keys[keys < self.limit]
        sizes = None if weights is None else weights[keys < self.limit]
        self.limit = self._limit(held, sizes)
        found: Mask = keys < self.limit
        return found

    def _limit(self, keys: Keys, sizes: Places | None) -> int:
        import numpy as np

        if sizes is None and not self._is_grouped:
            full = len(keys) > self._most
            return int(np.partition(keys, self._most)[self._most]) if full else self.limit
        groups, member = np.unique(keys, return_inverse=True)
        fits = np.arange(len(groups)) < self._most
        if sizes is not None:
            fits &= np.cumsum(np.bincount(member, sizes, len(groups))) <= self._budget
        return self.limit if fits.all() else int(groups[np.argmin(fits)])
