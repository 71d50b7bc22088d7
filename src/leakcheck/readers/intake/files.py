"""Several files, or folders of files, as one claim.

Why the hash of a list: there are no bytes of the whole. The hash of a claim is SHA-256 over the output of
``sha256sum`` for its files in order of name (``<hash>  <name>`` and LF), which anybody can make again.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from leakcheck.errors import InputError
from leakcheck.readers.intake.budget import Budget, BudgetError, exceeded
from leakcheck.readers.intake.odometer import Odometer
from leakcheck.readers.intake.source import Evidence, open_evidence
from leakcheck.safe import show

_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


def open_many(
    paths: Sequence[str | os.PathLike[str]],
    *,
    budget: Budget | None = None,
    odometer: Odometer | None = None,
) -> Evidence:
    """Open files and folders as one piece of evidence; one file alone is simply opened.

    Folders are searched to the bottom, in order of name; hidden files, links and what operating systems leave
    behind are passed over, and said so.

    Raises
    ------
    InputError
        When nothing can be opened, or there are more files than the budget's entries.
    """
    budget = budget or Budget()
    if len(paths) == 1 and not Path(paths[0]).is_dir():
        return open_evidence(paths[0], budget=budget, odometer=odometer)
    passed: list[str] = []
    found: list[str] = []
    for path in paths:
        found += _files(Path(path), passed) if Path(path).is_dir() else [str(path)]
        if len(found) > budget.entries:
            raise exceeded("entries", f"are more than {budget.entries:,} files", str(path))
    parts, refused = _opened(sorted(dict.fromkeys(found)), budget, odometer)
    name = str(paths[0]) if len(paths) == 1 else f"{len(parts):,} files"
    if not parts:
        reason = f" ({show(refused[0][0])} {refused[0][1]})" if refused else ""
        raise InputError(f"holds no file to read{reason}", where=name, hint="name the files one by one")
    listing = "".join(f"{part.sha256}  {part.name}\n" for part in parts).encode("utf-8", "surrogateescape")
    notes = (f"passed over: {len(passed):,} hidden file(s), link(s) or special file(s)",) if passed else ()
    return Evidence(
        name=name,
        head=b"",
        sha256=hashlib.sha256(listing).hexdigest(),
        size=sum(part.size for part in parts),
        opener=io.BytesIO,
        notes=notes,
        parts=tuple(parts),
        refused=tuple(refused),
    )


def _opened(
    names: list[str], budget: Budget, odometer: Odometer | None
) -> tuple[list[Evidence], list[tuple[str, str]]]:
    parts: list[Evidence] = []
    refused: list[tuple[str, str]] = []
    for name in names:
        try:
            parts.append(open_evidence(name, budget=budget, odometer=odometer))
        except BudgetError:
            raise
        except InputError as error:
            refused.append((name, error.message))
    return parts, refused


def _files(folder: Path, passed: list[str]) -> Iterator[str]:
    """Regular files below a folder; what is passed over goes into `passed`."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        raise InputError(reason, where=str(folder), hint="check the permissions of the folder") from None
    for entry in entries:
        if entry.name.startswith(".") or entry.name.casefold() in _JUNK or entry.is_symlink():
            passed.append(entry.name)
        elif entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), passed)
        elif entry.is_file(follow_symlinks=False):
            yield entry.path
        else:
            passed.append(entry.name)
