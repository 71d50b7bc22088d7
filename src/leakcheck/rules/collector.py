"""Rule counts over a whole claim: update(block), merge(other), finish() -> Tally.

Memory is bounded for row rules; the answer does not depend on how the input was cut, because only
sums and the smallest row numbers are kept.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leakcheck.model import Example, Tally, Truth
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import CompiledRule
from leakcheck.rules.judging import (
    FAIL,
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    applies,
    applies_columns,
    judge,
    judge_columns,
)
from leakcheck.rules.record import Record
from leakcheck.rules.surfaces import Surfaces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_ROWS = 20
MAX_EXAMPLES = 3
MAX_NOTES = 5


@dataclass(slots=True)
class RowCollector:
    """Counts one row rule."""

    rule: CompiledRule
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    examples: list[Example] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def update_record(self, record: Record, surfaces: Surfaces, surface: int) -> None:
        """Count one record."""
        before = len(record.notes)
        outcome = judge(self.rule, record, surfaces, surface)
        self.counts[outcome] += 1
        fresh = self._notes(record.notes[before:])
        self.notes = sorted({*self.notes, *((record.row, n) for n in fresh)})[:MAX_NOTES]
        if outcome == FAIL:
            cells = tuple((name, record.text(name)) for name in self.rule.fields())
            self._keep([record.row], [Example(record.row, cells, "; ".join(dict.fromkeys(fresh)))])

    def _notes(self, fresh: list[tuple[str, str]]) -> list[str]:
        """Notes on what the rule expects; those on what merely decides whether it applies are noise."""
        about = self.rule.expect.fields() if self.rule.expect else ()
        return [f"{name} {note}" for name, note in fresh if name in about]

    def update_columns(self, columns: Columns, surfaces: Surfaces, surface: NDArray[np.int64]) -> None:
        """Count a block."""
        import numpy as np

        outcomes = judge_columns(self.rule, columns, surfaces, surface)
        for code, count in enumerate(np.bincount(outcomes, minlength=4).tolist()):
            self.counts[code] += count
        failing = np.flatnonzero(outcomes == FAIL)[:MAX_ROWS].tolist()
        self._keep(
            [columns.rows[i] for i in failing], [self._example(columns, i) for i in failing[:MAX_EXAMPLES]]
        )

    def _example(self, columns: Columns, index: int) -> Example:
        cells = []
        for name in self.rule.fields():
            encoded = columns.encoded(name)
            code = int(encoded.codes[index])
            cells.append((name, encoded.values[code] if code >= 0 else None))
        return Example(columns.rows[index], tuple(cells))

    def _keep(self, rows: list[int], examples: list[Example]) -> None:
        self.rows = sorted([*self.rows, *rows])[:MAX_ROWS]
        self.examples = sorted([*self.examples, *examples], key=lambda e: e.row)[:MAX_EXAMPLES]

    def merge(self, other: RowCollector) -> None:
        """Add another collector of the same rule."""
        self.counts = [a + b for a, b in zip(self.counts, other.counts, strict=True)]
        self.notes = sorted({*self.notes, *other.notes})[:MAX_NOTES]
        self._keep(other.rows, other.examples)

    def finish(self) -> Tally:
        """The counts, first failing rows and examples."""
        passed, failed, skipped, unknown = (self.counts[c] for c in (PASS, FAIL, NOT_APPLICABLE, UNKNOWN))
        notes = tuple(f"row {row}: {note}" for row, note in self.notes)
        return Tally(passed, failed, skipped, unknown, tuple(self.rows), tuple(self.examples), notes)


@dataclass(slots=True)
class GroupCollector:
    """Counts an aggregate rule: one group per distinct key, judged on its distinct values.

    Keys and values are kept as 64-bit hashes; a group also remembers its first row. Hash
    collisions (about n^2 / 2^65) can only merge two groups and are neglected.
    """

    rule: CompiledRule
    groups: dict[int, set[int]] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    tried: int = 0
    skipped: int = 0
    unknown: int = 0

    def update_record(self, record: Record, surfaces: Surfaces, surface: int) -> None:
        """Count one record."""
        aggregate = self.rule.aggregate
        assert aggregate is not None  # noqa: S101 - by construction
        truth = applies(self.rule, record, surfaces, surface)
        self._add(truth, record.text(aggregate.key), record.text(aggregate.field), record.row)

    def update_columns(self, columns: Columns, surfaces: Surfaces, surface: NDArray[np.int64]) -> None:
        """Count a block."""
        aggregate = self.rule.aggregate
        assert aggregate is not None  # noqa: S101 - by construction
        truths = applies_columns(self.rule, columns, surfaces, surface).tolist()
        keys, values = columns.encoded(aggregate.key), columns.encoded(aggregate.field)
        for truth, k, v, row in zip(
            truths, keys.codes.tolist(), values.codes.tolist(), columns.rows, strict=True
        ):
            self._add(truth, keys.values[k] if k >= 0 else None, values.values[v] if v >= 0 else None, row)

    def _add(self, truth: int, key: str | None, value: str | None, row: int) -> None:
        if truth == Truth.FALSE:
            self.skipped += 1
        elif truth == Truth.UNKNOWN or key is None or value is None:
            self.unknown += 1
        else:
            self.tried += 1
            group = _hash(key)
            self.groups.setdefault(group, set()).add(_hash(value))
            self.first[group] = min(row, self.first.get(group, row))

    def merge(self, other: GroupCollector) -> None:
        """Add another collector of the same rule."""
        for group, values in other.groups.items():
            self.groups.setdefault(group, set()).update(values)
            self.first[group] = min(other.first[group], self.first.get(group, other.first[group]))
        self.tried += other.tried
        self.skipped += other.skipped
        self.unknown += other.unknown

    def finish(self) -> Tally:
        """Groups that hold and groups that do not; a single record cannot tell."""
        aggregate = self.rule.aggregate
        assert aggregate is not None  # noqa: S101 - by construction
        if self.tried < 2:
            return Tally(not_applicable=self.skipped, unknown=self.unknown + self.tried)
        failing = sorted(
            self.first[g] for g, values in self.groups.items() if len(values) > aggregate.at_most
        )
        passed = len(self.groups) - len(failing)
        examples = tuple(Example(row, ()) for row in failing[:MAX_EXAMPLES])
        return Tally(passed, len(failing), self.skipped, self.unknown, tuple(failing[:MAX_ROWS]), examples)


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def collect(rule: CompiledRule) -> RowCollector | GroupCollector:
    """The collector a rule needs."""
    return GroupCollector(rule) if rule.aggregate else RowCollector(rule)
