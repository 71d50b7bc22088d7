"""What stands between reading and judging: a stop somebody asks for, and a sample.

Why between two blocks: every record is then either judged or not, and the sums hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from leakcheck.engines.sampling import Sampler
from leakcheck.engines.work import TableWork
from leakcheck.extent import Partial, Sample
from leakcheck.model import Block
from leakcheck.readers.intake.odometer import Odometer


class Watch:
    """Lets blocks pass until somebody asks to stop; knows what went by.

    Parameters
    ----------
    odometer : Odometer
        Is told how many records went by.
    stop : callable, optional
        Asked before each block: True ends the reading there.
    """

    def __init__(self, odometer: Odometer, stop: Callable[[], bool] | None = None) -> None:
        self._odometer, self._stop = odometer, stop
        self._rows = self._line = 0
        self._partial: Partial | None = None
        self.sample: Sample | None = None

    def skip(self, rows: int) -> None:
        """Count records that an earlier run has judged."""
        self._rows += rows

    def over(self, blocks: Iterator[Block]) -> Iterator[Block]:
        """Blocks as they come.

        Raises
        ------
        KeyboardInterrupt
            When the stop was asked for before the first block: there is nothing to answer with.
        """
        while not self._is_over():
            block = next(blocks, None)
            if block is None:
                return
            self._rows += len(block)
            self._line = max(self._line, int(block.rows[-1]) if len(block) else 0)
            self._odometer.passed(self._rows)
            yield block

    def _is_over(self) -> bool:
        if self._stop is None or not self._stop():
            return False
        if not self._rows:
            raise KeyboardInterrupt
        done = self._odometer.progress
        self._partial = Partial(self._line, self._rows, done.bytes, done.total)
        return True

    @property
    def partial(self) -> Partial | None:
        """What was seen of a run that was stopped; None when it came to its end."""
        return self._partial

    def draw(
        self, blocks: Iterator[Block], sampler: Sampler, over_table: Sequence[TableWork]
    ) -> Iterator[Block]:
        """Read everything, keep a sample, and return its blocks; checks of the whole table see all records.

        Raises
        ------
        UsageError
            When the sample does not fit into memory.
        """
        for block in self.over(blocks):
            for work in over_table:
                work.update(block)
            sampler.take(block)
        self.sample = sampler.sample()
        return sampler.blocks()
