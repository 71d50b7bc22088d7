"""A table cut into up to 64 strips of rows, and how each column is counted in each strip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.order import pool_ranks
from leakcheck.forensics.statistics.stretches import judged_columns, levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from leakcheck.forensics.table.specimen import Column, Specimen

MOST = 64
LEAST_ROWS = 8
_CHARACTERS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", " .,;:-_/()@#+'\"")


@dataclass(frozen=True, slots=True, eq=False)
class Strips:
    """Where the strips lie.

    Parameters
    ----------
    number : int
        How many.
    of : intp array, shape (size,)
        Strip of each sampled record.
    starts : intp array, shape (number + 1,)
        First sampled record of each strip; the last is `size`.
    """

    number: int
    of: NDArray[np.intp]
    starts: NDArray[np.intp]

    def counts(self, level: NDArray[np.int64]) -> NDArray[np.float64]:
        """Levels (none negative) counted by strip, shape (number, levels)."""
        import numpy as np

        width = int(level.max()) + 1
        return (
            np.bincount(self.of * width + level, minlength=self.number * width)
            .reshape(-1, width)
            .astype(float)
        )

    def shares(self, marks: NDArray[np.bool_], among: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        """Share of marked records in each strip (of those in `among`); 0 where there are none."""
        import numpy as np

        among = np.ones(len(marks), bool) if among is None else among
        tried = np.bincount(self.of[among], minlength=self.number)
        found = np.bincount(self.of[marks & among], minlength=self.number)
        return found / np.maximum(1, tried)


def strips_of(specimen: Specimen) -> Strips:
    """At most 64 strips of at least 8 sampled records."""
    import numpy as np

    number = max(1, min(MOST, specimen.size // LEAST_ROWS))
    of = np.arange(specimen.size) * number // max(1, specimen.size)
    return Strips(number, of, np.searchsorted(of, np.arange(number + 1)))


def tracks(specimen: Specimen, column: Column) -> Iterator[NDArray[np.int64]]:
    """What of a column is followed along the table; levels from 0, shape (size,).

    Its values (commonest, or classes of rank), blanks among them; the length of its texts; the kinds of
    their first and last characters; how common its values are; and how far neighbours lie apart by rank.
    """
    import numpy as np

    codes = specimen.codes(column)
    yield levels(specimen, column)[specimen.sample] + 1
    lengths = np.fromiter((min(len(text), 255) for text in column.values), np.int64, len(column.values))
    present = codes[codes >= 0]
    cuts = np.unique(np.quantile(lengths[present], np.arange(1, 8) / 8)) if len(present) else np.zeros(0)
    yield np.append(np.searchsorted(cuts, lengths, side="left") + 1, 0)[codes]
    kind = {character: place for place, room in enumerate(_CHARACTERS) for character in room}
    ends = [5 * kind.get(text[:1], 4) + kind.get(text[-1:], 4) + 1 for text in column.values]
    yield np.array([*ends, 0])[codes]
    counts = np.bincount(present, minlength=len(column.values))
    yield np.append(np.ceil(np.log2(counts + 1)), 0).astype(np.int64)[codes]
    steps = np.abs(np.diff(pool_ranks(specimen, column)[specimen.sample], append=np.nan))
    known = steps[~np.isnan(steps)]
    parts = np.quantile(known, (0.25, 0.5, 0.75)) if len(known) else np.zeros(0)
    yield np.where(np.isnan(steps), 0, np.searchsorted(parts, steps) + 1)


def columns_to_follow(specimen: Specimen) -> list[Column]:
    """At most 24 columns that can change, evenly over the table."""
    found = judged_columns(specimen)
    step = max(1.0, len(found) / 24)
    return [found[int(i * step)] for i in range(min(24, len(found)))]
