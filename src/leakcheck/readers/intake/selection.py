"""Which of the files found inside are read: the one named, or all that look like the same table.

Why by the first bytes: an archive of many large files would otherwise be unpacked twice. What the heads
promise is checked again when the files are read; one that then differs is rejected with its reason.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from leakcheck.errors import InputError, UsageError
from leakcheck.frozen import dataclass, replace
from leakcheck.model import Ledger, Reading, Table
from leakcheck.readers.intake.binaries import opened_format
from leakcheck.readers.intake.bounds import bounded
from leakcheck.readers.intake.budget import BudgetError
from leakcheck.readers.intake.choice import reader_of
from leakcheck.readers.intake.contents import Contents
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import HEAD, Evidence
from leakcheck.safe import show

if TYPE_CHECKING:
    from leakcheck.readers.intake.chaining import Keys

_NAMED = 20
_Kind = tuple[str, frozenset[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to read, those that are not with the reason, and notes for the reading."""

    leaves: tuple[Evidence, ...]
    refused: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    input_format: str | None
    options: ReadOptions

    def table(self, evidence: Evidence) -> Table:
        """Read the files selected as one table; `evidence` is what was given, for hash and size."""
        leaf = self.leaves[0]
        first = self._read(leaf)
        reading = replace(first.reading, notes=(*self.notes, *self._unread(), *first.reading.notes))
        if len(self.leaves) == 1 and not evidence.parts:
            details = {**reading.details, "member": leaf.member} if leaf.member else reading.details
            return replace(first, reading=replace(reading, details=details))
        if len(self.leaves) > 1:
            reading = replace(reading, source=evidence.name)
        reading = replace(reading, sha256=evidence.sha256, size=evidence.size)
        from leakcheck.readers.intake.chaining import File, chained

        files = [File(leaf.member or leaf.name, partial(self._read, leaf)) for leaf in self.leaves]
        return chained(first, reading, files, self.refused)

    def _unread(self) -> list[str]:
        """One note a file that is not read; of very many only the first, the ledger has them all."""
        notes = [f"not read: {show(name)}: {reason}" for name, reason in self.refused[:_NAMED]]
        more = len(self.refused) - _NAMED
        return [*notes, f"not read: {more:,} more file(s)"] if more > 0 else notes

    def _read(self, leaf: Evidence) -> Table:
        return read_leaf(leaf, self.input_format, self.options)


def read_leaf(leaf: Evidence, input_format: str | None, options: ReadOptions) -> Table:
    """Read one file; what is found out about its container's damage goes into the ledger.

    A reader that says ``READS_CUTS = True`` finds whole records before a cut itself; for all others a line
    torn by a cut is held back.
    """
    reader = reader_of(leaf, input_format, options)
    wholeness = leaf.wholeness
    if wholeness is None:
        return bounded(reader.read(leaf, options), options.budget, leaf)
    if not getattr(reader, "READS_CUTS", False) and opened_format(leaf.head) is None:
        from leakcheck.readers.intake.wholeness import whole_lines

        leaf = replace(leaf, opener=whole_lines(leaf.opener, wholeness, leaf.head))
    try:
        table = bounded(reader.read(leaf, options), options.budget, leaf)
    except BudgetError:
        raise
    except InputError as error:
        if not wholeness.reason:
            raise
        what = f"{error.message}; {wholeness.reason}"
        raise InputError(what, where=error.where, hint="get the file again") from None
    finish = table.ledger

    def ledger() -> Ledger:
        return wholeness.amend(finish())

    return replace(table, reading=_noted(table.reading, leaf.notes), ledger=ledger)


def _noted(reading: Reading, notes: Sequence[str]) -> Reading:
    return replace(reading, notes=(*notes, *reading.notes))


def select(contents: Contents, input_format: str | None, options: ReadOptions) -> Selection:
    """Choose among what was found.

    Raises
    ------
    UsageError
        When the member named is not there.
    InputError
        When nothing found can be read.
    """
    leaves, refused = contents.leaves, contents.refused
    if options.member is not None:
        leaves, refused = (_named(leaves, refused, options.member),), ()
    if len(leaves) > 1:
        leaves, others = _largest_group(leaves, input_format, options)
        refused = (*refused, *others)
    return Selection(leaves, refused, contents.notes, input_format, options)


def _named(leaves: Sequence[Evidence], refused: Sequence[tuple[str, str]], name: str) -> Evidence:
    wanted = show(name)
    found = [leaf for leaf in leaves if leaf.member == wanted]
    found = found or [leaf for leaf in leaves if leaf.member.rpartition("/")[2] == wanted]
    if len(found) == 1:
        return found[0]
    for other, reason in refused:
        if other == wanted:
            raise InputError(reason, where=other, hint="choose another member")
    names = [leaf.member for leaf in leaves if leaf.member]
    import difflib

    from leakcheck.readers.intake.chaining import listed

    close = difflib.get_close_matches(wanted, names, n=1) if not found else []
    hint = f"did you mean {close[0]!r}?" if close else "members: " + listed(iter(names))
    raise UsageError(
        "names several files" if found else "no such file in the archive",
        where="--member",
        hint=hint if names else "leave it out",
    )


def _largest_group(
    leaves: Sequence[Evidence], input_format: str | None, options: ReadOptions
) -> tuple[tuple[Evidence, ...], list[tuple[str, str]]]:
    """The files of the same reader and columns that are largest together, and the others with a reason."""
    groups: dict[_Kind, list[Evidence]] = {}
    refused: list[tuple[str, str]] = []
    first_error: InputError | None = None
    for leaf in leaves:
        try:
            kind = _kind(leaf, input_format, options)
        except BudgetError:
            raise
        except InputError as error:
            first_error = first_error or error
            refused.append((leaf.member or leaf.name, error.message))
        else:
            groups.setdefault(kind, []).append(leaf)
    if first_error is not None and not groups:
        raise first_error
    best = max(groups.values(), key=lambda group: sum(leaf.length or leaf.size for leaf in group))
    for group in groups.values():
        if group is not best:
            refused += [
                (leaf.member or leaf.name, "is another table: choose it with --member") for leaf in group
            ]
    return tuple(best), refused


def _kind(leaf: Evidence, input_format: str | None, options: ReadOptions) -> _Kind:
    """Reader and columns, found from the head alone where the head suffices."""
    reader = reader_of(leaf, input_format, options)
    keys = _head_keys(leaf, reader, options) if len(leaf.head) == HEAD else None
    if keys is None:
        from leakcheck.readers.intake.chaining import column_keys

        keys = column_keys(reader.read(leaf, options).columns)
    return reader.__name__, frozenset(keys)


def _head_keys(leaf: Evidence, reader: ModuleType, options: ReadOptions) -> Keys | None:
    """Columns as the whole lines of the head show them; None when they do not."""
    end = leaf.head.rfind(b"\n") + 1
    if not end or opened_format(leaf.head) is not None or b"\x00" in leaf.head:
        return None
    from leakcheck.readers.intake.chaining import column_keys

    beginning = replace(leaf, opener=partial(io.BytesIO, leaf.head[:end]), wholeness=None)
    try:
        return column_keys(reader.read(beginning, options).columns)
    except InputError:
        return None
