"""Every record as a sum of hashes of its cells, told to the log of whole records and to the samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.forensics.stores.cellhash import hash_column
from leakcheck.forensics.stores.evensample import EvenSample
from leakcheck.forensics.stores.hashlog import HashLog
from leakcheck.forensics.stores.probes import Probe
from leakcheck.forensics.stores.repeats import Repeats
from leakcheck.forensics.stores.telling import TellingSample, take_cells
from leakcheck.frozen import dataclass, replace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_OF_RECORDS = 2**11
"""Pairs kept of an even sample of records, from which the commonest value is estimated."""
CHUNK = 2**15
"""Records hashed at once: what is computed stays in the processor's cache."""


class TableHash:
    """Hashes blocks of records and keeps what repeats are counted from.

    Parameters
    ----------
    width : int
        Number of columns.
    probes : sequence of Probe
        The first is that of whole records.
    log : HashLog
        Empty.
    """

    def __init__(self, width: int, probes: Sequence[Probe], log: HashLog) -> None:
        self._width, self._probes, self._log = width, tuple(probes), log
        self._needed = {column for probe in probes for column in probe.columns}
        self._samples = [EvenSample(probe.most) for probe in probes]
        self._values = [place for place, probe in enumerate(probes) if not probe.others]
        self._common = [EvenSample(MOST_OF_RECORDS) for _ in self._values]
        self._telling = [TellingSample(self._samples[place]) for place in self._values]
        self._telling_common = [TellingSample(sample) for sample in self._common]

    def onward(self) -> TableHash:
        """The same with nothing in it, for further records; its samples leave out at once what these do.

        Their limits only sink, so nothing is missed when both are merged.
        """
        fresh = TableHash(self._width, self._probes, self._log.fresh())
        for mine, its in zip(fresh._all(), self._all(), strict=True):
            mine.halvings = its.halvings
        return fresh

    def add(self, rows: Sequence[int], columns: Sequence[Any]) -> None:
        """Records of a block: their row numbers and columns, lists or Arrow arrays."""
        for start in range(0, len(rows), CHUNK):
            stop = min(start + CHUNK, len(rows))
            self._add(rows[start:stop], [column[start:stop] for column in columns])

    def _add(self, rows: Sequence[int], columns: Sequence[Any]) -> None:
        import numpy as np

        total = np.zeros(len(rows), np.uint64)
        filled: NDArray[Any] = np.zeros(len(rows), "u1" if self._width < 256 else "i4")
        parts: dict[int, NDArray[np.uint64]] = {}
        each: dict[int, NDArray[np.bool_]] = {}
        for place, column in enumerate(columns):
            part, there = hash_column(column, place)
            total += part
            filled += there.view(np.uint8)
            if place in self._needed:
                parts[place], each[place] = part, there
        numbers = np.array(rows, np.int64) if not isinstance(rows, range) else np.arange(*_ends(rows))
        self._log_whole(total, filled > 0, rows, numbers)
        looked = _Looked(columns, filled, each, total, parts, numbers)
        for probe, sample in zip(self._probes, self._samples, strict=True):
            if probe.others:
                keys = probe.key(total, parts)
                if len(places := looked.those(probe, sample.may_keep(keys))):
                    sample.add(keys[places], total[places], numbers[places])
        for index, telling, common in zip(self._values, self._telling, self._telling_common, strict=True):
            looked.add_values(self._probes[index], telling, common)

    def _log_whole(
        self,
        total: NDArray[np.uint64],
        some: NDArray[np.bool_],
        rows: Sequence[int],
        numbers: NDArray[np.int64],
    ) -> None:
        """All records but empty ones."""
        if not some.all():
            self._log.add(total[some], numbers[some])
        else:
            self._log.add(total, rows if isinstance(rows, range) and rows.step == 1 else numbers)

    @property
    def is_exact(self) -> bool:
        """Whether all whole records are compared."""
        return self._log.is_whole

    @property
    def limit(self) -> int:
        """Records up to which they are."""
        return self._log.limit

    def merge(self, other: TableHash) -> None:
        """Take over what another share has seen."""
        self._log.merge(other._log)
        for mine, its in zip(self._all(), other._all(), strict=True):
            mine.merge(its)

    def state(self) -> tuple[Any, ...]:
        """Everything held, as plain data."""
        return self._log.state(), [sample.state() for sample in self._all()]

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what another's `state` says."""
        log, samples = state
        self._log.absorb(log)
        for mine, its in zip(self._all(), samples, strict=True):
            mine.absorb(its)

    def _all(self) -> list[EvenSample]:
        for waiting in (*self._telling, *self._telling_common):
            waiting.flush()
        return self._samples + self._common

    def repeats(self) -> tuple[Repeats, ...]:
        """What repeats, in the order of the probes; of whole records an estimate when the log gave up."""
        samples = self._all()[: len(self._probes)]
        found = [s.repeats(p.by_value) for p, s in zip(self._probes, samples, strict=True)]
        for index, sample in zip(self._values, self._common, strict=True):
            if found[index].halvings:
                found[index] = replace(found[index], commonest=sample.commonest())
        return (self._log.repeats() or found[0], *found[1:])


@dataclass(frozen=True, slots=True)
class _Looked:
    """A block as the comparisons need it."""

    columns: Sequence[Any]
    filled: NDArray[Any]
    each: dict[int, NDArray[np.bool_]]
    total: NDArray[np.uint64]
    parts: dict[int, NDArray[np.uint64]]
    numbers: NDArray[np.int64]

    def those(self, probe: Probe, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """Which of some records take part in a comparison."""
        if not len(places):
            return places
        some = {c: self.each[c][places] for c in probe.columns}
        enough: NDArray[np.bool_] = probe.filled(self.filled[places], some) >= probe.least
        return places[enough]

    def add_values(self, probe: Probe, by_value: TellingSample, by_record: TellingSample) -> None:
        """Tell the two samples of a value: one even by its values, one even by records."""
        keys = probe.key(self.total, self.parts)
        for sample, key_of, value_of in ((by_value, keys, self.total), (by_record, self.total, keys)):
            for some in sample.may_keep(key_of):
                if len(places := self.those(probe, some)):
                    cells = [take_cells(self.columns[column], places) for column in probe.columns]
                    sample.add(key_of[places], value_of[places], self.numbers[places], cells)


def _ends(rows: range) -> tuple[int, int, int]:
    return rows.start, rows.stop, rows.step
