"""Records that repeat another record, wholly or under a new number."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

    Marks = NDArray[np.bool_]
    Keys = NDArray[np.uint64]

NEARLY_UNIQUE = 0.9
_FACTOR = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio: Knuth, TAOCP 3, 6.4


def row_keys(specimen: Specimen, columns: Sequence[Column]) -> Keys:
    """A 64-bit key of the values of each sampled record in some columns; equal values, equal keys."""
    import numpy as np

    keys = np.zeros(specimen.size, np.uint64)
    for column in columns:
        keys = (keys ^ (keys >> np.uint64(29))) * np.uint64(_FACTOR)
        keys += (specimen.codes(column).astype(np.int64) + 2).astype(np.uint64) * np.uint64(
            0xBF58476D1CE4E5B9
        )
    return keys


def repeated(keys: Keys) -> Marks:
    """Records whose key another record shares."""
    import numpy as np

    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    found: Marks = (counts > 1)[inverse]
    return found


def seen_before(keys: Keys) -> Marks:
    """Records whose key an earlier record has."""
    import numpy as np

    later = np.ones(len(keys), bool)
    later[np.unique(keys, return_index=True)[1]] = False
    return later


def repeated_rows(specimen: Specimen, columns: Sequence[Column]) -> Marks:
    """Sampled records that equal another in all of some columns."""
    return repeated(row_keys(specimen, columns))


def free_copies(specimen: Specimen) -> tuple[Marks, tuple[int, ...]] | None:
    """Sampled records whose attributes all equal another's while what is nearly unique differs.

    Counted only where the record carries -sum log2 p(value) > 2 log2 n + 8 bits, so that chance does not
    make it twice. None without a nearly unique column or with fewer than three others.

    Returns
    -------
    marks, places
        Of the records, shape (size,); and the places of the attributes.
    """
    found = specimen.once("copies.free", lambda: _free_copies(specimen))
    return cast("tuple[Marks, tuple[int, ...]] | None", found)


def attributes(specimen: Specimen) -> tuple[list[Column], list[Column]]:
    """Columns that describe a record, and nearly unique ones; empty and constant ones are neither."""
    kept = [c for c in specimen.columns if c.kind not in ("empty", "constant") and len(c.values) > 1]
    unique = [c for c in kept if len(specimen.counts(c)) > NEARLY_UNIQUE * specimen.counts(c).sum()]
    return [c for c in kept if c not in unique], unique


def telling(specimen: Specimen, columns: Sequence[Column]) -> Marks:
    """Sampled records too rare to be met twice by chance: more than 2 log2 n + 8 bits."""
    import numpy as np

    bits = np.zeros(specimen.size)
    for column in columns:
        codes = specimen.codes(column)
        counts = np.bincount(codes + 1)
        bits -= np.log2(counts / specimen.size, where=counts > 0, out=np.zeros(len(counts)))[codes + 1]
    return cast("Marks", bits > 2 * np.log2(max(2, specimen.size)) + 8)


def _free_copies(specimen: Specimen) -> tuple[Marks, tuple[int, ...]] | None:
    described, unique = attributes(specimen)
    if len(described) < 3 or not unique:
        return None
    keys = row_keys(specimen, described)
    marks = repeated(keys) & telling(specimen, described)
    for column in unique if marks.any() else []:
        codes = specimen.codes(column)
        same = repeated(keys ^ row_keys(specimen, [column]))
        marks &= ~(same & (codes >= 0))
    return marks, tuple(column.place for column in described)
