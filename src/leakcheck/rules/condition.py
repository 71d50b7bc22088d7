"""Conditions: a tree of named tests, decided for one record or for whole columns.

Why one description and two speeds: an operator says either what it decides on texts (`value`) or
what it computes on numbers (`decide`, written so that it works on Python numbers and on numpy
arrays alike); this file does the fetching and the three-valued logic for both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from leakcheck.confusables import Repair, read_digits, repairs, rereadings
from leakcheck.model import Truth
from leakcheck.rules.columns import Columns
from leakcheck.rules.record import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_REMARK = re.compile(r"[ ]{0,3}\([^()]{1,60}\)[ .]{0,3}$")
"""A remark in brackets behind a typed value, which is no part of it: "98300 04829 (old number)"."""


class Condition(Protocol):
    """A node of the tree."""

    def scalar(self, record: Record) -> int:
        """Truth code on one record."""

    def vector(self, columns: Columns) -> NDArray[np.int8]:
        """Truth codes (n,) int8."""

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

    def vector(self, columns: Columns) -> NDArray[np.int8]:
        """Truth codes (n,) int8; an operator may bring its own kernel (`vector`)."""
        # Rules repeat each other's conditions; operator, argument and fields name the same answer.
        key = (self.operator.__name__, self.argument, self.fields())
        found: NDArray[np.int8] = columns.remember(key, lambda: self._vector(columns))
        return found

    def _vector(self, columns: Columns) -> NDArray[np.int8]:
        own = getattr(self.operator, "vector", None)
        if own is not None:
            return own(self.argument, columns, self.field)  # type: ignore[no-any-return]
        return columns.by_value(self.fields(), lambda *texts: int(self.operator.value(self.argument, *texts)))

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

    def vector(self, columns: Columns) -> NDArray[np.int8]:
        """Truth codes (n,) int8."""
        import numpy as np

        pairs = [
            (columns.present(name), None) if kind == "present" else columns.numbers(kind, name)
            for kind, name in self.inputs
        ]
        decided = np.asarray(self.operator.decide(self.argument, *(values for values, _ in pairs)))
        known = np.logical_and.reduce(
            [k for _, k in pairs if k is not None] or [np.ones(len(columns), dtype=bool)]
        )
        return np.where(known, decided, Truth.UNKNOWN).astype(np.int8)

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

    def vector(self, columns: Columns) -> NDArray[np.int8]:
        """The same over columns."""
        import numpy as np

        if not self.parts:
            return np.full(len(columns), Truth.TRUE, dtype=np.int8)
        truths = np.stack([p.vector(columns) for p in self.parts])
        if self.kind == "not":
            truths = Truth.TRUE - truths.min(axis=0, keepdims=True)
        found: NDArray[np.int8] = truths.max(axis=0) if self.kind == "any" else truths.min(axis=0)
        return found.astype(np.int8)

    def fields(self) -> tuple[str, ...]:
        """Fields of all parts, each once."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.fields()))


Table = Mapping[str, Any]
