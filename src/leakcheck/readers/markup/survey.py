"""First walk over a page: which of its tables holds the records, and which look the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from leakcheck.errors import InputError
from leakcheck.folding import fold_label
from leakcheck.readers.intake.header import is_known
from leakcheck.readers.markup.grid import GridRow

MAX_TABLES = 200_000
_MAX_PAIRS = 200


@dataclass(slots=True)
class Facts:
    """What the first walk learns of one table."""

    number: int
    rows: int = 0
    filled: int = 0
    widths: Counter[int] = field(default_factory=Counter)
    first: tuple[str, ...] = ()
    headed: bool = False
    labels: int = 0
    people: int = 0

    @property
    def width(self) -> int:
        """Modal number of cells; the wider one where two are as common."""
        return max(self.widths.items(), key=lambda pair: (pair[1], pair[0]))[0] if self.widths else 0

    @property
    def is_pairs(self) -> bool:
        """Whether this is one record: labels in the first column, one value beside each."""
        return (
            self.width == 2
            and 1 < self.rows <= _MAX_PAIRS
            and self.labels * 4 >= 3 * self.rows
            and not self.people
            and not self.headed
        )


def survey(rows: Iterable[GridRow], is_label: Callable[[str], float], where: str) -> list[Facts]:
    """Facts of every table that has a filled cell, in the order of the page.

    Raises
    ------
    InputError
        When there are more tables than any page has.
    """
    found: dict[int, Facts] = {}
    known: dict[str, bool] = {}
    for row in rows:
        if row.nested or not any(row.cells):
            continue
        facts = found.setdefault(row.table, Facts(row.table))
        if len(found) > MAX_TABLES:
            hint = "is it a web page? save the part with the records"
            raise InputError(f"holds more than {MAX_TABLES:,} tables", where=where, hint=hint)
        if row.own > 1 and not facts.widths:
            facts.first = tuple(fold_label(cell or "") for cell in row.cells[:_MAX_PAIRS])
            facts.headed = all(row.heads)
        if row.own > 1 or not facts.widths:
            facts.widths[len(row.cells)] += 1
        facts.rows += 1
        facts.filled += sum(map(bool, row.cells))
        if len(row.cells) == 2 and facts.rows <= _MAX_PAIRS:
            _count_labels(row, facts, known, is_label)
    return list(found.values())


def _count_labels(
    row: GridRow, facts: Facts, known: dict[str, bool], is_label: Callable[[str], float]
) -> None:
    label, value = (cell or "" for cell in row.cells)
    facts.labels += (row.heads[0] and not row.heads[1]) or _asked(label, known, is_label)
    facts.people += _asked(value, known, is_label)


def _asked(text: str, known: dict[str, bool], is_label: Callable[[str], float]) -> bool:
    if text not in known:
        if len(known) > 5_000:
            return False
        known[text] = is_known(text, is_label)
    return known[text]


def best_group(found: Sequence[Facts]) -> tuple[str, frozenset[int]]:
    """Kind (``rows`` or ``pairs``) and numbers of the tables to read as one.

    The table with most filled cells wins, the first and outermost of equals; tables of the same width and
    first row go with it, and so do those without any header behind one without.
    """
    pairs = [facts for facts in found if facts.is_pairs]
    others = [facts for facts in found if not facts.is_pairs and facts.width > 1]
    best = max(others, key=lambda facts: (facts.filled, -facts.number), default=None)
    if best is None or (pairs and sum(facts.filled for facts in pairs) > best.filled):
        return "pairs", frozenset(facts.number for facts in pairs)
    return "rows", frozenset(facts.number for facts in others if _is_like(facts, best))


def _is_like(facts: Facts, best: Facts) -> bool:
    if facts.number == best.number:
        return True
    return facts.width == best.width and facts.headed == best.headed and facts.first == best.first
