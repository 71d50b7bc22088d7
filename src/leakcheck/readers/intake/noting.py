"""What decoding did to single lines, told to the ledger once the records are out."""

from __future__ import annotations

from collections.abc import Iterator

from leakcheck.model import Block
from leakcheck.readers.intake.decoding import Decoded
from leakcheck.readers.intake.ledgerbook import LedgerBook


def noting(blocks: Iterator[Block], decoded: Decoded, book: LedgerBook) -> Iterator[Block]:
    """Yield the blocks, then note the lines that were not read as all the others were.

    Why behind the last block: room for events is bounded, and a rejected line matters more than one in
    another encoding. A file in which nothing was odd is not read again.
    """
    yield from blocks
    book.annotate(decoded.events())
