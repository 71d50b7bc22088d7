"""Several blocks at once: each thread counts for itself, and the counts are merged at the end.

numpy and Arrow work outside the interpreter's lock. Collectors carry the place of every record they
keep, so the merged state is that of one pass, whatever thread had which block.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from leakcheck.engines.batching import Batch
from leakcheck.engines.work import Work
from leakcheck.rules.valuestore import Seen

_WAITING = 2
"""Batches that may wait for a thread: bounds memory."""


def feed_threads(
    batches: Iterator[Batch],
    fields: dict[str, int],
    works: Sequence[Work],
    progress: Callable[[int], None] | None,
    jobs: int,
) -> int:
    """Judge batches in `jobs` threads; returns the number of records seen. Errors are raised here."""
    waiting: queue.Queue[tuple[int, Batch] | None] = queue.Queue(_WAITING)
    workers = [_Worker(waiting, fields, works) for _ in range(jobs)]
    total = 0
    try:
        for batch in batches:
            _put(waiting, (total, batch), workers)
            total += len(batch)
            if progress:
                progress(total)
    finally:
        for _ in workers:
            _put(waiting, None, workers)
        for worker in workers:
            worker.join()
    for worker in workers:
        if worker.error is not None:
            raise worker.error
        for work, share in zip(works, worker.shares, strict=True):
            work.merge(share)
    return total


def _put(waiting: queue.Queue[Any], item: Any, workers: Sequence[_Worker]) -> None:
    """Hand over an item, unless nobody is left to take it."""
    while any(worker.is_alive() for worker in workers):
        try:
            waiting.put(item, timeout=0.5)
        except queue.Full:
            continue
        return


class _Worker(threading.Thread):
    def __init__(self, waiting: queue.Queue[Any], fields: dict[str, int], works: Sequence[Work]) -> None:
        super().__init__(daemon=True)
        self.shares = [work.fresh() for work in works]
        self.error: BaseException | None = None
        self._waiting, self._fields = waiting, fields
        self.start()

    def run(self) -> None:
        from leakcheck.engines.local import judge

        seen = Seen()
        while (item := self._waiting.get()) is not None:
            if self.error is not None:
                continue  # the queue must drain, or the reader would wait for ever
            place, batch = item
            try:
                for share in self.shares:
                    share.place = place
                judge(batch, self._fields, self.shares, seen)
            except BaseException as error:
                self.error = error
