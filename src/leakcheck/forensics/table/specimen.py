"""A specimen: what is kept of a table of any length, ready for the signals.

Why one pool of records: the reservoir, the blocks of neighbours, head and tail overlap (in a table of up to
10,000 records they are all the same records), so each kept record is stored and coded once and the stores
are index arrays into the pool. Everything is in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Numbers = NDArray[np.float64]
    Indexes = NDArray[np.intp]

KINDS = (
    "empty", "constant", "id", "number", "category", "date", "time", "email", "phone", "postcode", "hash",
    "url", "ip", "first_name", "last_name", "full_name", "city", "address", "text",
)  # fmt: skip
"""What a column may hold; decided from its values first and its header second."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column over the pool.

    Parameters
    ----------
    place : int
        Where it stands in the table, from 0.
    name : str
        Header as written (hostile); never put into a sentence as it is.
    field : str or None
        Canonical field it was mapped to (``mobile``, ``birth_date``).
    kind : str
        One of `KINDS`.
    codes : int32 array, shape (pool,)
        -1 where missing, else the place of the text in `values`; numbered by first appearance.
    values : tuple of str
        Distinct texts, outer blanks stripped; missing marks ('', n/a, null, -, ?, …) are not among them.
    numbers : float64 array of shape (pool,), or None
        For columns of which at least nine tenths of the texts present are numbers; NaN elsewhere.
    days : float64 array of shape (pool,), or None
        For columns of dates: days since 1970-01-01, the time of day as a fraction; NaN elsewhere.
    is_birth, is_age, has_clock : bool
        Dates or years of birth; ages; dates with a time of day that varies.
    """

    place: int
    name: str
    field: str | None
    kind: str
    codes: Codes
    values: tuple[str, ...]
    numbers: Numbers | None = None
    days: Numbers | None = None
    is_birth: bool = False
    is_age: bool = False
    has_clock: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Specimen:
    """What is kept of a table.

    Parameters
    ----------
    rows : int
        Records of the whole table.
    places : int64 array, shape (pool,)
        Place of each kept record in the table, from 0, rising.
    lines : int64 array, shape (pool,)
        Physical line of each kept record, for reports.
    columns : tuple of Column
        In the order of the table; empty and constant ones included.
    sample : intp array
        R: at most 10,000 records drawn by a hash of their place; indexes into the pool, rising.
    pairs : intp array
        B: every i such that pool records i and i+1 stand next to each other in the table and belong
        to one block of consecutive records.
    head, tail : intp arrays
        H: the first 1,000 and the last 256 records, as indexes into the pool.
    missing : int64 array, shape (columns,)
        E: cells of each column without a value, over the whole table.
    """

    rows: int
    places: NDArray[np.int64]
    lines: NDArray[np.int64]
    columns: tuple[Column, ...]
    sample: Indexes
    pairs: Indexes
    head: Indexes
    tail: Indexes
    missing: NDArray[np.int64]
    _kept: dict[object, object] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Records in the sample."""
        return len(self.sample)

    def of(self, *kinds: str) -> Iterator[Column]:
        """Columns of some kinds, in order."""
        return (column for column in self.columns if column.kind in kinds)

    def codes(self, column: Column) -> Codes:
        """Codes of a column over the sample, shape (size,)."""
        return column.codes[self.sample]

    def counts(self, column: Column) -> NDArray[np.int64]:
        """How often each value of a column stands in the sample; shape (distinct values,), no zeros."""
        import numpy as np

        key = "counts", column.place
        if key not in self._kept:
            codes = self.codes(column)
            counted = np.bincount(codes[codes >= 0], minlength=1)
            self._kept[key] = counted[counted > 0]
        return self._kept[key]  # type: ignore[return-value]

    def once(self, key: object, make: object) -> object:
        """What `make()` gives, worked out once for all signals that ask under one key."""
        if key not in self._kept:
            self._kept[key] = make()  # type: ignore[operator]
        return self._kept[key]
