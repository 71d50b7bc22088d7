"""The terminal: colour or not, how wide, and writing the answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

WIDEST = 100


def is_terminal(stream: object) -> bool:
    """Whether a stream is a terminal; a closed or replaced one is none."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return False


def wants_color(choice: str, stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Decide on colour: the flag, then NO_COLOR (no-color.org), then FORCE_COLOR, then the terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int | None:
    """Cells a line on a terminal, at most 100; None in a pipe or a file."""
    if not is_terminal(stream):
        return None
    import shutil

    return min(shutil.get_terminal_size().columns, WIDEST)


def write(text: str, output: Path | None = None) -> bool:
    """Write the answer to standard output, or whole or not at all to a file.

    Returns
    -------
    bool
        False when nobody reads standard output any more: what takes long may then stop.

    Raises
    ------
    UsageError
        When the file cannot be written.
    """
    if output is None:
        return _print(text)
    from leakcheck.writers._whole import whole

    with whole(output) as out:
        out.write(text.encode("utf-8"))
    return True


def _print(text: str) -> bool:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough; the exit code still counts
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
