"""Evidence: the bytes (or the frame) under examination, hashed once, streamed as often as needed.

Why one door: every way of not getting at the bytes (missing, a directory, a pipe, no permission, empty,
binary, changing) must end in one clear `InputError`, and no library ever sees a path, because some read
``data[1].csv`` as a pattern or ``http://`` as an invitation.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from leakcheck.errors import InputError
from leakcheck.frozen import dataclass
from leakcheck.readers.intake.binaries import refuse_binary
from leakcheck.readers.intake.budget import Budget, exceeded
from leakcheck.readers.intake.filebytes import Reopening, open_again, open_file
from leakcheck.readers.intake.spool import Spool

if TYPE_CHECKING:
    import os

    from leakcheck.readers.intake.encodings.surveying import Survey
    from leakcheck.readers.intake.filebytes import FileBytes
    from leakcheck.readers.intake.odometer import Odometer
    from leakcheck.readers.intake.wholeness import Wholeness

HEAD = 65_536
MEMORY = Budget().memory
_CHUNK = 1 << 20
_LARGE = 2 << 20
_LONGEST = 30 << 20
_STDIN = "standard input"
_FOLDER = "name one file in it; for all of it as one claim say --folder (in Python: give it in a list)"


@dataclass(frozen=True)  # without slots: `data` is cached
class Evidence:
    """What is examined: bytes behind `open`, or a pandas `frame`.

    Parameters
    ----------
    name : str
        For display only, and hostile; what stands in a container is ``outer/inner``.
    head : bytes
        The first 64 KiB, which readers bid on.
    sha256, size
        Of the outermost file as given, which is what an analyst can hash again (of a frame: of the canonical
        CSV form; of several files: see `openmany`).
    opener : callable
        Returns a fresh stream.
    member : str
        Path inside the outermost container, printable; empty outside one.
    length : int
        Bytes the container says this member has: a hint, never trusted.
    notes : tuple of str
        How the bytes were got at; they open the notes of the reading.
    wholeness : Wholeness, optional
        What reading found out about damage of the container, filled while it is read.
    parts : tuple of Evidence
        The files, where several are one claim.
    refused : tuple of (str, str)
        Files of the claim that could not be opened, each with the reason.
    memory : int
        The most bytes `data` holds.
    """

    name: str
    head: bytes
    sha256: str
    size: int
    opener: Callable[[], BinaryIO]
    frame: Any = None
    member: str = ""
    length: int = 0
    notes: tuple[str, ...] = ()
    wholeness: Wholeness | None = None
    parts: tuple[Evidence, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    memory: int = MEMORY

    def __repr__(self) -> str:
        return f"<Evidence of {self.size} bytes, sha256 {self.sha256[:12]}>"

    def open(self) -> BinaryIO:
        """Return a fresh stream over the bytes, from the first; readers that stream use this.

        Reading from it raises `InputError` when the file changes or a budget is spent.
        """
        return self.opener()

    @cached_property
    def data(self) -> bytes:
        """All bytes, for readers that cannot stream.

        Raises
        ------
        InputError
            When they are more than `memory`.
        """
        kept = io.BytesIO()
        with self.open() as stream:
            while piece := stream.read(_CHUNK):
                if kept.tell() + len(piece) > self.memory:
                    raise exceeded("memory", _TOO_LARGE.format(self.memory), self.name)
                kept.write(piece)
        return kept.getvalue()


_TOO_LARGE = "is larger than {:,} bytes, the most this reader holds at once"


def open_evidence(
    path: str | os.PathLike[str],
    *,
    max_bytes: int | None = None,
    budget: Budget | None = None,
    odometer: Odometer | None = None,
) -> Evidence:
    """Open a file, or standard input when `path` is ``-``, and hash it in one pass.

    Parameters
    ----------
    max_bytes : int, optional
        Refuse what is larger. Files have no limit of their own; standard input has that of the budget.
    odometer : Odometer, optional
        Counts the bytes of this pass and of every later one.

    Raises
    ------
    InputError
        When it is missing, a directory, a pipe, unreadable, changing, too large, empty or plainly binary.
    """
    name = str(path)
    budget = budget or Budget()
    if name == "-":
        return _from_stdin(max_bytes or budget.bytes_out, budget, odometer)
    try:
        return _from_file(name, max_bytes, budget, odometer)
    except FileNotFoundError:
        raise InputError("no such file", where=name, hint=_nearest(name)) from None
    except IsADirectoryError:
        raise InputError("is a directory", where=name, hint=_FOLDER) from None
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
    _judge_head(data[:HEAD], name)
    return Evidence(name, data[:HEAD], hashlib.sha256(data).hexdigest(), len(data), partial(io.BytesIO, data))


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
    return Evidence(name, b"", digest.hexdigest(), size, io.BytesIO, frame)


def _from_file(name: str, max_bytes: int | None, budget: Budget, odometer: Odometer | None) -> Evidence:
    path = Path(name).absolute()
    digest = hashlib.sha256()
    with open_file(path, name, None, odometer) as stream:
        head = stream.read(HEAD)
        _judge_head(head, name)
        identity = cast("FileBytes", stream.raw).identity  # type: ignore[attr-defined]
        if max_bytes is not None and identity.size > max_bytes:
            raise exceeded("bytes_out", f"is larger than {max_bytes:,} bytes", name)
        stream.seek(0)
        survey = _hashed(stream, digest, _text_begins(head) if identity.size >= _LARGE else None)
    opener = Reopening(open_again, path, name, identity, odometer)
    opener.survey = survey
    return Evidence(name, head, digest.hexdigest(), identity.size, opener, memory=budget.memory)


def _text_begins(head: bytes) -> int | None:
    """Where text begins that is to be surveyed as `decode` would do it; None for all else."""
    from leakcheck.readers.intake.binaries import opened_format
    from leakcheck.readers.intake.encodings.sniffing import BY_LINE, sniff

    if opened_format(head) is not None:
        return None
    skip, codec = sniff(head)
    return skip if codec == BY_LINE else None


def _hashed(stream: BinaryIO, digest: hashlib._Hash, skip: int | None) -> Survey | None:
    """Hash a stream, and from byte `skip` on survey it, unless a line is longer than any record."""
    if skip is None:
        while piece := stream.read(_CHUNK):
            digest.update(piece)
        return None
    from leakcheck.readers.intake.encodings.surveying import Surveyor

    digest.update(stream.read(skip))
    surveyor = Surveyor()
    while piece := stream.read(_CHUNK):
        digest.update(piece)
        if surveyor.held <= _LONGEST:
            surveyor.feed(piece)
    return surveyor.finish() if surveyor.held <= _LONGEST else None


def _from_stdin(max_bytes: int, budget: Budget, odometer: Odometer | None) -> Evidence:
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("is closed", where=_STDIN, hint="pipe a file into it, or name the file")
    stream = sys.stdin.buffer if odometer is None else odometer.counted(sys.stdin.buffer)
    spool = Spool(_STDIN)
    try:
        head = stream.read(HEAD)
        _judge_head(head, _STDIN)
        spool.write(head)
        while piece := stream.read(_CHUNK):
            spool.write(piece)
            if spool.size > max_bytes:
                raise exceeded("bytes_out", f"is larger than {max_bytes:,} bytes", _STDIN)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=_STDIN, hint="name the file instead"
        ) from None
    opener = spool.open if odometer is None else lambda: odometer.counted(spool.open())
    return Evidence(_STDIN, head, spool.sha256, spool.size, opener, memory=budget.memory)


def _judge_head(head: bytes, name: str) -> None:
    """Refuse by the first bytes, so that an endless run of nothing stops at once."""
    if not head:
        raise InputError("is empty", where=name, hint="give a file or text with at least one record")
    refuse_binary(head, name)
    if len(head) >= HEAD and not head.strip(b"\x00"):
        raise InputError("holds binary data, not text", where=name, hint="check the path")


def _nearest(name: str) -> str:
    """Hint at the file name most like the missing one in the same folder."""
    path = Path(name)
    try:
        present = sorted(entry.name for entry in path.parent.iterdir())[:10_000]
    except (OSError, ValueError):
        return "check the path: the folder does not exist either"
    import difflib

    close = difflib.get_close_matches(path.name, present, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else "check the path"
