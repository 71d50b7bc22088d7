"""Score a reading against the truth: header, records and cells, as the literature on polluted CSV does.

Score of one file = 1 for success + precision, recall and F1 of header, records and cells (10 at most).
A record counts there with its cells joined, so a wrong split costs nothing; therefore *aligned*
beside it: the share of true records that come out as exactly the same list of cells.
Source: G. Vitagliano et al., "Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from leakcheck.errors import InputError
from leakcheck.readers import ReadOptions, from_bytes, read
from leakcheck.writers import cells_of

Row = Sequence[str]


@dataclass(frozen=True)
class Variant:
    """One generated file and what it means.

    `also` gives further right readings of a record by its position: a glued pair of cells, say, may
    be left where it is or be told apart. `optional` are lines that may come out as records or not: a
    row of units, a subtotal.
    """

    kind: str
    name: str
    data: bytes
    header: Row
    rows: Sequence[Row]
    also: dict[int, Sequence[Row]] = field(default_factory=dict)
    optional: Sequence[Row] = ()


@dataclass(frozen=True)
class Outcome:
    """What came out: the export, the ledger's reports, CPU seconds; `error` when nothing did."""

    header: Row = ()
    rows: Sequence[Row] = ()
    lines: Sequence[int] = ()
    reported: int = 0
    rejected: int = 0
    details: dict[str, str] = field(default_factory=dict)
    error: str = ""
    seconds: float = 0.0


def read_variant(data: bytes, input_format: str | None = None, options: ReadOptions | None = None) -> Outcome:
    """Read unaided, export as text: missing cells at the end of a record are left out, others are empty."""
    began = time.process_time()
    try:
        table = read(from_bytes(data), input_format=input_format, options=options)
        rows: list[Row] = []
        lines: list[int] = []
        for block in table.blocks:
            rows.extend(map(_written, zip(*map(cells_of, block.columns), strict=True)))
            lines.extend(block.rows)
        ledger = table.ledger()
    except InputError as error:
        return Outcome(error=error.message, seconds=time.process_time() - began)
    details = dict(table.reading.details)
    header = () if details.get("header") == "none" else table.labels or table.columns
    spent = time.process_time() - began
    return Outcome(header, rows, lines, ledger.events_total, ledger.rejected, details, seconds=spent)


def _written(cells: Sequence[str | None]) -> Row:
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cell or "" for cell in cells[:end])


def matched(variant: Variant, found: Outcome) -> list[Row]:
    """The true records, each in that one of its right readings which came out, else the first."""
    out = Counter(tuple(row) for row in found.rows)
    truth: list[Row] = []
    for i, row in enumerate(variant.rows):
        choice = next((c for c in (row, *variant.also.get(i, ())) if out[tuple(c)] > 0), row)
        out[tuple(choice)] -= 1
        truth.append(tuple(choice))
    spare = Counter(map(tuple, variant.optional))
    return truth + [row for row, n in spare.items() for _ in range(min(n, max(0, out[row])))]


def score(variant: Variant, found: Outcome) -> float:
    """Score of one file, 0 to 10."""
    if found.error:
        return 0.0
    truth = matched(variant, found)
    return (
        1.0
        + sum(_measures(variant.header, found.header))
        + sum(_measures(map("".join, truth), map("".join, found.rows)))
        + sum(_measures((c for r in truth for c in r), (c for r in found.rows for c in r)))
    )


def aligned(variant: Variant, found: Outcome) -> tuple[int, int]:
    """Count true records that came out exactly, and true records."""
    out = Counter(tuple(row) for row in found.rows)
    truth = Counter(tuple(row) for row in matched(variant, found))
    return sum(min(n, out[row]) for row, n in truth.items()), sum(truth.values())


def lost_unreported(variant: Variant, found: Outcome) -> int:
    """Records that neither came out nor were reported as rejected."""
    return max(0, len(variant.rows) - len(found.rows) - found.rejected)


def _measures(truth: Iterable[Hashable], found: Iterable[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two bags; two empty bags agree."""
    want, got = Counter(truth), Counter(found)
    wanted, given = sum(want.values()), sum(got.values())
    if not wanted and not given:
        return 1.0, 1.0, 1.0
    both = sum(min(n, got[key]) for key, n in want.items())
    precision = both / given if given else 0.0
    recall = both / wanted if wanted else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


@dataclass
class Totals:
    """Means over many variants, and the worst of them."""

    scores: list[float] = field(default_factory=list)
    right: int = 0
    records: int = 0
    errors: int = 0
    losing: int = 0
    slowest: float = 0.0
    worst: list[tuple[float, str]] = field(default_factory=list)

    def add(self, variant: Variant, found: Outcome) -> None:
        """Count one variant."""
        points = score(variant, found)
        right, records = aligned(variant, found)
        lost = lost_unreported(variant, found)
        self.scores.append(points)
        self.right += right
        self.records += records
        self.errors += bool(found.error)
        self.losing += lost > 0
        self.slowest = max(self.slowest, found.seconds)
        if points < 9.999 or right < records or lost:
            note = found.error or f"aligned {right}/{records}" + (f", LOST {lost}" if lost else "")
            self.worst.append((points, f"{variant.kind} {variant.name}: {note}"))

    @property
    def mean(self) -> float:
        """Mean score."""
        return sum(self.scores) / len(self.scores) if self.scores else 0.0

    @property
    def share(self) -> float:
        """Percent of true records that came out exactly."""
        return 100 * self.right / self.records if self.records else 100.0
