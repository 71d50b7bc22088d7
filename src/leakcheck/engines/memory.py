"""How much memory a run takes: its plan, and the ceiling a user sets with `--max-memory`.

Why measured while the run goes on, and not only planned: what a table costs depends on its columns, its packs
and on libraries. So the plan chooses sizes that fit by far, and the ceiling looks at what the system says.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from leakcheck.errors import UsageError
from leakcheck.readers.intake.budget import LEAST_MEMORY, ROOMY, BudgetError, exceeded, size_text

if TYPE_CHECKING:
    from types import FrameType

MOST_LOAD = 2
"""Chunks, and batches, in the hands of one worker: bounds memory."""
MOST_AWAY = 3
"""Chunks in the hands of a process: one more, for when the reader has to wait for the interpreter's lock."""
LARGEST_CHUNK = 16 << 20
"""Bytes; chunks are about 8 MiB, and longer only where a line is."""
_STATM = Path("/proc/self/statm")
_TAUGHT = 16 << 20
_ARENA_MAX, _TRIM_THRESHOLD, _MMAP_THRESHOLD = -8, -1, -3
_KEPT = 256 << 20
_DESCRIBING = "pyarrow.vendored.docscrape"


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """Sizes that a run keeps to.

    Parameters
    ----------
    ceiling : int, optional
        Bytes that one worker may take; None: nobody said.
    jobs : int
        Workers.
    batch_bytes, batch_rows : int
        Bounds of what is judged together.
    seen_bytes : int
        For values that were judged before (`leakcheck.rules.valuestore.Seen`), of each worker.
    group_pairs : int
        For each rule over groups (`leakcheck.rules.groups.Groups`): beyond that its groups are sampled.
    """

    ceiling: int | None = None
    jobs: int = 1
    batch_bytes: int = 8 << 20
    batch_rows: int = 131_072
    seen_bytes: int = 32_000_000
    group_pairs: int = 2**19


def plan_memory(ceiling: int | None, jobs: int) -> MemoryPlan:
    """Sizes for a run of `jobs` workers, fewer where all of them together would not fit.

    What was counted does not depend on the number of workers, whatever the ceiling; below half a GiB a
    very large claim keeps a smaller sample of its groups, and the report says so.

    Raises
    ------
    UsageError
        When the ceiling is less than one worker needs.
    """
    if ceiling is None:
        return MemoryPlan(jobs=jobs)
    if ceiling < LEAST_MEMORY:
        what = f"{size_text(ceiling)} of memory is less than leakcheck needs ({size_text(LEAST_MEMORY)})"
        raise UsageError(what, hint=f"--max-memory {size_text(LEAST_MEMORY)} or more")
    jobs = max(1, min(jobs, ceiling // LEAST_MEMORY))
    if ceiling >= ROOMY:
        return MemoryPlan(ceiling // jobs, jobs)
    return MemoryPlan(ceiling // jobs, jobs, 1 << 20, 16_384, 8_000_000, 2**17)


class Ceiling:
    """Stops a run that takes more memory than it may.

    Parameters
    ----------
    limit : int, optional
        Bytes this process may have resident; None: there is no limit.
    measure : callable
        Returns the bytes resident now, or None where the system does not tell.
    """

    def __init__(self, limit: int | None, measure: Callable[[], int | None] | None = None) -> None:
        self._limit, self._measure = limit, measure or resident_bytes

    def check(self) -> None:
        """Give back what is free; when that is not enough, stop.

        Raises
        ------
        OutOfMemoryError
            When more than the limit is resident.
        """
        if self._limit is None or not self._is_over(self._limit):
            return
        give_back()
        if self._is_over(self._limit):
            raise OutOfMemoryError(self._limit)

    def _is_over(self, limit: int) -> bool:
        # A fortieth early: what comes between two looks must fit too.
        return (self._measure() or 0) > limit - limit // 40


class OutOfMemoryError(BudgetError):
    """The evidence does not fit under the ceiling; made without arguments, as an interruption must be."""

    def __init__(self, limit: int | None = None) -> None:
        bound = f" ({size_text(limit)})" if limit else ""
        told = exceeded("memory", f"needs more memory than allowed{bound}", "the evidence")
        super().__init__(told.message, where=told.where, hint=told.hint)


class Guard:
    """Looks at the memory of this process while something long runs, and interrupts it beyond a ceiling.

    Why a thread: some readers hold a whole format before the first block comes, and no engine is asked
    meanwhile. `OutOfMemoryError` is raised in the thread that entered, at its next step of Python.
    """

    def __init__(self, limit: int | None, pause: float = 0.05) -> None:
        self._ceiling, self._pause = Ceiling(limit), pause
        self._over = threading.Event()
        self._watcher: threading.Thread | None = None
        self._watched = threading.get_ident()
        self._is_needed = limit is not None and resident_bytes() is not None

    def __enter__(self) -> Guard:
        """Begin to look."""
        self._watched = threading.get_ident()
        if self._is_needed:
            self._watcher = threading.Thread(target=self._watch, daemon=True)
            self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._over.set()
        if self._watcher is not None:
            self._watcher.join()

    def _watch(self) -> None:
        import ctypes

        while not self._over.wait(self._pause):
            try:
                self._ceiling.check()
            except OutOfMemoryError:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(self._watched), ctypes.py_object(OutOfMemoryError)
                )
                return


def resident_bytes() -> int | None:
    """Bytes of this process that are in memory now; None where the system has no `/proc`."""
    try:
        pages = int(_STATM.read_bytes().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    import resource

    return pages * resource.getpagesize()


def give_back() -> None:
    """Return to the system what Python, Arrow and the C library hold but do not use."""
    import gc

    gc.collect()
    if "pyarrow" in sys.modules:
        import pyarrow as pa

        pa.default_memory_pool().release_unused()
    trim = _c_function("malloc_trim")
    if trim is not None:
        trim(0)


def _c_function(name: str) -> Callable[..., int] | None:
    """A function of the GNU C library, None where there is another."""
    if sys.platform != "linux":
        return None
    import ctypes

    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError):
        return None
    return found


def keep_pages() -> None:
    """Have the C library keep freed arrays of up to 16 MiB for the next batch: saves 4 % of the CPU time.

    Freeing one array, never touched, teaches glibc that such sizes come and go: see ``M_MMAP_THRESHOLD``
    in mallopt(3). Elsewhere it does nothing. Chunks of 8 MiB with their heads fit; the peak stays (measured).
    """
    import numpy as np

    np.empty(_TAUGHT, np.uint8)


def share_arena() -> None:
    """Have the C library give all threads one arena, and keep what they free.

    For a worker thread that takes and frees large arrays beside the reader. Each further arena would keep
    pages of its own: half the page faults, 20 to 40 MB less (measured). What is not kept is given back and
    taken again with every chunk: a sixth of the faults that were left. See ``M_ARENA_MAX`` and
    ``M_TRIM_THRESHOLD`` in mallopt(3); elsewhere it does nothing.
    """
    option = _c_function("mallopt")
    if option is not None:
        option(_ARENA_MAX, 1)
        option(_MMAP_THRESHOLD, _TAUGHT + (1 << 20))
        option(_TRIM_THRESHOLD, _KEPT)


def spare_threads() -> None:
    """Keep numpy's linear algebra from starting threads: saves 0.05 to 0.15 s; for a process of our own.

    OpenBLAS starts one for each core when it is loaded, and again in every fork; they turn idly for a while.
    Nothing here multiplies matrices large enough for them, and one thread adds up in one order on every
    machine. See ``OPENBLAS_NUM_THREADS`` in its manual; a value that somebody set stays. Imports nothing.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def spare_pandas() -> None:
    """Keep Arrow from importing pandas where nobody has: saves 40 MB and 0.1 s; for a process of our own.

    Arrow looks for pandas once, when it makes its first array, and asks again when a frame is wanted. Not
    for a process of others, where an array made of a Series must be recognized. Imports nothing itself.
    """
    if "pandas" not in sys.modules and not any(isinstance(f, _NoPandas) for f in sys.meta_path):
        sys.meta_path.insert(0, _NoPandas())


def spare_descriptions() -> None:
    """Keep Arrow from describing its functions for `help`: saves 25 ms; for a process of our own.

    Arrow takes the texts of three hundred options apart, with a parser for documentation of its own, when its
    functions are first wanted. Here that parser finds nothing. Imports nothing itself.
    """
    if "pyarrow.compute" not in sys.modules and _DESCRIBING not in sys.modules:
        silent = ModuleType(_DESCRIBING)
        vars(silent)["NumpyDocString"] = lambda _text: {"Parameters": ()}
        sys.modules[_DESCRIBING] = silent


class _NoPandas:
    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        """Refuse pandas to Arrow; whoever else asks gets it."""
        if name != "pandas":
            return
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and "importlib" in frame.f_code.co_filename:
            frame = frame.f_back
        # Arrow's own code is compiled and has no frames: the one that shows is whose call it serves.
        asking = str(frame.f_globals.get("__name__", "")) if frame else ""
        if asking.partition(".")[0] in ("pyarrow", "leakcheck"):
            raise ImportError(name)
