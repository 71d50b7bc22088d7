"""Credential lists: ``mail:pass``, ``user:hash:salt``, ``url:user:pass`` and their cousins.

The password is whatever stands behind what is known, so a separator in it loses nothing. The layout is
decided by a vote of the whole file's sample; every line that reads otherwise is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from leakcheck.errors import InputError
from leakcheck.model import Reading, Table
from leakcheck.readers.intake.columns import unique_names
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.ledgerbook import LedgerBook
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

if TYPE_CHECKING:
    from leakcheck.readers.combo.vote import Vote

TITLE = "Credential list (mail:pass, user:hash:salt, url:user:pass)"
EXAMPLE: bytes | None = b"a.sharma@example.in:hunter2\nb.rao@example.org:pa:ss\n"
MOST_BID = 0.98
_SURE = 0.8
_HEADING = 20
_WIDEST = 4


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are credentials, one a line: addresses, URLs or hashes as anchors."""
    from leakcheck.readers.combo.bidding import combo_bid

    lines = decode_head(head)
    found = combo_bid(lines)
    return 0.5 * found if found and _is_other_table(lines) else found


def _is_other_table(lines: Sequence[str]) -> bool:
    """Whether the lines are a table under a header that names no credentials, or of typed or many columns."""
    from leakcheck.readers.combo.heading import heading_layout
    from leakcheck.readers.combo.layout import SEPARATORS
    from leakcheck.readers.intake.bidding import table_evidence

    evidence = table_evidence(lines)
    wide = evidence.width > _WIDEST and evidence.delimiter not in (":", " ")
    if evidence.bid < _SURE or not (evidence.headed or evidence.typed or wide):
        return False
    return not any(heading_layout(line, sign) for line in lines[:_HEADING] for sign in SEPARATORS)


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read a credential list; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, or no line reads as credentials.
    """
    from leakcheck.readers.combo.records import CredentialList
    from leakcheck.readers.combo.sampling import sample
    from leakcheck.readers.combo.vote import vote
    from leakcheck.readers.intake.noting import noting

    decoded = decode(evidence, options.encoding)
    chosen = vote(sample(decoded.lines()))
    if chosen is None:
        hint = "one record a line, such as mail:password; or name another format with --input-format"
        raise InputError("holds no line that reads as credentials", where=evidence.name, hint=hint)
    book = LedgerBook(evidence.size)
    rows = CredentialList(decoded.lines, chosen, book, evidence.name)
    names = unique_names([*(chosen.names or chosen.layout.columns), *rows.extra])
    blocks = noting(rows.blocks(), decoded, book)
    return Table(names, _reading(evidence, decoded, chosen), blocks, book.finish)


def _reading(evidence: Evidence, decoded: Decoded, chosen: Vote) -> Reading:
    from leakcheck.readers.combo.layout import named

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
