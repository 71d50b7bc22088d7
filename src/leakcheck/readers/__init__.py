"""Evidence in any format to a table of text columns with a ledger.

A reader is one public module of this folder: `TITLE`, `EXAMPLE`, ``bid(head)`` and
``read(evidence, options)``. Nothing is registered and nothing goes by file names: readers bid on the
first bytes and the best bid reads; one that says ``MOST_BID`` never bids more, and is not asked once another
has. Before that `containers` opens what the evidence comes wrapped in.
What readers share lives in `intake`, the machinery of transcribed text in `transcript`.
"""

from __future__ import annotations

from collections.abc import Sequence

from leakcheck.frozen import replace
from leakcheck.model import Table
from leakcheck.readers.intake.anything import evidence_of
from leakcheck.readers.intake.binaries import is_plain
from leakcheck.readers.intake.budget import Budget, BudgetError
from leakcheck.readers.intake.choice import formats, reader_of
from leakcheck.readers.intake.contents import Contents
from leakcheck.readers.intake.files import open_many
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.selection import Selection, select
from leakcheck.readers.intake.source import Evidence, from_bytes, from_frame, from_text, open_evidence

__all__ = [
    "Budget",
    "BudgetError",
    "Evidence",
    "ReadOptions",
    "evidence_of",
    "formats",
    "from_bytes",
    "from_frame",
    "from_text",
    "open_evidence",
    "open_many",
    "read",
    "read_many",
    "sources_of",
]


def read(evidence: Evidence, *, input_format: str | None = None, options: ReadOptions | None = None) -> Table:
    """Read evidence with the reader named, or with the one that bids highest on its content.

    Containers are opened first. Where they hold several files, those that look like the same table are read
    as one; `leakcheck.readers.intake.chaining` says how lines are numbered then.

    Parameters
    ----------
    evidence : Evidence
        From `open_evidence`, `open_many`, `from_text`, `from_bytes` or `from_frame`.
    input_format : str, optional
        Name of a reader (see `formats`).
    options : ReadOptions, optional
        Known labels, delimiter, encoding, table, member, budget.

    Raises
    ------
    UsageError
        When the format, delimiter, encoding or member named does not exist.
    InputError
        When the evidence fits no reader or holds no record.
    BudgetError
        When it costs more than it may; also while the blocks are read.
    """
    options = options or ReadOptions()
    if evidence.frame is not None:
        table: Table = reader_of(evidence, input_format, options).read(evidence, options)
        return table
    return _selected(evidence, input_format, options).table(evidence)


def read_many(
    evidences: Sequence[Evidence], *, input_format: str | None = None, options: ReadOptions | None = None
) -> Table:
    """Read several pieces of evidence as one claim, in the order given; see `read` and `open_many`."""
    first = evidences[0]
    if len(evidences) == 1:
        return read(first, input_format=input_format, options=options)
    size = sum(evidence.size for evidence in evidences)
    together = replace(first, parts=tuple(evidences), size=size, name=f"{len(evidences):,} files")
    return read(together, input_format=input_format, options=options)


def sources_of(
    evidence: Evidence, *, input_format: str | None = None, options: ReadOptions | None = None
) -> tuple[Evidence, ...]:
    """The files that `read` reads, in its order, containers opened: for who needs the lines themselves."""
    options = options or ReadOptions()
    if evidence.frame is not None:
        return (evidence,)
    return _selected(evidence, input_format, options).leaves


def _selected(evidence: Evidence, input_format: str | None, options: ReadOptions) -> Selection:
    if is_plain(evidence.head) and not evidence.parts:
        return select(Contents((evidence,)), input_format, options)
    from leakcheck.readers.containers import unpack_all

    return select(unpack_all(evidence, options.budget), input_format, options)
