"""Evidence: the bytes (or the frame) under examination, opened once, hashed, never changed.

Why one door: every way of not getting at the bytes (missing, a directory, no permission, empty,
binary) must end in one clear `InputError`, and no library ever sees a path, because some read
``data[1].csv`` as a pattern or ``http://`` as an invitation.
"""

from __future__ import annotations

import difflib
import hashlib
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from leakcheck.errors import InputError
from leakcheck.readers.intake.binaries import refuse_binary

if TYPE_CHECKING:
    import os

MAX_BYTES = 2 << 30
HEAD = 65_536
_TOO_LARGE = "is larger than {:,} bytes, the most this version reads at once"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is examined: raw `data`, or a pandas `frame`, with its SHA-256.

    `name` is for display only and may be hostile; `size` counts bytes (of a frame: bytes of the
    canonical CSV form that is hashed).
    """

    name: str
    data: bytes
    sha256: str
    size: int
    frame: Any = None

    def open(self) -> BinaryIO:
        """Return a fresh stream over the bytes, from the first; readers that stream use this."""
        return io.BytesIO(self.data)

    @property
    def head(self) -> bytes:
        """The first 64 KiB, which readers bid on."""
        return self.data[:HEAD]


def open_evidence(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Evidence:
    """Read a file, or standard input when `path` is ``-``.

    Raises
    ------
    InputError
        When it is missing, a directory, unreadable, too large, empty or plainly binary.
    """
    name = str(path)
    if name == "-":
        return from_bytes(_read_stdin(max_bytes), "standard input")
    try:
        with Path(name).open("rb") as stream:
            return from_bytes(_read_stream(stream, name, max_bytes), name)
    except FileNotFoundError:
        raise InputError("no such file", where=name, hint=_nearest(name)) from None
    except IsADirectoryError:
        raise InputError("is a directory", where=name, hint="name one file in it") from None
    except PermissionError:
        raise InputError("may not be read", where=name, hint="check the permissions of the file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise InputError(f"cannot be read ({reason})", where=name, hint="check the path") from None


def from_bytes(data: bytes, name: str = "bytes") -> Evidence:
    """Wrap bytes already at hand.

    Raises
    ------
    InputError
        When they are empty or plainly binary.
    """
    if not data:
        raise InputError("is empty", where=name, hint="give a file or text with at least one record")
    refuse_binary(data[:HEAD], name)
    return Evidence(name, data, hashlib.sha256(data).hexdigest(), len(data))


def from_text(text: str, name: str = "text") -> Evidence:
    """Wrap text already at hand; a lone surrogate becomes a visible escape.

    Raises
    ------
    InputError
        When it is empty.
    """
    return from_bytes(text.encode("utf-8", "backslashreplace"), name)


def from_frame(frame: Any, name: str = "DataFrame") -> Evidence:
    """Wrap a pandas DataFrame; the hash is taken over its canonical CSV form.

    Raises
    ------
    InputError
        When it has no columns or no rows.
    """
    from leakcheck.readers.intake.frames import canonical_csv, refuse_empty

    refuse_empty(frame, name)
    digest = hashlib.sha256()
    size = 0
    for piece in canonical_csv(frame):
        digest.update(piece)
        size += len(piece)
    return Evidence(name, b"", digest.hexdigest(), size, frame)


def _read_stream(stream: BinaryIO, name: str, max_bytes: int) -> bytes:
    """Read up to the cap; the head is judged first, so that an endless device stops at once."""
    head = stream.read(HEAD)
    refuse_binary(head, name)
    if len(head) >= HEAD and not head.strip(b"\x00"):
        raise InputError("holds binary data, not text", where=name, hint="check the path")
    data = head + stream.read(max(0, max_bytes + 1 - len(head)))
    if len(data) > max_bytes:
        raise InputError(_TOO_LARGE.format(max_bytes), where=name, hint="split the file and check the parts")
    return data


def _read_stdin(max_bytes: int) -> bytes:
    name = "standard input"
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("is closed", where=name, hint="pipe a file into it, or name the file")
    try:
        return _read_stream(sys.stdin.buffer, name, max_bytes)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=name, hint="name the file instead"
        ) from None


def _nearest(name: str) -> str:
    """Hint at the file name most like the missing one in the same folder."""
    path = Path(name)
    try:
        present = sorted(entry.name for entry in path.parent.iterdir())[:10_000]
    except (OSError, ValueError):
        return "check the path: the folder does not exist either"
    close = difflib.get_close_matches(path.name, present, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else "check the path"
