"""Bytes that come only once, held so that they can be read again: in memory, then in a nameless file.

Why: standard input, and an archive inside a compressed stream, cannot be rewound. The temporary file has no
name at any time where the system can do that (``O_TMPFILE`` on Linux; else it is unlinked as soon as it is
open), so nothing stays behind even when the process is killed.
"""

from __future__ import annotations

import hashlib
import io
import threading
import weakref
from typing import IO, TYPE_CHECKING, BinaryIO

from leakcheck.errors import InputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

IN_MEMORY = 64 << 20
_CHUNK = 1 << 20


class Spool:
    """Collects bytes by `write`; `open` then gives any number of independent streams over them."""

    def __init__(self, name: str, in_memory: int = IN_MEMORY) -> None:
        self._name, self._in_memory = name, in_memory
        self._memory: io.BytesIO | None = io.BytesIO()
        self._file: IO[bytes] | None = None
        self._lock = threading.Lock()
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, piece: ReadableBuffer) -> int:
        """Add bytes.

        Raises
        ------
        InputError
            When there is no room left for the temporary file.
        """
        count = memoryview(piece).nbytes
        self._hash.update(piece)
        try:
            if self._memory is not None and self.size + count > self._in_memory:
                self._move()
            (self._memory or self._on_disk()).write(piece)
        except OSError as error:
            hint = "make room in the folder for temporary files (TMPDIR)"
            reason = f"cannot be held for reading ({error.strerror})"
            raise InputError(reason, where=self._name, hint=hint) from None
        self.size += count
        return count

    def fill(self, stream: BinaryIO) -> Spool:
        """Add everything a stream holds."""
        while piece := stream.read(_CHUNK):
            self.write(piece)
        return self

    @property
    def sha256(self) -> str:
        """Hash of what was written."""
        return self._hash.hexdigest()

    def open(self) -> BinaryIO:
        """Return a fresh stream, from the first byte; everything must be written before."""
        if self._memory is not None:
            return io.BytesIO(self._memory.getvalue())
        return io.BufferedReader(_Window(self), _CHUNK)

    def read_at(self, place: int, buffer: WriteableBuffer) -> int:
        """Read from a place of the temporary file."""
        with self._lock:
            self._on_disk().seek(place)
            view = memoryview(buffer)
            piece = self._on_disk().read(view.nbytes)
            view[: len(piece)] = piece
            return len(piece)

    def _on_disk(self) -> IO[bytes]:
        if self._file is None:
            import tempfile

            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the finalizer
            weakref.finalize(self, self._file.close)
        return self._file

    def _move(self) -> None:
        kept, self._memory = self._memory, None
        if kept is not None:
            self._on_disk().write(kept.getbuffer())


class _Window(io.RawIOBase):
    """A stream with a place of its own over a shared temporary file."""

    def __init__(self, spool: Spool) -> None:
        self._spool, self._place = spool, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._spool.size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer: WriteableBuffer) -> int:
        count = self._spool.read_at(self._place, buffer)
        self._place += count
        return count
