"""Compile what a pack says into conditions over named operators.

A refusal names file, rule and key. Nothing is evaluated: an operator's name must be a file in
`operators/`, its argument is checked by that file, and regexes are held to a safe subset.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leakcheck import discover
from leakcheck.errors import PackError
from leakcheck.frozen import dataclass
from leakcheck.packfile import Pack, Rule
from leakcheck.rules.condition import Combined, Condition, NumberTest, TextTest
from leakcheck.rules.record import DERIVED
from leakcheck.rules.setting import Setting

ROOM = "rules.operators"
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A test over groups of records: distinct values of `field` per value of `key`."""

    field: str
    key: str
    at_most: int


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to run: exactly one of `expect` and `aggregate` is set."""

    rule: Rule
    when: Condition
    expect: Condition | None
    aggregate: Aggregate | None
    setting: Setting

    def fields(self) -> tuple[str, ...]:
        """Fields the rule looks at, those of the expectation first."""
        wanted = self.expect.fields() if self.expect else (self.aggregate.field, self.aggregate.key)  # type: ignore[union-attr]
        return tuple(dict.fromkeys((*wanted, *self.when.fields())))


def compile_pack(pack: Pack, setting: Setting) -> tuple[CompiledRule, ...]:
    """Compile every rule that is not retired.

    Raises
    ------
    PackError
        Naming file, rule and key of the first thing that is not understood.
    """
    known = {f.name for f in pack.fields} | set(DERIVED)
    return tuple(_compile(pack, rule, setting, known) for rule in pack.rules if rule.status != "retired")


def compile_marker(pack: Pack, surface_id: str, marker: Mapping[str, Any]) -> Condition:
    """Compile the condition that recognises a surface."""
    known = {f.name for f in pack.fields} | set(DERIVED)
    return _condition(marker, f"{pack.file}, surface {surface_id}, key 'marker'", known, 0)


def _compile(pack: Pack, rule: Rule, setting: Setting, known: set[str]) -> CompiledRule:
    where = f"{pack.file}, rule {rule.id}"
    when = _condition(rule.when, f"{where}, key 'when'", known, 0)
    aggregate = _aggregate(rule.expect, f"{where}, key 'expect'", known)
    expect = None if aggregate else _condition(rule.expect, f"{where}, key 'expect'", known, 0)
    return CompiledRule(rule, when, expect, aggregate, setting)


def _aggregate(expect: Mapping[str, Any], where: str, known: set[str]) -> Aggregate | None:
    for name, test in expect.items():
        if isinstance(test, Mapping) and "count_per" in test:
            if len(expect) != 1 or len(test) != 1:
                raise PackError("'count_per' must stand alone in 'expect'", where=where)
            argument = _parse("count_per", test["count_per"], where)
            _field(name, where, known)
            _field(argument.key, where, known)
            return Aggregate(name, argument.key, argument.at_most)
    return None


def _condition(table: object, where: str, known: set[str], depth: int) -> Condition:
    if not isinstance(table, Mapping) or depth > MAX_DEPTH:
        raise PackError("must be a table of conditions, at most eight deep", where=where)
    parts: list[Condition] = []
    for name, test in table.items():
        if name in ("all", "any"):
            if not isinstance(test, list) or not test:
                raise PackError(f"{name!r} needs a list of tables", where=where)
            parts.append(Combined(name, tuple(_condition(t, where, known, depth + 1) for t in test)))
        elif name == "not":
            parts.append(Combined("not", (_condition(test, where, known, depth + 1),)))
        else:
            parts.extend(_tests(_field(name, where, known), test, where, known))
    return parts[0] if len(parts) == 1 else Combined("all", tuple(parts))


def _field(name: str, where: str, known: set[str]) -> str:
    if name not in known:
        import difflib

        near = difflib.get_close_matches(name, sorted(known), 1)
        raise PackError(
            f"no field {name[:60]!r} in this pack",
            where=where,
            hint=f"did you mean {near[0]}?" if near else "",
        )
    return name


def _tests(name: str, test: object, where: str, known: set[str]) -> list[Condition]:
    if isinstance(test, str):
        test = {test: True}
    if not isinstance(test, Mapping) or not test:
        raise PackError(f"field {name!r} needs an operator", where=where)
    return [_test(name, operator, argument, where, known) for operator, argument in test.items()]


def _test(name: str, operator: str, argument: object, where: str, known: set[str]) -> Condition:
    parsed = _parse(operator, argument, where)
    module = discover.load(ROOM, operator)
    if hasattr(module, "value"):
        others = tuple(_field(o, where, known) for o in getattr(module, "others", lambda _: ())(parsed))
        return TextTest(name, module, parsed, others)
    if not hasattr(module, "decide"):
        raise PackError(f"operator {operator!r} may only stand alone in 'expect'", where=where)
    inputs = tuple(module.inputs(name, parsed))
    for _, other in inputs:
        _field(other, where, known)
    return NumberTest(name, module, parsed, inputs)


def _parse(operator: str, argument: object, where: str) -> Any:
    try:
        module = discover.load(ROOM, operator)
    except KeyError:
        import difflib

        near = difflib.get_close_matches(operator, discover.names(ROOM), 1)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(discover.names(ROOM))}"
        raise PackError(f"no operator {operator[:60]!r}", where=where, hint=hint) from None
    try:
        return module.parse(argument)
    except ValueError as error:
        raise PackError(f"operator {operator!r}: {error}", where=where) from None
