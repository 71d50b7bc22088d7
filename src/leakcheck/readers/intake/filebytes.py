"""Bytes of a regular file that must not change while it is read.

Why a layer of our own: a named pipe blocks for ever, a device never ends, and a file that grows or shrinks
between two passes would give rows that no hash covers. Each ends in one `InputError`.
"""

from __future__ import annotations

import io
import os
import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from leakcheck.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from leakcheck.readers.intake.encodings.surveying import Survey
    from leakcheck.readers.intake.odometer import Odometer

_BUFFER = 1 << 20
_CHANGED = "changes while it is read"
_VANISHED = "vanished while it was read"
_COPY = "copy it and check the copy"


class Identity(NamedTuple):
    """What tells one state of a file from another."""

    device: int
    inode: int
    size: int
    modified: int


class FileBytes(io.RawIOBase):
    """A raw stream over a file; raises `InputError` when it is not the file it was.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Its name in errors.
    known : Identity, optional
        What it was when the evidence was opened.
    odometer : Odometer, optional
        Counts the bytes.

    Raises
    ------
    InputError
        When it is not a regular file, or not the same as before.
    OSError
        When it cannot be opened.
    """

    def __init__(
        self, path: Path, name: str, known: Identity | None = None, odometer: Odometer | None = None
    ) -> None:
        refuse_special(path, name)
        self._odometer = odometer
        self._raw = path.open("rb", buffering=0)
        self._name = name
        status = os.fstat(self._raw.fileno())
        self.identity = Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
        if known is not None and known != self.identity:
            self._raw.close()
            raise InputError(_CHANGED, where=name, hint=_COPY)
        if odometer is not None:
            odometer.opened()

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As every stream does."""
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        """As every stream does."""
        return self._raw.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read, and compare the place of the end with the size the file had."""
        try:
            count = self._raw.readinto(buffer) or 0
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
            raise InputError(reason, where=self._name, hint="copy the file and check the copy") from None
        place = self._raw.tell()
        is_end = not count and memoryview(buffer).nbytes > 0
        if place > self.identity.size or (is_end and place < self.identity.size):
            raise InputError(_CHANGED, where=self._name, hint=_COPY)
        if self._odometer is not None:
            self._odometer.tick(count)
        return count

    def close(self) -> None:
        """Close the file as well."""
        if not self.closed and hasattr(self, "_raw"):
            self._raw.close()
        super().close()


def refuse_special(path: Path, name: str) -> None:
    """Raise `InputError` for what is there but is no regular file; a pipe would block on opening."""
    mode = path.stat().st_mode if path.exists() else stat.S_IFREG
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        kind = "a pipe" if stat.S_ISFIFO(mode) else "a device"
        hint = "pipe it into standard input: leakcheck verify -"
        raise InputError(f"is {kind}, not a file", where=name, hint=hint)


def open_again(path: Path, name: str, known: Identity, odometer: Odometer | None = None) -> BinaryIO:
    """Open for a further pass what was opened before; nothing but `InputError` escapes.

    Raises
    ------
    InputError
        When the file has gone, has changed, or may no longer be read.
    """
    try:
        return open_file(path, name, known, odometer)
    except FileNotFoundError:
        raise InputError(_VANISHED, where=name, hint=_COPY) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise InputError(f"can no longer be read ({reason})", where=name, hint=_COPY) from None


class Reopening(partial[BinaryIO]):
    """`open_again` for one file, with what was found out about its text while it was hashed.

    Why on the opener: it holds of these bytes alone, and whoever puts another opener in its place, because
    he unpacks or cuts them, must lose it.
    """

    survey: Survey | None = None


def open_file(
    path: Path, name: str, known: Identity | None = None, odometer: Odometer | None = None
) -> BinaryIO:
    """Return a buffered, seekable stream over `FileBytes`."""
    return io.BufferedReader(FileBytes(path, name, known, odometer), _BUFFER)
