"""Credential lists: ``mail:pass``, ``user:hash:salt``, ``url:user:pass`` and their cousins.

The password is whatever stands behind what is known, so a separator in it loses nothing. The layout is
decided by a vote of the whole file's sample; every line that reads otherwise is reported.
"""

from __future__ import annotations

from leakcheck.errors import InputError
from leakcheck.model import Reading, Table
from leakcheck.readers.combo.bidding import combo_bid
from leakcheck.readers.combo.layout import named
from leakcheck.readers.combo.records import CredentialList
from leakcheck.readers.combo.sampling import sample
from leakcheck.readers.combo.vote import Vote, vote
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

TITLE = "Credential list (mail:pass, user:hash:salt, url:user:pass)"
EXAMPLE: bytes | None = b"a.sharma@example.in:hunter2\nb.rao@example.org:pa:ss\n"


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are credentials, one a line: addresses, URLs or hashes as anchors."""
    return combo_bid(decode_head(head))


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read a credential list; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, or no line reads as credentials.
    """
    decoded = decode(evidence, options.encoding)
    chosen = vote(sample(decoded.lines()))
    if chosen is None:
        hint = "one record a line, such as mail:password; or name another format with --input-format"
        raise InputError("holds no line that reads as credentials", where=evidence.name, hint=hint)
    book = LedgerBook(evidence.size)
    rows = CredentialList(decoded.lines, chosen, book, evidence.name)
    names = unique_names([*(chosen.names or chosen.layout.columns), *rows.extra])
    return Table(names, _reading(evidence, decoded, chosen), rows.blocks(), book.finish)


def _reading(evidence: Evidence, decoded: Decoded, chosen: Vote) -> Reading:
    runner_up = f"{chosen.runner_up} ({chosen.runner_share:.1%})" if chosen.runner_up else "none"
    return Reading(
        source=evidence.name,
        format="combolist",
        encoding=decoded.encoding,
        size=evidence.size,
        sha256=evidence.sha256,
        details={
            "layout": chosen.layout.name,
            "separator": named(chosen.layout.separator),
            "share": f"{chosen.share:.1%} of {chosen.total:,} lines looked at",
            "runner_up": runner_up,
            "header": "names the columns" if chosen.header else "none",
            "newline": decoded.newline,
        },
        notes=decoded.notes,
    )
