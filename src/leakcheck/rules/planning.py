"""Rules for the fields at hand: what is decided by a missing column alone is decided once for all.

A pack speaks of sixty fields, a dump has sixteen. Conditions about the others have one answer for
every record; what remains is smaller, and equal parts of different rules become one object, so that
each is computed once a block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from leakcheck.frozen import dataclass
from leakcheck.model import Truth
from leakcheck.rules.columns import is_mapped
from leakcheck.rules.compiler import CompiledRule
from leakcheck.rules.condition import Combined, Condition, NumberTest, TextTest, Undecided
from leakcheck.rules.setting import Setting
from leakcheck.rules.surfaces import Surfaces

Planned = Condition | Truth
"""A condition that must be looked at, or its answer."""

UNDECIDED = Undecided()


@dataclass(frozen=True, slots=True)
class RulePlan:
    """What is left of a rule's `when` and `expect`; `expect` is None for a rule over groups."""

    when: Planned
    expect: Planned | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Rules in their order, and the markers of surfaces."""

    rules: tuple[RulePlan, ...]
    markers: tuple[tuple[int, Planned], ...]


def plan(
    rules: tuple[CompiledRule, ...], surfaces: Surfaces, mapped: Mapping[str, Any], setting: Setting
) -> Plan:
    """Plan rules for records of which the fields `mapped` are columns."""
    planner = _Planner(lambda name: is_mapped(name, mapped, setting))
    return Plan(
        tuple(RulePlan(planner.of(r.when), planner.of(r.expect) if r.expect else None) for r in rules),
        tuple((index, planner.of(marker)) for index, marker in surfaces.markers),
    )


class _Planner:
    def __init__(self, has: Callable[[str], bool]) -> None:
        self._has = has
        self._same: dict[Condition, Condition] = {}

    def of(self, condition: Condition) -> Planned:
        if isinstance(condition, Combined):
            return self._combined(condition)
        if isinstance(condition, TextTest):
            known = all(self._has_text(name) for name in condition.fields())
        elif isinstance(condition, NumberTest):
            if condition.inputs[0][0] == "present" and not self._has(condition.inputs[0][1]):
                return Truth(int(condition.operator.decide(condition.argument, False)))
            known = all(self._has(name) for _, name in condition.inputs)
        else:
            known = True
        return self._shared(condition) if known else Truth.UNKNOWN

    def _has_text(self, name: str) -> bool:
        return name not in ("age_then", "record_date") and self._has(name)

    def _shared(self, condition: Condition) -> Condition:
        return self._same.setdefault(condition, condition)

    def _combined(self, condition: Combined) -> Planned:
        parts = [self.of(part) for part in condition.parts]
        if condition.kind == "not":
            return self._negated(parts)
        final = Truth.TRUE if condition.kind == "any" else Truth.FALSE
        answers = {part for part in parts if isinstance(part, Truth)}
        if final in answers:
            return final
        left = dict.fromkeys(part for part in parts if not isinstance(part, Truth))
        if not left:
            return Truth.UNKNOWN if Truth.UNKNOWN in answers else Truth(2 - final)
        if Truth.UNKNOWN in answers:
            left[UNDECIDED] = None
        if len(left) == 1:
            return next(iter(left))
        return self._shared(Combined(condition.kind, tuple(left)))

    def _negated(self, parts: list[Planned]) -> Planned:
        (part,) = parts
        if isinstance(part, Truth):
            return Truth(2 - part)
        return self._shared(Combined("not", (part,)))
