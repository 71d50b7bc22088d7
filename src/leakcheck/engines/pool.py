"""Workers that share the judging of one table: one thread here, all others child processes.

The reader hands its chunks out before their turn (`leakcheck.readers.intake.ahead`); a worker parses at once
and judges when the reader, in the order of the file, has said on which line the chunk begins. Every record is
counted with its place, so the merged state is that of one pass, whoever had which chunk.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from leakcheck.engines.memory import LARGEST_CHUNK, MOST_LOAD, share_arena
from leakcheck.model import Block

if TYPE_CHECKING:
    import queue
    from collections.abc import Callable

    from leakcheck.engines.batching import Batch
    from leakcheck.engines.errands import Answer
    from leakcheck.engines.share import Share
    from leakcheck.readers.intake.ahead import HandedRows, Outline
    from leakcheck.readers.intake.arrowchunks import CleanParser

SHOWN_ROWS = 512
"""Records that are judged before anybody is forked."""
HELD_ROWS = 400_000
"""Records after which a worker hands in what it holds of each: 8 bytes a record and more."""


def usable_cores() -> int:
    """Cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """An `Ahead` of some workers, started when the first chunk is offered.

    The first worker is a thread that counts straight into the share everybody's counts end in; nobody else
    touches that share until it has ended.

    Parameters
    ----------
    jobs : int
        Workers, at least 2.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._share: Share | None = None
        self._shown: Block | None = None
        self._workers: list[Any] = []
        self._inbox: queue.SimpleQueue[tuple[Any, Answer]]
        self._chunks: dict[int, _Chunk] = {}
        self._states: list[Any] = []
        self._is_ended = False
        self._ticket = 0

    def begin(self, share: Share) -> None:
        """Learn what is to be done; `share` absorbs everything at the end."""
        self._share = share

    def show(self, block: Block) -> None:
        """Learn what the first records look like.

        What their judging imports, compiles and caches is then there before children are forked, who need not
        do it again; what is found in them is forgotten.
        """
        cut = slice(0, SHOWN_ROWS)
        self._shown = Block(block.rows[cut], tuple(column[cut] for column in block.columns))

    def is_ready(self) -> bool:
        """Whether `begin` was called."""
        return self._share is not None

    def has_room(self) -> bool:
        """Whether a worker would take another chunk at once."""
        while self._workers and not self._inbox.empty():
            self._receive()
        return not self._workers or any(map(_takes_chunk, self._workers))

    def offer(self, parser: CleanParser, chunk: bytes) -> _Chunk | None:
        """Hand a chunk to the worker with the least to do, as soon as there is room."""
        if len(chunk) > LARGEST_CHUNK:
            return None
        worker = self._free_worker(_takes_chunk)
        worker.load += 1
        ticket = self._send(worker, "parse", parser, chunk)
        self._chunks[ticket] = _Chunk(self, worker, ticket)
        return self._chunks[ticket]

    def judge_chunk(self, rows: HandedRows, block: Block, place: int) -> None:
        """Have a handed chunk judged by who has it."""
        order = [column.place for column in block.columns]  # type: ignore[attr-defined]
        chunk: _Chunk = rows.handed  # type: ignore[assignment]
        del self._chunks[chunk.ticket]
        chunk.worker.free(chunk.ticket)
        chunk.worker.send("judge", chunk.ticket, block.rows, order, place)
        self._collect(chunk.worker, len(block))

    def judge_batch(self, batch: Batch) -> bool:
        """Have a batch judged, unless it is the first: a small table is not worth a worker."""
        if not batch.place and not self._workers:
            return False
        worker = self._free_worker(_takes_batch)
        worker.batches += 1
        self._send(worker, "batch", batch.as_text())
        self._collect(worker, len(batch))
        return True

    def _collect(self, worker: Any, rows: int) -> None:
        """Have a worker hand in from time to time what grows with the records; the first holds all of it."""
        worker.rows += rows
        if worker.rows >= HELD_ROWS and worker is not self._workers[0]:
            worker.rows = 0
            worker.send("hand in", 0)

    def finish(self) -> None:
        """Wait for everybody, and absorb what they counted.

        Raises
        ------
        Exception
            What a worker failed with.
        """
        assert self._share is not None  # noqa: S101 - begun before
        others = self._workers[1:]
        for worker in others:
            worker.send("finish", 0)
        while len(self._states) < len(others):
            self._receive()
        if self._workers:  # only now: what the others have handed in goes through its hands
            self._workers[0].send("end", 0)
        while self._workers and not self._is_ended:
            self._receive()
        for state in self._states:
            self._share.absorb(state)

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.close()
        self._workers = []

    def wait_for(self, chunk: _Chunk) -> None:
        """Receive answers until a chunk is parsed."""
        while not chunk.is_parsed:
            self._receive()

    def give_back(self, chunk: _Chunk) -> bytes:
        """Return a chunk that is dealt with elsewhere."""
        self.wait_for(chunk)
        del self._chunks[chunk.ticket]
        data: bytes = chunk.worker.fetch(chunk.ticket)
        chunk.worker.free(chunk.ticket)
        if chunk.result is not None:
            chunk.worker.send("drop", chunk.ticket)
            chunk.worker.load -= 1
        return data

    def _free_worker(self, has_room: Callable[[Any], bool]) -> Any:
        """Who has least to do; one with room comes, for what is waited for needs nothing of us.

        Chunks are offered in the order of the file, so those before the one at hand are on their way to be
        judged; batches are judged as they come.
        """
        self._start()
        while not any(map(has_room, self._workers)):
            self._receive()
        return min(filter(has_room, self._workers), key=lambda worker: worker.load + worker.batches)

    def _send(self, worker: Any, kind: str, *details: Any) -> int:
        self._ticket += 1
        worker.send(kind, self._ticket, *details)
        return self._ticket

    def _receive(self) -> None:
        worker, answer = self._inbox.get()
        if answer.kind == "failed":
            raise answer.content
        if answer.kind == "state":
            self._states.append(answer.content)
        elif answer.kind == "ended":
            self._is_ended = True
        elif answer.kind == "handed in":
            self._workers[0].send("take in", 0, answer.content)
        elif answer.kind == "parsed":
            chunk = self._chunks[answer.ticket]
            chunk.is_parsed, chunk.result = True, answer.content
            worker.load -= answer.content is None
        elif answer.kind == "judged":
            worker.load -= 1
        else:
            worker.batches -= 1

    def _start(self) -> None:
        if self._workers:
            return
        import queue

        from leakcheck.engines.processes import can_fork, fork_workers
        from leakcheck.engines.threads import ThreadWorker

        assert self._share is not None  # noqa: S101 - nothing is offered before `begin`
        self._inbox = queue.SimpleQueue()
        if self._shown is not None:
            self._share.fresh().try_out(self._shown)
        share_arena()
        others = self._jobs - 1
        forked = fork_workers(others, self._share, self._answer) if can_fork() else []
        threads = [] if forked else [ThreadWorker(self._share.fresh(), self._answer) for _ in range(others)]
        self._workers = [ThreadWorker(self._share, self._answer), *forked, *threads]

    def _answer(self, worker: Any, answer: Answer) -> None:
        self._inbox.put((worker, answer))


class _Chunk:
    """A chunk in the hands of one worker."""

    def __init__(self, pool: Pool, worker: Any, ticket: int) -> None:
        self._pool, self.worker, self.ticket = pool, worker, ticket
        self.is_parsed = False
        self.result: Outline | None = None

    def outline(self) -> Outline | None:
        """Wait for the parse."""
        self._pool.wait_for(self)
        return self.result

    def take_back(self) -> bytes:
        """It is dealt with elsewhere."""
        return self._pool.give_back(self)


def _takes_chunk(worker: Any) -> bool:
    return bool(worker.load < worker.most and worker.has_place())


def _takes_batch(worker: Any) -> bool:
    return bool(worker.batches < MOST_LOAD)
