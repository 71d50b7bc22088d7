"""A worker in a child process, where the interpreter's lock is its own.

Forked, so that it has rules and libraries at once and shares their memory. Chunks reach it through a file
that exists in memory alone, everything else through a pipe; it writes to nothing else. It ends when its
parent does.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from leakcheck.engines.errands import Answer, run_errands
from leakcheck.engines.memory import LARGEST_CHUNK, MOST_AWAY
from leakcheck.engines.share import Share
from leakcheck.errors import InternalError

SLOT_BYTES = LARGEST_CHUNK
"""Of the file: memory is taken only where a chunk lies."""

Connected = tuple["Connection[Any, Any]", "Connection[Any, Any]"]


def can_fork() -> bool:
    """Whether forking a process that has loaded numeric libraries is safe; on macOS it is not."""
    if sys.platform != "linux":
        return False
    try:
        Ring().close()
    except (AttributeError, OSError):  # an old system, or a sandbox that forbids it
        return False
    return True


class Ring:
    """Room for chunks on their way to a child.

    Why a file in memory (``memfd_create(2)``) that is written and read, and no mapping: a mapping is counted
    to both processes, and each takes a fault for every page of it.
    """

    def __init__(self) -> None:
        self._file = os.memfd_create("leakcheck")

    def put(self, slot: int, chunk: bytes) -> None:
        """Lay a chunk down."""
        left, place = memoryview(chunk), slot * SLOT_BYTES
        while left:
            size = os.pwrite(self._file, left, place)
            left, place = left[size:], place + size

    def get(self, slot: int, length: int) -> bytes:
        """Take a chunk out again."""
        chunk = os.pread(self._file, length, slot * SLOT_BYTES)
        if len(chunk) < length:
            raise InternalError("a chunk was lost on its way to a worker")
        return chunk

    def close(self) -> None:
        """Forget everything."""
        os.close(self._file)


def fork_workers(n: int, share: Share, answer: Callable[[Any, Answer], None]) -> list[ProcessWorker]:
    """Start `n` children at once, before any thread of the pool: a child must not inherit another's pipe."""
    pipes: list[Connected] = [Pipe() for _ in range(n)]
    rings = [Ring() for _ in range(n)]
    gc.freeze()
    children = [_fork(i, pipes, rings, share) for i in range(n)]
    gc.unfreeze()
    for _, theirs in pipes:
        theirs.close()
    return [ProcessWorker(children[i], pipes[i][0], rings[i], answer) for i in range(n)]


def _fork(mine: int, pipes: list[Connected], rings: list[Ring], share: Share) -> int:
    with warnings.catch_warnings():
        # Python 3.12 warns of threads: Arrow's are re-made in the child, and ours do not run yet.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for i, (parents, childs) in enumerate(pipes):
            parents.close()
            if i != mine:
                childs.close()
                rings[i].close()
        _serve(pipes[mine][1], rings[mine], share.fresh())
    except (EOFError, OSError):
        pass  # the parent is gone, and nobody is left to be told
    finally:
        os._exit(0)


def _serve(connection: Connection[Any, Any], ring: Ring, share: Share) -> None:
    def sent() -> Iterator[tuple[Any, ...]]:
        while True:
            kind, ticket, *details = connection.recv()
            if kind == "parse":
                parser, slot, length = details
                details = [parser, ring.get(slot, length)]
            yield kind, ticket, *details

    try:
        for answer in run_errands(share, sent()):
            connection.send(answer)
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:
        connection.send(Answer("failed", 0, _portable(error)))


def _portable(error: Exception) -> Exception:
    import pickle

    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, made the line before
    except Exception:
        return InternalError(f"a worker failed: {type(error).__name__}")
    return error


class ProcessWorker:
    """Does errands in a forked child."""

    most = MOST_AWAY

    def __init__(
        self,
        child: int,
        connection: Connection[Any, Any],
        ring: Ring,
        answer: Callable[[Any, Answer], None],
    ) -> None:
        self.load = self.batches = self.rows = 0
        self._child, self._connection, self._ring, self._answer = child, connection, ring, answer
        self._free = list(range(MOST_AWAY))
        self._slots: dict[int, tuple[int, int]] = {}
        self._errands: queue.SimpleQueue[tuple[Any, ...] | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._write, self._listen)]
        for thread in self._threads:
            thread.start()

    def send(self, kind: str, ticket: int, *details: Any) -> None:
        """Give it an errand; a chunk is laid where the child sees it."""
        if kind == "parse":
            parser, chunk = details
            slot = self._free.pop()
            self._slots[ticket] = slot, len(chunk)
            self._ring.put(slot, chunk)
            details = (parser, slot, len(chunk))
        self._errands.put((kind, ticket, *details))

    def has_place(self) -> bool:
        """Whether there is room for a chunk where both see it."""
        return bool(self._free)

    def fetch(self, ticket: int) -> bytes:
        """The bytes of a chunk, once it was parsed."""
        slot, length = self._slots[ticket]
        return self._ring.get(slot, length)

    def free(self, ticket: int) -> None:
        """The bytes of a chunk are not wanted any more."""
        self._free.append(self._slots.pop(ticket)[0])

    def close(self) -> None:
        """End it, whatever it is at."""
        self._errands.put(None)
        try:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        for thread in self._threads:
            thread.join()
        self._connection.close()
        self._ring.close()

    def _write(self) -> None:
        while (errand := self._errands.get()) is not None:
            try:
                self._connection.send(errand)
            except OSError:
                return  # the listener says that it is gone
            except Exception as error:  # not to be sent, which is a fault of ours
                self._answer(self, Answer("failed", 0, error))

    def _listen(self) -> None:
        try:
            answer = Answer("", 0)
            while answer.kind not in ("state", "failed"):
                answer = self._connection.recv()
                self._answer(self, answer)
        except (EOFError, OSError):
            self._answer(self, Answer("failed", 0, InternalError("a worker process ended too early")))
