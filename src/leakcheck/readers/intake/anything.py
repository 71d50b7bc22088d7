"""Whatever a caller hands over, as evidence: path, folder, several files, text, bytes, a pipe, a DataFrame.

Why one function: the command line, a notebook and a page must read the same thing from the same argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leakcheck.readers.intake.budget import Budget
from leakcheck.readers.intake.odometer import Odometer
from leakcheck.readers.intake.source import Evidence, from_bytes, from_frame, from_text, open_evidence

MAX_PATH = 1024
STANDARD_INPUT = "-"


def evidence_of(given: Any, budget: Budget | None = None, odometer: Odometer | None = None) -> Evidence:
    """Open anything.

    Parameters
    ----------
    given : Evidence, bytes, Path, str, sequence of paths or DataFrame
        A text of one line that names a file is that file; any other text is the evidence. ``-`` is standard
        input. Files and folders in a sequence are one claim. A folder must stand in one: a slip of the
        keyboard must not read a whole disk.
    odometer : Odometer, optional
        Counts the bytes of files and pipes, in this pass and in every later one.

    Raises
    ------
    InputError
        As `open_evidence` and `open_many`.
    """
    if isinstance(given, Evidence):
        return given
    if odometer is not None:
        odometer.hashing(given)
    if isinstance(given, bytes):
        return from_bytes(given, "standard input")
    if isinstance(given, str) and not _names_file(given):
        return from_text(given)
    if isinstance(given, str | Path):
        return open_evidence(given, budget=budget, odometer=odometer)
    if isinstance(given, Sequence):
        from leakcheck.readers.intake.files import open_many

        return open_many([str(path) for path in given], budget=budget, odometer=odometer)
    return from_frame(given)


def _names_file(text: str) -> bool:
    """Whether a text is a path: of one line; it exists, or has no blanks and ends like a file name."""
    if not text.strip() or "\n" in text.strip() or len(text) >= MAX_PATH:
        return False
    try:
        path = Path(text)
        return (
            text == STANDARD_INPUT
            or path.exists()
            or (len(text.split()) == 1 and 1 < len(path.suffix) <= 6 and path.suffix[1:].isalnum())
        )
    except (OSError, ValueError):
        return False
