"""The nouns every room shares: frozen, without behaviour beyond their own sums.

Why: the floors can stay strict only if what passes between them is plain data. Cell values in
here are raw evidence; only `leakcheck.safe` may turn them into something printable.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum, StrEnum

from leakcheck.errors import InternalError
from leakcheck.extent import Partial, Sample
from leakcheck.forensicmodel import Forensics
from leakcheck.frozen import dataclass, field
from leakcheck.verdictmodel import AxisWeight, FamilyWeight, Verdict, WhatIf

__all__ = ["AxisWeight", "FamilyWeight", "Verdict", "WhatIf"]


class Outcome(StrEnum):
    """What a check found on one record. "Not tried" never looks like "passed"."""

    PASS = "pass"  # noqa: S105 - an outcome
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class Truth(IntEnum):
    """Kleene's three-valued logic, ordered so that and = min, or = max, not = 2 - x.

    Source: S. C. Kleene, Introduction to Metamathematics (1952), section 64.
    """

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


class NumberStatus(IntEnum):
    """What an identity number turned out to be; the code used in vectorised results (int8)."""

    MISSING = 0
    VALID = 1
    MASKED = 2
    MALFORMED = 3
    BAD_CHECKSUM = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so. `grade` is an Admiralty code: A-F for the source, 1-6 for the information."""

    id: str
    title: str
    publisher: str
    url: str
    kind: str
    grade: str
    published: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asserted: the evidence, the system named, and what is said about it."""

    evidence: str
    pack: str | None = None
    surface: str | None = None
    date: datetime.date | None = None
    records: int | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive records.

    `rows[i]` is the physical line (1-based) on which record i starts, `columns[j][i]` its text in column j,
    `None` where it had no such cell. A column is a list of `str | None` or a `pyarrow.StringArray`.
    """

    rows: Sequence[int]
    columns: tuple[Sequence[str | None], ...]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class LineEvent:
    """One physical line that was not simply read, with the reason in safe words."""

    line: int
    kind: str
    reason: str


LINE_CLASSES = (
    "header",
    "parsed",
    "repaired",
    "rejected",
    "blank",
    "comment",
    "preamble",
    "footer",
    "repeated_header",
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of every physical line: each is in exactly one class of `LINE_CLASSES`.

    `rows` counts records, which may span lines. `events` holds the first lines that were not
    simply read (bounded); `events_total` counts them all.
    """

    lines: int = 0
    header: int = 0
    parsed: int = 0
    repaired: int = 0
    rejected: int = 0
    blank: int = 0
    comment: int = 0
    preamble: int = 0
    footer: int = 0
    repeated_header: int = 0
    rows: int = 0
    size: int = 0
    events: tuple[LineEvent, ...] = ()
    events_total: int = 0

    def check(self) -> Ledger:
        """Return self, or raise `InternalError` when the classes do not sum to `lines`."""
        total = sum(getattr(self, name) for name in LINE_CLASSES)
        if total != self.lines:
            raise InternalError(f"ledger: {total} lines accounted for, {self.lines} read")
        return self


@dataclass(frozen=True, slots=True)
class Reading:
    """How the evidence was understood: a guess that stands in every report.

    `details`: further guesses by name (delimiter, header …). `transcribed`: typed or read off an image.
    """

    source: str
    format: str
    encoding: str
    size: int
    sha256: str
    details: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    transcribed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Evidence as text columns, their `labels` as written. `ledger()` may be called only after `blocks`."""

    columns: tuple[str, ...]
    reading: Reading
    blocks: Iterator[Block]
    ledger: Callable[[], Ledger]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column means, and why. `label` and `shape` are scores between 0 and 1."""

    index: int
    column: str
    field: str | None
    why: str
    label: float = 0.0
    shape: float = 0.0
    runner_up: str | None = None


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """Columns to fields: at most one column a field, every column listed."""

    columns: tuple[ColumnMapping, ...]
    notes: tuple[str, ...] = ()

    def index_of(self, name: str) -> int | None:
        """Column index holding field `name`, or None."""
        return next((c.index for c in self.columns if c.field == name), None)

    def fields(self) -> dict[str, int]:
        """Every mapped field with its column index."""
        return {c.field: c.index for c in self.columns if c.field}


@dataclass(frozen=True, slots=True)
class Example:
    """One failing record: where it stands and the raw cells the rule looked at."""

    row: int
    cells: tuple[tuple[str, str | None], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of the four outcomes. `rows` are the first failing rows, `examples` a few in full."""

    passed: int = 0
    failed: int = 0
    not_applicable: int = 0
    unknown: int = 0
    rows: tuple[int, ...] = ()
    examples: tuple[Example, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def tried(self) -> int:
        """Records on which the check could decide."""
        return self.passed + self.failed


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's result over the whole claim, with its weight.

    `log10_lr` is the log10 likelihood ratio of this check alone, source reliability applied: above 0 it is
    against the claim. `kind` is ``rule``, ``signal`` for a forensic signal (its tally has no failures: it
    speaks of the table), or ``mangled`` for damage done by a spreadsheet, never weighed; `columns`: places.
    """

    rule: str
    title: str
    family: str
    axis: str
    strength: str
    tally: Tally
    sources: tuple[str, ...]
    explain: str
    innocent: tuple[str, ...] = ()
    log10_lr: float = 0.0
    weighed: bool = True
    why_not: str = ""
    fields: tuple[str, ...] = ()
    rate_only: bool = False
    kind: str = "rule"
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Untested:
    """A check that could not be tried, and why."""

    rule: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Context:
    """A statement that cannot be checked from a record: printed, never weighed."""

    id: str
    statement: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a run found out; what a report format renders."""

    verdict: Verdict
    claim: Claim
    reading: Reading
    ledger: Ledger
    mapping: FieldMapping
    findings: tuple[Finding, ...]
    untested: tuple[Untested, ...]
    sources: tuple[Source, ...]
    context: tuple[Context, ...]
    versions: Mapping[str, str]
    surfaces: Mapping[str, int] = field(default_factory=dict)
    distrusted: tuple[str, ...] = ()
    proposal: str = ""
    context_total: int = 0
    seed: int = 0
    partial: Partial | None = None
    sample: Sample | None = None
    forensics: Forensics | None = None
