"""Which known table a table was taken from: a fact to be reported beside the verdict.

Why so strict: whoever sends a demonstration database as a leak has answered the question, so the finding
weighs as much as any; that genuine public data is genuine says nothing on whether it comes from the system
that is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leakcheck.forensics.fingerprints.shelf import Fingerprint, read_shelf
from leakcheck.forensics.fingerprints.sketch import count_among, hashes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.forensics.fingerprints.sketch import Hashes
    from leakcheck.forensics.table.specimen import Specimen

SHARE = 0.7
"""Of the values of a column that could be looked up, those that must be the known table's."""

WHOLE = 0.97
"""The same, both ways, for tables named only when they are there whole."""

LEAST = 5
"""Values that must be found in a column, at the least; see `Fingerprint.least`."""


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A known table that was recognised.

    Parameters
    ----------
    title : str
        What it is, in our own words.
    kind : str
        ``demonstration`` or ``genuine public``.
    columns : tuple of int
        Places of the columns recognised.
    share : float
        Of the values looked up in them, those that are the known table's.
    """

    title: str
    kind: str
    columns: tuple[int, ...]
    share: float


def known_tables(specimen: Specimen, shelf: Sequence[Fingerprint] | None = None) -> tuple[KnownTable, ...]:
    """Known tables a specimen was taken from, those with most columns first; empty for nearly every table."""
    shelf = read_shelf() if shelf is None else shelf
    hashed = list(_promising(specimen, shelf))
    found = [known for each in shelf if (known := _match(each, hashed))]
    return tuple(sorted(found, key=lambda known: (-len(known.columns), -known.share, known.title)))


def share_known(hashes: Hashes, minima: Hashes, distinct: int) -> tuple[int, float]:
    """Values found, and their share of those of a column that lie where the sketch can answer.

    A sketch of a longer column says nothing on values above its largest minimum.
    """
    import numpy as np

    whole = len(minima) >= distinct
    asked = len(hashes) if whole else int(np.searchsorted(hashes, minima[-1], side="right"))
    found = count_among(hashes[:asked], minima)
    return found, found / asked if asked else 0.0


def _promising(specimen: Specimen, shelf: Sequence[Fingerprint]) -> Iterator[tuple[int, Hashes]]:
    """Columns that share enough with all known ones together to be compared with each: a few of a table."""
    import numpy as np

    every = np.unique(np.concatenate([kept for each in shelf for kept in each.minima]))
    for column in specimen.columns:
        hashes = hashes_of(column) if column.kind not in ("empty", "constant") else every[:0]
        if count_among(hashes, every) >= LEAST:
            yield column.place, hashes


def _match(known: Fingerprint, hashed: Sequence[tuple[int, Hashes]]) -> KnownTable | None:
    """Each column of the known table with the column most like it; None unless enough are."""
    taken: dict[int, float] = {}
    for minima, distinct in zip(known.minima, known.distinct, strict=True):
        best = max(_likeness(known, minima, distinct, hashed, taken), default=(0.0, 0))
        if best[0]:
            taken[-best[1]] = best[0]
    if len(taken) < known.needs:
        return None
    return KnownTable(known.title, known.kind, tuple(sorted(taken)), sum(taken.values()) / len(taken))


def _likeness(
    known: Fingerprint,
    minima: Hashes,
    distinct: int,
    hashed: Sequence[tuple[int, Hashes]],
    taken: dict[int, float],
) -> Iterator[tuple[float, int]]:
    """Share and minus the place of the free columns that are alike enough: ties go to the leftmost."""
    for place, hashes in hashed:
        found, share = share_known(hashes, minima, distinct)
        if place in taken or found < known.least:
            continue
        back = found / len(minima) if known.whole else 1.0
        if min(share, back) >= (WHOLE if known.whole else SHARE):
            yield share, -place
