"""Rule counts over a whole claim: update(block), merge(other), finish() -> Tally.

Memory is bounded, and the answer depends neither on how the input was cut nor on the order in which
the parts are merged: only sums and the first rows, by line and place, are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from leakcheck.frozen import dataclass, field
from leakcheck.model import Example, Tally, Truth
from leakcheck.rules.columns import Columns
from leakcheck.rules.compiler import Aggregate, CompiledRule
from leakcheck.rules.groups import MOST, Groups
from leakcheck.rules.judging import (
    FAIL,
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    applies,
    applies_columns,
    judge,
    truth_lane,
)
from leakcheck.rules.kernels.hashing import hash_text
from leakcheck.rules.kernels.truth import unless_unknown
from leakcheck.rules.lanes import Lane, lift
from leakcheck.rules.planning import RulePlan
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
    """Counts one row rule.

    `rows` and `examples` carry with each line number the place of the record among all records, because
    several records may stand on one line; both ascend.
    """

    rule: CompiledRule
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    examples: list[tuple[int, int, Example]] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def update_record(self, record: Record, surfaces: Surfaces, surface: int, place: int = 0) -> None:
        """Count one record."""
        before = len(record.notes)
        outcome = judge(self.rule, record, surfaces, surface)
        self.counts[outcome] += 1
        fresh = self._notes(record.notes[before:])
        if fresh:
            self.notes = sorted({*self.notes, *((record.row, n) for n in fresh)})[:MAX_NOTES]
        if outcome == FAIL:
            cells = tuple((name, record.text(name)) for name in self.rule.fields())
            example = Example(record.row, cells, "; ".join(dict.fromkeys(fresh)))
            self._keep([(record.row, place)], [(record.row, place, example)])

    def _notes(self, fresh: list[tuple[str, str]]) -> list[str]:
        """Notes on what the rule expects; those on what merely decides whether it applies are noise."""
        about = self.rule.expect.fields() if fresh and self.rule.expect else ()
        return [f"{name} {note}" for name, note in fresh if name in about]

    def update_columns(
        self, plan: RulePlan, columns: Columns, surfaces: Surfaces, surface: Lane, place: int = 0
    ) -> None:
        """Count a block; `place` is that of its first record."""
        n = len(columns)
        applicable, skipped = applies_columns(self.rule, plan.when, columns, surfaces, surface)
        self.counts[NOT_APPLICABLE] += skipped
        if skipped == n or plan.expect is None or plan.expect is Truth.UNKNOWN:
            self.counts[UNKNOWN] += n - skipped
            return
        judged = truth_lane(plan.expect, columns)
        if not applicable.is_all(Truth.TRUE):
            judged = lift(_where_applicable, applicable, judged)
        passed, failed = judged.count(Truth.TRUE), judged.count(Truth.FALSE)
        self.counts[PASS] += passed
        self.counts[FAIL] += failed
        self.counts[UNKNOWN] += n - skipped - passed - failed
        if failed:
            self._keep_first(judged, columns, place)

    def _keep_first(self, judged: Lane, columns: Columns, place: int) -> None:
        rows = columns.rows
        if len(self.rows) == MAX_ROWS and columns.first_row > self.rows[-1][0]:
            return
        failing = judged.where(Truth.FALSE)
        if columns.ascending:
            failing = failing[:MAX_ROWS]
        found = sorted((rows[i], i) for i in failing.tolist())[:MAX_ROWS]
        last = self.examples[-1][:2] if len(self.examples) == MAX_EXAMPLES else None
        wanted = [(row, i) for row, i in found[:MAX_EXAMPLES] if last is None or (row, place + i) < last]
        self._keep(
            [(row, place + i) for row, i in found],
            [(row, place + i, self._example(columns, i)) for row, i in wanted],
        )

    def _example(self, columns: Columns, index: int) -> Example:
        cells = tuple((name, columns.block.text(name, index)) for name in self.rule.fields())
        return Example(columns.rows[index], cells)

    def _keep(self, rows: Sequence[tuple[int, int]], examples: Sequence[tuple[int, int, Example]]) -> None:
        self.rows = sorted([*self.rows, *rows])[:MAX_ROWS]
        self.examples = sorted([*self.examples, *examples], key=lambda e: e[:2])[:MAX_EXAMPLES]

    def merge(self, other: RowCollector) -> None:
        """Add another collector of the same rule."""
        self.counts = [a + b for a, b in zip(self.counts, other.counts, strict=True)]
        self.notes = sorted({*self.notes, *other.notes})[:MAX_NOTES]
        self._keep(other.rows, other.examples)

    def state(self) -> tuple[Any, ...]:
        """What was counted, as plain data."""
        examples = [(row, place, e.cells, e.note) for row, place, e in self.examples]
        return self.counts, self.rows, examples, self.notes

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what another's `state` says."""
        counts, rows, examples, notes = state
        other = RowCollector(self.rule, list(counts), rows=[(row, place) for row, place in rows])
        for row, place, cells, note in examples:
            shown = tuple((name, text) for name, text in cells)
            other.examples.append((row, place, Example(row, shown, note)))
        other.notes = [(row, note) for row, note in notes]
        self.merge(other)

    def finish(self) -> Tally:
        """The counts, first failing rows and examples."""
        passed, failed, skipped, unknown = (self.counts[c] for c in (PASS, FAIL, NOT_APPLICABLE, UNKNOWN))
        notes = tuple(f"row {row}: {note}" for row, note in self.notes)
        rows, examples = tuple(row for row, _ in self.rows), tuple(e for _, _, e in self.examples)
        return Tally(passed, failed, skipped, unknown, rows, examples, notes)


@dataclass(slots=True)
class GroupCollector:
    """Counts an aggregate rule: one group per distinct key, judged on its distinct values.

    Keys and values are known by 64-bit hashes; a very large claim keeps an even sample of its groups
    (`leakcheck.rules.groups`), which the tally then says.
    """

    rule: CompiledRule
    groups: Groups = field(default_factory=Groups)
    tried: int = 0
    skipped: int = 0
    unknown: int = 0

    @property
    def _aggregate(self) -> Aggregate:
        assert self.rule.aggregate is not None  # noqa: S101 - by construction
        return self.rule.aggregate

    def update_record(self, record: Record, surfaces: Surfaces, surface: int, place: int = 0) -> None:
        """Count one record."""
        truth = applies(self.rule, record, surfaces, surface)
        key, value = record.text(self._aggregate.key), record.text(self._aggregate.field)
        if truth == Truth.FALSE:
            self.skipped += 1
        elif truth == Truth.UNKNOWN or key is None or value is None:
            self.unknown += 1
        else:
            self.tried += 1
            self.groups.add(hash_text(key), hash_text(value), record.row)

    def update_columns(
        self, plan: RulePlan, columns: Columns, surfaces: Surfaces, surface: Lane, place: int = 0
    ) -> None:
        """Count a block."""
        import numpy as np

        n = len(columns)
        applicable, skipped = applies_columns(self.rule, plan.when, columns, surfaces, surface)
        self.skipped += skipped
        keys, values = (columns.block.hashes(f) for f in (self._aggregate.key, self._aggregate.field))
        if keys is None or values is None or skipped == n:
            self.unknown += n - skipped
            return
        taken = (keys != 0) & (values != 0)
        if not applicable.is_constant:
            taken &= applicable.rows() == int(Truth.TRUE)
        elif not applicable.is_all(Truth.TRUE):
            taken[:] = False
        tried = int(np.count_nonzero(taken))
        self.tried += tried
        self.unknown += n - skipped - tried
        rows, wanted = columns.row_numbers(), self.groups.may_keep(keys, taken)
        if not wanted.all():
            chosen = np.flatnonzero(wanted)
            keys, values, rows = keys[chosen], values[chosen], rows[chosen]
        self.groups.add_many(keys, values, rows)

    def merge(self, other: GroupCollector) -> None:
        """Add another collector of the same rule."""
        self.groups.merge(other.groups)
        self.tried += other.tried
        self.skipped += other.skipped
        self.unknown += other.unknown

    def state(self) -> tuple[Any, ...]:
        """What was counted, as plain data."""
        return self.groups.state(), self.tried, self.skipped, self.unknown

    def absorb(self, state: Sequence[Any]) -> None:
        """Add what another's `state` says."""
        groups, tried, skipped, unknown = state
        self.groups.absorb(groups)
        self.tried += tried
        self.skipped += skipped
        self.unknown += unknown

    def finish(self) -> Tally:
        """Groups that hold and groups that do not; a single record cannot tell."""
        if self.tried < 2:
            return Tally(not_applicable=self.skipped, unknown=self.unknown + self.tried)
        total, failing = self.groups.counts(self._aggregate.at_most)
        examples = tuple(Example(row, ()) for row in failing[:MAX_EXAMPLES])
        notes = self._sampled()
        return Tally(
            total - len(failing),
            len(failing),
            self.skipped,
            self.unknown,
            tuple(failing[:MAX_ROWS]),
            examples,
            notes,
        )

    def _sampled(self) -> tuple[str, ...]:
        halvings = self.groups.halvings
        return (f"looked at one group in {2**halvings:,}, chosen evenly",) if halvings else ()


def _where_applicable(applicable: NDArray[np.int8], expected: NDArray[np.int8]) -> NDArray[np.int8]:
    """What was expected where the rule applies, UNKNOWN elsewhere."""
    return unless_unknown(expected, applicable == int(Truth.TRUE))


def collect(rule: CompiledRule, most: int = MOST) -> RowCollector | GroupCollector:
    """The collector a rule needs; `most` bounds the pairs of one over groups."""
    return GroupCollector(rule, Groups(most=most)) if rule.aggregate else RowCollector(rule)
