"""Rows picked out by their first two bytes: by the first, then by both where that one fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.rules.kernels.plaintext import Bytes, Flags, Places, PlainText


def beginning(plain: PlainText, heads: Flags, pairs: NDArray[Any]) -> tuple[Places, NDArray[Any]]:
    """Rows of which the first two bytes have a value in a table that is not 0, and these values.

    Of rows shorter than that the second byte, or both, belong to another row.

    Parameters
    ----------
    heads : numpy.ndarray
        By byte (256,): whether any pair that begins so has a value.
    pairs : numpy.ndarray
        The table, by pair (65536,).
    """
    import numpy as np

    rows = np.flatnonzero(heads.take(plain.heads))
    values = pairs.take(as_pairs(plain.heads[rows], plain.bytes_at(plain.starts[rows] + 1)))
    there = np.flatnonzero(values)
    return rows[there], values[there]


def as_pairs(first: Bytes, second: Bytes) -> NDArray[np.uint16]:
    """Two bytes as one number, the first in the high byte."""
    import numpy as np

    return first.astype(np.uint16) << np.uint16(8) | second
