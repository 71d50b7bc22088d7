"""Conditions: a tree of named tests, decided for one record or for whole columns.

Why one description and two speeds: an operator says either what it decides on texts (`value`) or
what it computes on numbers (`decide`, written so that it works on Python numbers and on numpy
arrays alike); this file does the fetching and the three-valued logic for both.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from leakcheck.confusables import Repair, read_digits, repairs, rereadings
from leakcheck.frozen import dataclass
from leakcheck.model import Truth
from leakcheck.pattern import pattern
from leakcheck.rules.columns import Columns
from leakcheck.rules.kernels.truth import unless_unknown
from leakcheck.rules.lanes import Lane, fold, lift
from leakcheck.rules.record import Record

if TYPE_CHECKING:
    from leakcheck.rules.kernels.plaintext import PlainText

_REMARK = pattern(r"[ ]{0,3}\([^()]{1,60}\)[ .]{0,3}$")
"""A remark in brackets behind a typed value, which is no part of it: "98300 04829 (old number)"."""


class Condition(Protocol):
    """A node of the tree."""

    def scalar(self, record: Record) -> int:
        """Truth code on one record."""

    def vector(self, columns: Columns) -> Lane:
        """Truth codes of all records, int8."""

    def fields(self) -> tuple[str, ...]:
        """Fields it looks at, in order of mention."""


@dataclass(frozen=True, slots=True)
class TextTest:
    """An operator on texts: ``value(argument, text, *other texts) -> Truth``."""

    field: str
    operator: ModuleType
    argument: Any
    others: tuple[str, ...]

    def scalar(self, record: Record) -> int:
        """Truth code; in transcribed text a failure that one confusable would mend is UNKNOWN."""
        texts = [record.text(name) for name in self.fields()]
        if any(t is None for t in texts):
            return Truth.UNKNOWN
        truth = int(self.operator.value(self.argument, *texts))
        if (
            truth == Truth.FALSE
            and record.setting.transcribed
            and getattr(self.operator, "CONFUSABLE", False)
        ):
            return self._reread(record, str(texts[0]), texts[1:])
        return truth

    def _reread(self, record: Record, text: str, rest: Sequence[str | None]) -> int:
        def holds(reading: str) -> bool:
            return int(self.operator.value(self.argument, reading, *rest)) == Truth.TRUE

        if holds(_REMARK.sub("", text)):
            return Truth.TRUE
        ways = " or ".join(_say(r) for r in repairs(text, holds)[:3])
        if not ways:
            letters = read_digits(text)  # a number in figures has no choice: every letter is a misread digit
            changed = [i for i, (a, b) in enumerate(zip(text, letters, strict=True)) if a != b]
            if holds(letters):
                ways = f"the letters at places {', '.join(str(i + 1) for i in changed)} are read as digits"
            else:
                ways = " and ".join(_say(r) for r in rereadings(text, holds))
        if not ways:
            return Truth.FALSE
        record.notes.append((self.field, f"valid if {ways}"))
        return Truth.UNKNOWN

    def vector(self, columns: Columns) -> Lane:
        """Truth codes, int8; an operator may bring its own way (`vector`), or a `kernel` for bytes."""
        own = getattr(self.operator, "vector", None)
        if own is not None:
            return own(self.argument, columns, self.field)  # type: ignore[no-any-return]
        kernel = getattr(self.operator, "kernel", None)
        # Rules repeat each other's conditions; operator and argument name the same question.
        return columns.by_text(
            self.fields(),
            (self.operator.__name__, self.argument),
            lambda *texts: int(self.operator.value(self.argument, *texts)),
            kernel and self._on_bytes,
        )

    def _on_bytes(self, plain: PlainText) -> Any:
        return self.operator.kernel(self.argument, plain)

    def fields(self) -> tuple[str, ...]:
        """This field, then the others."""
        return (self.field, *self.others)


def _say(repair: Repair) -> str:
    return f"{repair.was!r} at place {repair.position + 1} is read as {repair.read_as!r}"


@dataclass(frozen=True, slots=True)
class NumberTest:
    """An operator on numbers: ``decide(argument, *numbers) -> Truth`` for scalars and arrays alike."""

    field: str
    operator: ModuleType
    argument: Any
    inputs: tuple[tuple[str, str], ...]

    def scalar(self, record: Record) -> int:
        """Truth code; UNKNOWN when any input is missing."""
        numbers = [getattr(record, kind)(name) for kind, name in self.inputs]
        if any(n is None for n in numbers):
            return Truth.UNKNOWN
        return int(self.operator.decide(self.argument, *numbers))

    def vector(self, columns: Columns) -> Lane:
        """Truth codes, int8."""
        lanes = [
            columns.presence(name) if kind == "present" else columns.numbers(kind, name)
            for kind, name in self.inputs
        ]
        return lift(self._decide, *lanes)

    def _decide(self, *numbers: Any) -> Any:
        """Truth of arrays of numbers: NaN, and 0 among whole numbers (days, years), are not known."""
        import numpy as np

        known = [n == n if n.dtype.kind == "f" else n > 0 for n in numbers if n.dtype.kind != "b"]  # noqa: PLR0124
        decided = np.asarray(self.operator.decide(self.argument, *numbers)).astype(np.int8)
        return unless_unknown(decided, functools.reduce(np.logical_and, known)) if known else decided

    def fields(self) -> tuple[str, ...]:
        """Fields of the inputs, each once."""
        return tuple(dict.fromkeys((self.field, *(name for _, name in self.inputs))))


@dataclass(frozen=True, slots=True)
class Combined:
    """All or any of some conditions, optionally negated; nothing at all is true."""

    kind: str
    parts: tuple[Condition, ...]

    def scalar(self, record: Record) -> int:
        """Kleene and (min), or (max), not (2 - x)."""
        truths = [p.scalar(record) for p in self.parts]
        if self.kind == "not":
            return Truth.TRUE - min(truths)
        return (max if self.kind == "any" else min)(truths, default=int(Truth.TRUE))

    def vector(self, columns: Columns) -> Lane:
        """The same over columns."""
        import numpy as np

        if not self.parts:
            return Lane.constant(int(Truth.TRUE), len(columns))
        lanes = [truth_of(part, columns) for part in self.parts]
        if self.kind == "not":
            return lift(lambda truth: np.int8(Truth.TRUE) - truth, fold(np.minimum, lanes))
        return fold(np.maximum if self.kind == "any" else np.minimum, lanes)

    def fields(self) -> tuple[str, ...]:
        """Fields of all parts, each once."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.fields()))


@dataclass(frozen=True, slots=True)
class Undecided:
    """What can never be known, because no column holds it."""

    def scalar(self, record: Record) -> int:
        """UNKNOWN."""
        return Truth.UNKNOWN

    def vector(self, columns: Columns) -> Lane:
        """UNKNOWN for all."""
        return Lane.constant(int(Truth.UNKNOWN), len(columns))

    def fields(self) -> tuple[str, ...]:
        """None."""
        return ()


def truth_of(condition: Condition, columns: Columns) -> Lane:
    """A condition's truth over a block, computed once however many rules share it."""
    found: Lane = columns.remember(id(condition), lambda: condition.vector(columns).narrowed())
    return found
