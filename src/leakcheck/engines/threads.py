"""A worker in a thread of this process: numpy and Arrow work outside the interpreter's lock."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

from leakcheck.engines.errands import Answer, run_errands
from leakcheck.engines.memory import MOST_LOAD
from leakcheck.engines.share import Share


class ThreadWorker(threading.Thread):
    """Does errands in a thread.

    Parameters
    ----------
    share : Share
        Its own.
    answer : callable
        Takes this worker and an `Answer`; called from the thread.
    """

    most = MOST_LOAD

    def __init__(self, share: Share, answer: Callable[[Any, Answer], None]) -> None:
        super().__init__(daemon=True)
        self._share, self._answer = share, answer
        self._errands: queue.SimpleQueue[tuple[Any, ...] | None] = queue.SimpleQueue()
        self.load = self.batches = self.rows = 0
        self._chunks: dict[int, bytes] = {}
        self.start()

    def send(self, kind: str, ticket: int, *details: Any) -> None:
        """Give it an errand."""
        if kind == "parse":
            self._chunks[ticket] = details[1]
        self._errands.put((kind, ticket, *details))

    def has_place(self) -> bool:
        """Whether there is room for a chunk: always, where memory is shared."""
        return True

    def fetch(self, ticket: int) -> bytes:
        """The bytes of a chunk."""
        return self._chunks[ticket]

    def free(self, ticket: int) -> None:
        """The bytes of a chunk are not wanted any more."""
        del self._chunks[ticket]

    def close(self) -> None:
        """Let it end after the errand it is at."""
        self._errands.put(None)
        self.join()

    def run(self) -> None:
        """Do errands to the last."""
        try:
            for answer in run_errands(self._share, self._sent()):
                self._answer(self, answer)
        except BaseException as error:
            self._answer(self, Answer("failed", 0, error))

    def _sent(self) -> Iterator[tuple[Any, ...]]:
        while (errand := self._errands.get()) is not None:
            yield errand
