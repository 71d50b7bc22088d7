"""A file without a name for arrays of numbers: nothing stays behind, even when the process is killed."""

from __future__ import annotations

import weakref
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from numpy.typing import NDArray


class NamelessFile:
    """Takes arrays one behind the other and gives them back; closed when nobody refers to it.

    The folder is that of `tempfile` (``TMPDIR``). On Linux the file has no name at any time, elsewhere it is
    unlinked as soon as it is open.

    Raises
    ------
    OSError
        There is no room, or what was written is gone.
    """

    def __init__(self) -> None:
        import tempfile

        self._file = cast("IO[bytes]", tempfile.TemporaryFile(buffering=0))  # noqa: SIM115 - see the next line
        weakref.finalize(self, self._file.close)
        self.size = 0

    def append(self, array: NDArray[Any]) -> int:
        """Write an array; returns the place of its first byte."""
        start = self.size
        self._file.seek(start)
        left = memoryview(array.data).cast("B") if len(array) else memoryview(b"")
        while len(left):
            left = left[self._file.write(left) :]
        self.size += array.nbytes
        return start

    def read(self, start: int, found: NDArray[Any]) -> NDArray[Any]:
        """Fill an array from a place on, and return it."""
        self._file.seek(start)
        left = memoryview(found.data).cast("B") if len(found) else memoryview(b"")
        while len(left):
            size = self._file.readinto(left)  # type: ignore[attr-defined]
            if not size:
                raise OSError("a temporary file is shorter than what was written")
            left = left[size:]
        return found
