"""How much of a text is a drawn table."""

from __future__ import annotations

from collections.abc import Sequence

from leakcheck.readers.markup.expanded import expanded_pairs, is_record_line
from leakcheck.readers.markup.rulers import ruler

_LINES = 400
_LONG = 20_000
_SURE = 0.98


def drawn_bid(lines: Sequence[str]) -> float:
    """Score between 0 and 1 for the first lines of a text."""
    lines = [line[:_LONG] for line in lines[:_LINES]]
    content = sum(bool(line.strip()) for line in lines)
    counters = sum(bool(is_record_line(line)) for line in lines)
    if counters:
        covered = counters + sum(pair.last - pair.line + 1 for pair in expanded_pairs(lines))
        return _weighed(covered, content, 1.0)
    rulers = sum(ruler(line) is not None for line in lines)
    if not rulers:
        return 0.0
    from leakcheck.readers.markup.drawn import drawn_rows

    rows = [row for row in drawn_rows(lines) if len(row.cells) > 1]
    widths = {row.table: len(row.cells) for row in reversed(rows)}
    fitting = [row for row in rows if abs(len(row.cells) - widths[row.table]) <= 1]
    records = sum(not row.part for row in fitting)
    if not records or len(fitting) * 2 < len(rows):
        return 0.0
    return _weighed(rulers + sum(row.last - row.line + 1 for row in fitting), content, _SURE)


def _weighed(covered: int, content: int, most: float) -> float:
    """Sure when half of the lines belong to the table; text around it takes from that."""
    share = min(1.0, covered / max(1, content))
    return most if share >= 0.5 else most * (0.5 + share)
