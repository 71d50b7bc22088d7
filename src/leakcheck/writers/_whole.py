"""A file that is there whole or not at all: written beside its place and moved there at the end.

Why signals: a killed run must not leave half a file with somebody's data in it under any name.
"""

from __future__ import annotations

import os
import secrets
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any

from leakcheck.errors import UsageError
from leakcheck.safe import show
from leakcheck.wording import sentence

_KILLS = ("SIGTERM", "SIGHUP")
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing; it takes its name only when the block ends without an error.

    A device or a named pipe is written into as it stands.

    Raises
    ------
    UsageError
        When it cannot be written.
    """
    try:
        with _killable(), _direct(path) if _is_special(path) else _beside(path) as out:
            yield out
    except OSError as error:
        why = sentence("error.not_written", why=error.strerror or type(error).__name__)
        hint = sentence("error.not_written_hint")
        raise UsageError(why, where=show(str(path)), hint=hint) from None


def _is_special(path: Path) -> bool:
    return path.exists() and not path.is_file()


@contextmanager
def _direct(path: Path) -> Iterator[IO[bytes]]:
    with path.open("wb") as out:
        yield out


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    # Named before it is made: a signal between the two would leave a file whose name nobody knows.
    part = path.parent / f".leakcheck-{secrets.token_hex(6)}"
    try:
        with os.fdopen(os.open(part, _NEW, 0o600), "w+b") as out:
            yield out
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _killable() -> Iterator[None]:
    """Let a polite kill unwind the run as Ctrl-C does; only the main thread may ask for signals."""
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        numbers = [getattr(signal, name) for name in _KILLS if hasattr(signal, name)]
        before = {number: signal.signal(number, _interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
