"""The hash of every record, in memory while they are few, then in a nameless file; counted at the end.

Beyond a million, runs of half a million hashes are sorted and written with the place of each in the run: 12
bytes a record, and 8 more for row numbers that are no plain range. At the end the same range of hashes is
read from all runs and sorted, one range after the other, so memory is bounded whatever the number of records.
The file has no name (`NamelessFile`): nothing stays behind when the process is killed. Beyond `limit`
records, or when no room is left, the log gives up; `is_whole` is then false.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.nameless import NamelessFile
from leakcheck.forensics.stores.repeats import EACH, GROUPS, Repeats
from leakcheck.forensics.stores.run import Run, numbers_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]
    Places = NDArray[np.int64]
    Rows = range | Places

IN_MEMORY = 2**20
"""Records held before they are written: that many are sorted once, those that are written twice."""
RUN = 2**19
"""Records of a run, about: what is sorted stays near the processor."""
TOGETHER = 2**20
"""Records of a range of hashes that is sorted at a time, about."""
LIMIT = 2**29
"""Records kept at most: 6 GiB on disk."""


class HashLog:
    """Collects hashes with the rows of their records; shares are merged in any order.

    Parameters
    ----------
    in_memory, together, limit : int
        Bounds, in records.
    """

    def __init__(self, in_memory: int = IN_MEMORY, together: int = TOGETHER, limit: int = LIMIT) -> None:
        self._in_memory, self._together, self.limit = in_memory, together, limit
        self._waiting: list[tuple[Words, Rows]] = []
        self._runs: list[Run] = []
        self._file: NamelessFile | None = None
        self.held = 0
        self.is_whole = True
        self.total = 0

    def fresh(self) -> HashLog:
        """An empty log of the same bounds."""
        return HashLog(self._in_memory, self._together, self.limit)

    def add(self, hashes: Words, rows: Rows) -> None:
        """Records of a block, uint64 and int64 of shape (n,)."""
        self.total += len(hashes)
        if self.total > self.limit:
            self.give_up()
        if not self.is_whole or not len(hashes):
            return
        self._waiting.append((hashes, rows))
        self.held += len(hashes)
        if self.held > self._in_memory:
            self._write()

    def give_up(self) -> None:
        """Forget everything but the number of records."""
        self.is_whole = False
        self._waiting, self._runs, self._file, self.held = [], [], None, 0

    def state(self) -> tuple[Any, ...]:
        """Everything held as plain data: (total, whether whole, [(hashes, rows)])."""
        parts = [(run.hashes(), run.rows()) for run in self._runs] + self._waiting
        return self.total, self.is_whole, [(hashes, _plain(rows)) for hashes, rows in parts]

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what another's `state` says."""
        total, is_whole, parts = state
        if not is_whole or self.total + total > self.limit:
            self.give_up()
            self.total += total
            return
        for hashes, rows in parts:
            self.add(hashes, range(*rows) if isinstance(rows, tuple) else rows)

    def merge(self, other: HashLog) -> None:
        """Take over another's records; what it has written stays where it is."""
        if not other.is_whole or self.total + other.total > self.limit:
            self.give_up()
        if not self.is_whole:
            self.total += other.total
            return
        self._runs += other._runs
        self.total += other.written
        for hashes, rows in other._waiting:
            self.add(hashes, rows)

    @property
    def written(self) -> int:
        """Records in files."""
        return sum(run.count for run in self._runs)

    @property
    def disk(self) -> int:
        """Bytes in files."""
        return sum(run.size for run in self._runs)

    def repeats(self) -> Repeats | None:
        """Count records of one hash; None when the log gave up, or must do so for want of room."""
        import numpy as np

        if not self.is_whole:
            return None
        keys, sizes = np.zeros(0, np.uint64), np.zeros(0, np.int64)
        repeated = records = 0
        try:
            for ordered in self.ordered():
                again, counts = np.unique(ordered[1:][ordered[1:] == ordered[:-1]], return_counts=True)
                repeated += len(again)
                records += len(again) + int(counts.sum())
                keys, sizes = np.concatenate([keys, again]), np.concatenate([sizes, counts + 1])
                largest = np.argsort(-sizes, kind="stable")[:GROUPS]  # hashes ascend already
                keys, sizes = keys[largest], sizes[largest]
            rows = {row for key in keys.tolist() for row in self._rows_of(key)}
        except OSError:
            self.give_up()
            return None
        return Repeats(
            looked=self.total,
            groups=self.total - records + repeated,
            repeated=repeated,
            records=records,
            largest=int(sizes[0]) if len(sizes) else 0,
            rows=tuple(sorted(rows)),
        )

    def ordered(self) -> Iterator[Words]:
        """All hashes in ascending order, a bounded number at a time; each array holds until the next."""
        import numpy as np

        last = np.concatenate([np.zeros(0, np.uint64), *(hashes for hashes, _ in self._waiting)])
        last.sort()
        if not self._runs:
            yield last
            return
        from leakcheck.forensics.stores.run import RANGES, edges_of

        shares = min(RANGES, 1 << (self.total // self._together).bit_length())
        ends = [run.edges[:: RANGES // shares] for run in self._runs] + [edges_of(last)[:: RANGES // shares]]
        sizes = sum(np.diff(end.astype(np.int64)) for end in ends)
        room = np.empty(int(np.max(sizes)), np.uint64)
        for share in range(shares):
            place = 0
            for run, end in zip(self._runs, ends, strict=False):
                start, stop = int(end[share]), int(end[share + 1])
                run.read_hashes(start, room[place : place + stop - start])
                place += stop - start
            mine = last[int(ends[-1][share]) : int(ends[-1][share + 1])]
            room[place : place + len(mine)] = mine
            found = room[: place + len(mine)]
            found.sort()
            yield found

    def _write(self) -> None:
        """Move what is held to the file."""
        import numpy as np

        try:
            self._file = self._file or NamelessFile()
            for part in _runs_of(self._waiting):
                hashes = np.concatenate([hashes for hashes, _ in part])
                self._runs.append(Run.write(self._file, hashes, _together([rows for _, rows in part])))
        except OSError:  # no room left: the caller is told by `is_whole`
            self.give_up()
        self._waiting, self.held = [], 0

    def _rows_of(self, key: int) -> list[int]:
        """The first rows of the records with a hash."""
        import numpy as np

        found = [row for run in self._runs for row in run.rows_of(key)]
        for hashes, rows in self._waiting:
            places = np.flatnonzero(hashes == np.uint64(key))
            if len(places):
                found += numbers_of(rows)[places].tolist()
        return sorted(found)[:EACH]


def _runs_of(waiting: Sequence[tuple[Words, Rows]]) -> Iterator[list[tuple[Words, Rows]]]:
    """What waits, in parts of about `RUN` records."""
    part: list[tuple[Words, Rows]] = []
    size = 0
    for piece in waiting:
        part.append(piece)
        size += len(piece[0])
        if size >= RUN:
            yield part
            part, size = [], 0
    if part:
        yield part


def _plain(rows: Rows) -> Any:
    return (rows.start, rows.stop) if isinstance(rows, range) else rows


def _together(parts: Sequence[Rows]) -> Rows:
    """One range when all go on from one another, else an array."""
    import numpy as np

    ranges = [part for part in parts if isinstance(part, range)]
    if len(ranges) == len(parts) and all(a.stop == b.start for a, b in itertools.pairwise(ranges)):
        return range(ranges[0].start, ranges[-1].stop)
    return np.concatenate([numbers_of(part) for part in parts])
