"""Evidence in any format to a table of text columns with a ledger.

A reader is one public module of this folder: `TITLE`, `EXAMPLE`, ``bid(head)`` and
``read(evidence, options)``. Nothing is registered and nothing goes by file names: readers bid on the
first bytes and the best bid reads. What readers share lives in `intake`, the machinery of
transcribed text in `transcript`.
"""

from __future__ import annotations

import difflib
from itertools import islice
from types import ModuleType

from leakcheck import discover
from leakcheck.errors import InputError, UsageError
from leakcheck.model import Table
from leakcheck.readers.intake.decoding import decode
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import HEAD, Evidence, from_bytes, from_frame, from_text, open_evidence

__all__ = [
    "Evidence",
    "ReadOptions",
    "formats",
    "from_bytes",
    "from_frame",
    "from_text",
    "open_evidence",
    "read",
]

_ROOM = "readers"
_LEAST_BID = 0.1


def formats() -> tuple[str, ...]:
    """Names of the formats, for ``--input-format``."""
    return discover.names(_ROOM)


def read(evidence: Evidence, *, input_format: str | None = None, options: ReadOptions | None = None) -> Table:
    """Read evidence with the reader named, or with the one that bids highest on its content.

    Parameters
    ----------
    evidence : Evidence
        From `open_evidence`, `from_text`, `from_bytes` or `from_frame`.
    input_format : str, optional
        Name of a reader (see `formats`).
    options : ReadOptions, optional
        Known labels, delimiter, encoding.

    Raises
    ------
    UsageError
        When the format, delimiter or encoding named does not exist.
    InputError
        When the evidence fits no reader or holds no record.
    """
    options = options or ReadOptions()
    table: Table = _reader(evidence, input_format, options).read(evidence, options)
    return table


def _reader(evidence: Evidence, input_format: str | None, options: ReadOptions) -> ModuleType:
    if input_format is not None:
        reader = _named(input_format)
        if (evidence.frame is not None) != (reader.EXAMPLE is None):
            raise UsageError(
                f"format {input_format!r} does not fit this kind of evidence", hint="leave the format out"
            )
        return reader
    if evidence.frame is not None:
        return discover.load(_ROOM, "frame")
    return (
        discover.load(_ROOM, "csv") if options.delimiter is not None else _highest_bidder(evidence, options)
    )


def _named(name: str) -> ModuleType:
    try:
        return discover.load(_ROOM, name)
    except KeyError:
        close = difflib.get_close_matches(name, formats(), n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"formats: {', '.join(formats())}"
        raise UsageError("no such input format", where="--input-format", hint=hint) from None


def _highest_bidder(evidence: Evidence, options: ReadOptions) -> ModuleType:
    """Let every reader bid on the first bytes, brought to UTF-8 where the encoding was named."""
    head = evidence.head
    if options.encoding is not None:
        lines = islice(decode(evidence, options.encoding).lines(), 500)
        head = "\n".join(lines).encode("utf-8", "replace")[: HEAD - 1]
    bids = {name: float(discover.load(_ROOM, name).bid(head)) for name in formats()}
    best = max(bids, key=lambda name: bids[name])
    if bids[best] < _LEAST_BID:
        decode(evidence, options.encoding)
        raise InputError(
            "holds nothing that looks like records",
            where=evidence.name,
            hint="name the format with --input-format: " + ", ".join(f for f in formats() if f != "frame"),
        )
    return discover.load(_ROOM, best)
