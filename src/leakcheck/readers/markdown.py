r"""Tables drawn in text: Markdown, psql and mysql output, org-mode, reStructuredText, column mode.

Also what the same clients print with one value a line (psql ``\x``, mysql ``\G``).
"""

from __future__ import annotations

from itertools import islice

from leakcheck.model import Table
from leakcheck.readers.intake.decoding import Decoded, decode, decode_head
from leakcheck.readers.intake.options import ReadOptions
from leakcheck.readers.intake.source import Evidence

TITLE = "Table drawn in text (Markdown, psql, mysql, reStructuredText)"
EXAMPLE: bytes | None = b"""| name      | age |
|-----------|-----|
| A. Sharma | 41  |
| B. Rao    | 35  |
"""
_LOOKED_AT = 2_000
_SIGNS = frozenset("|+:=-*")


def bid(head: bytes) -> float:
    """How sure (0 to 1) the bytes are a drawn table: a ruler between a header and rows of its width."""
    lines = decode_head(head)
    if not any(map(_may_draw, lines)):
        return 0.0
    from leakcheck.readers.markup.drawnbid import drawn_bid

    return drawn_bid(lines)


def _may_draw(line: str) -> bool:
    """Whether a line begins as rulers and counted records do."""
    first = line.lstrip("> \t")[:1]
    return first in _SIGNS or "\u2500" <= first <= "\u257f" or "[ RECORD " in line


def read(evidence: Evidence, options: ReadOptions) -> Table:
    """Read drawn tables; see `leakcheck.readers.read`.

    Raises
    ------
    InputError
        When it is not text, or holds no table with a record.
    """
    from leakcheck.readers.markup.assembly import Assembly
    from leakcheck.readers.markup.drawn import drawn_rows
    from leakcheck.readers.markup.expanded import expanded_pairs
    from leakcheck.readers.markup.page import measure
    from leakcheck.readers.markup.survey import survey

    decoded = decode(evidence, options.encoding)
    page = measure(decoded, drawn_rows)
    assembly = Assembly(evidence, page, "markdown", options.budget)
    if _is_expanded(decoded):
        return assembly.pairs(expanded_pairs(decoded.lines()), "one value a line")
    return assembly.tables(survey(page.rows(), options.is_label, evidence.name), options)


def _is_expanded(decoded: Decoded) -> bool:
    from leakcheck.readers.markup.expanded import is_record_line

    return any(map(is_record_line, islice(decoded.lines(), _LOOKED_AT)))
