"""Which reader reads: the one named, or the one that bids highest on the first bytes."""

from __future__ import annotations

from itertools import islice
from types import ModuleType

from leakcheck import discover
from leakcheck.errors import InputError, UsageError
from leakcheck.readers.intake.binaries import refuse_unread
from leakcheck.readers.intake.decoding import decode
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import HEAD, Evidence

_ROOM = "readers"
_LEAST_BID = 0.1
_LEAST_BINARY_BID = 0.5
_SURE = 0.9
_MOST_BID = 1.0


def formats() -> tuple[str, ...]:
    """Names of the formats, for ``--input-format``."""
    return discover.names(_ROOM)


def reader_of(evidence: Evidence, input_format: str | None, options: ReadOptions) -> ModuleType:
    """Choose the reader; containers must be opened before.

    Raises
    ------
    UsageError
        When the format named does not exist, or not for this kind of evidence.
    InputError
        When no reader bids.
    """
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
        import difflib

        close = difflib.get_close_matches(name, formats(), n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"formats: {', '.join(formats())}"
        raise UsageError("no such input format", where="--input-format", hint=hint) from None


def _highest_bidder(evidence: Evidence, options: ReadOptions) -> ModuleType:
    """Let every reader bid on the first bytes, brought to UTF-8 where the encoding was named."""
    head = evidence.head
    if options.encoding is not None:
        lines = islice(decode(evidence, options.encoding).lines(), 500)
        head = "\n".join(lines).encode("utf-8", "replace")[: HEAD - 1]
    bids = _bids(head)
    # A workbook that is not compressed shows its text, which any reader of text may bid on.
    sure = {name: bids[name] for name in bids if bids[name] >= _SURE and _is_binary(name)}
    bids = sure or bids
    best = max(bids, key=lambda name: bids[name])
    if bids[best] < _LEAST_BINARY_BID:
        refuse_unread(evidence.head, evidence.name)
    if bids[best] < _LEAST_BID:
        decode(evidence, options.encoding)
        raise InputError(
            "holds nothing that looks like records",
            where=evidence.name,
            hint="name the format with --input-format: " + ", ".join(f for f in formats() if f != "frame"),
        )
    return discover.load(_ROOM, best)


def _bids(head: bytes) -> dict[str, float]:
    """Bids by name, sorted, without those of readers whose ``MOST_BID`` is below a bid already made.

    Why: what a pasted record surely is need not wait for readers of tables.
    """
    most = {name: getattr(discover.load(_ROOM, name), "MOST_BID", _MOST_BID) for name in formats()}
    bids: dict[str, float] = {}
    for name in sorted(most, key=lambda name: -most[name]):
        if most[name] >= max(bids.values(), default=0.0):
            bids[name] = float(discover.load(_ROOM, name).bid(head))
    return dict(sorted(bids.items()))


def _is_binary(name: str) -> bool:
    """Whether what the reader reads is no text, by its example."""
    example = discover.load(_ROOM, name).EXAMPLE
    return example is not None and b"\x00" in example
