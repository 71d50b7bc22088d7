"""The odometer: how many bytes of the evidence went by, whoever reads them and however often.

Why counted where the bytes come from: formats, containers and engines differ, and none needs to know that
somebody is watching. Each pass over the evidence is a stage of its own, so that the count never jumps back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from leakcheck.extent import Progress

if TYPE_CHECKING:
    from leakcheck.model import Table
    from leakcheck.readers.intake.source import Evidence

HASHING, RECEIVING, SURVEYING, JUDGING, WRITING = "hashing", "receiving", "surveying", "judging", "writing"
_SEVERAL = "files"


class Odometer:
    """Counts bytes and records of one run, and tells a listener; in a copy sent elsewhere nobody listens.

    Parameters
    ----------
    listener : callable, optional
        Called with a `Progress` whenever bytes or records went by: every megabyte or so, from whatever thread
        reads. It must return at once.
    """

    def __init__(self, listener: Callable[[Progress], None] | None = None) -> None:
        self._listener = listener
        self.stage, self.rows = "", 0
        self._total: int | None = None
        self._done = self._stream = 0
        self._passes = 1.0
        self._is_counted = False

    def __reduce__(self) -> tuple[Any, ...]:
        return (Odometer, ())

    def hashing(self, given: Any) -> None:
        """Begin the first pass, over what a caller handed in."""
        self._stream, self._passes = 0, 1.0
        is_pipe = str(given) == "-" if isinstance(given, str | Path) else False
        self._begin(RECEIVING if is_pipe else HASHING, None if is_pipe else _size(given))

    def surveying(self, evidence: Evidence) -> None:
        """Begin to find out how the evidence is to be read."""
        self._passes = 1.0
        self._begin(SURVEYING, evidence.size)

    def judging(self, evidence: Evidence, table: Table) -> None:
        """Begin the last pass; its first blocks have been read already.

        Of several files read as one table only the first was surveyed before: the others are gone through
        twice from here on, and count half each time.
        """
        self._passes = 2.0 if _SEVERAL in table.reading.details else 1.0
        self._begin(JUDGING, evidence.size, self._stream)

    def writing(self, evidence: Evidence) -> None:
        """Begin to read everything once more, for who writes the records."""
        self._passes = 2.0
        self._begin(WRITING, evidence.size)

    def _begin(self, stage: str, total: int | None, done: int = 0) -> None:
        self.stage, self.rows = stage, 0
        self._total, self._done, self._is_counted = total, done, done > 0
        self._tell()

    def opened(self) -> None:
        """Say that a further stream begins."""
        self._stream = 0

    def tick(self, count: int) -> None:
        """Count bytes that were just read."""
        self._stream += count
        self._done += count
        self._is_counted = True
        self._tell()

    def counted(self, stream: BinaryIO) -> BinaryIO:
        """Return a stream whose bytes are counted as they are read."""
        import io

        odometer = self

        class Counted(io.BufferedReader):
            def read(self, size: int | None = -1, /) -> bytes:
                piece = super().read(size)
                odometer.tick(len(piece))
                return piece

        self.opened()
        return Counted(stream)  # type: ignore[arg-type]  # takes whatever has `readinto`

    def passed(self, rows: int) -> None:
        """Say how many records this stage has done, all in all."""
        self.rows = rows
        self._tell()

    @property
    def progress(self) -> Progress:
        """Where this stage stands."""
        if not self._is_counted:
            return Progress(self.stage, self.rows, None, self._total)
        done = int(self._done / self._passes)
        return Progress(self.stage, self.rows, min(done, self._total or done), self._total)

    def _tell(self) -> None:
        if self._listener is not None:
            self._listener(self.progress)


def _size(given: Any) -> int | None:
    """Bytes of one file; None of anything else."""
    try:
        path = Path(given)
        return path.stat().st_size if path.is_file() else None
    except (OSError, TypeError, ValueError):
        return None
