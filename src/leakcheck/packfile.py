"""Packs: one TOML file says what is publicly known of a system or a document type.

Why its own format and no expressions: packs may come from strangers. Nothing in a pack is
executed; every key is known, typed and checked here, and a refusal names file, rule and key.
The meaning of `when` and `expect` belongs to `leakcheck.rules`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from leakcheck import parsed
from leakcheck.errors import PackError
from leakcheck.frozen import dataclass, field
from leakcheck.model import Context, Outcome, Source
from leakcheck.pattern import pattern
from leakcheck.tomltable import Later, Period, TomlTable

SOURCE_KINDS = (
    "schema", "template", "guidance", "standard", "denial", "press", "library", "observed", "folklore",
)  # fmt: skip
STATUSES = ("draft", "test", "stable", "retired")
AXES = ("system", "collected")
STRENGTHS = ("weak", "moderate", "strong")
EVASIONS = ("rare", "common", "usual")
MAX_PACK_BYTES = 2_000_000
# fmt: off
_RULE_KEYS = (
    "id", "title", "status", "axis", "family", "strength", "sources", "surfaces", "valid", "when",
    "expect", "tolerance", "by_chance", "evasion", "rate_only", "explain", "innocent", "example",
)
# fmt: on
_ID = pattern(r"[a-z][a-z0-9_]{0,40}")
_RULE_ID = pattern(r"[a-z][a-z0-9_]{0,40}(\.[a-z0-9][a-z0-9-]{0,60}){1,3}")
_GRADE = pattern(r"[A-F][1-6]")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: what a column can mean. `type` names an id number or a basic kind of value."""

    name: str
    title: str
    type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surface:
    """One interface of a system. `marker` is a condition that recognises it; `default` ones
    count when no marker speaks.
    """

    id: str
    title: str
    default: bool
    valid: Period
    fields: tuple[str, ...]
    sources: tuple[str, ...]
    marker: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RuleExample:
    """Records (field -> text) and the outcome the rule must give on the last of them."""

    outcome: Outcome
    records: tuple[Mapping[str, str], ...]
    surface: str | None = None
    date: datetime.date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One checkable statement, with its sources, tolerance and harmless readings."""

    id: str
    title: str
    status: str
    axis: str
    family: str
    strength: str
    sources: tuple[str, ...]
    when: Mapping[str, Any]
    expect: Mapping[str, Any]
    explain: str
    innocent: tuple[str, ...]
    surfaces: tuple[str, ...] = ()
    valid: Period = Period()
    tolerance: float = 0.01
    by_chance: float | None = None
    evasion: str | None = None
    rate_only: bool = False
    examples: Sequence[RuleExample] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything one pack file says. `kind` is ``system`` (can be claimed) or ``document``."""

    id: str
    title: str
    version: str
    kind: str
    summary: str
    period: Period
    record_date: tuple[str, ...]
    sources: tuple[Source, ...]
    fields: tuple[FieldSpec, ...]
    surfaces: tuple[Surface, ...]
    rules: tuple[Rule, ...]
    context: tuple[Context, ...]
    file: str = field(default="", compare=False)


def read_pack(path: Path) -> Pack:
    """Read and check one pack file.

    Raises
    ------
    PackError
        Naming file, rule and key, when the file cannot be read or anything in it is not known,
        of the wrong type, or refers to something that does not exist.
    """
    try:
        raw = path.read_bytes()[: MAX_PACK_BYTES + 1]
    except OSError as error:
        raise PackError(
            f"cannot be read ({error.strerror})", where=path.name, hint="check the path"
        ) from None
    if len(raw) > MAX_PACK_BYTES:
        raise PackError("is larger than 2 MB", where=path.name, hint="split the pack")
    known = parsed.table_of(path, raw)
    return (
        parse_pack(raw, path.name)
        if known is None
        else _pack(TomlTable(known, path.name), path.name, proven=True)
    )


def parse_pack(raw: bytes, where: str) -> Pack:
    """Parse the bytes of a pack; see `read_pack`."""
    import tomllib

    try:
        top = TomlTable(tomllib.loads(raw.decode("utf-8")), where)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        raise PackError(f"is not TOML ({reason[:120]})", where=where, hint="leakcheck packs new") from None
    return _pack(top, where)


def _pack(top: TomlTable, where: str, *, proven: bool = False) -> Pack:
    top.only("pack", "source", "field", "surface", "rule", "context")
    head = TomlTable(top.get("pack", dict, required=True), f"{where}, [pack]")
    head.only("id", "title", "version", "kind", "summary", "period", "record_date")
    pack = Pack(
        id=head.matching("id", _ID, "cowin"),
        title=head.text("title"),
        version=head.text("version"),
        kind=head.choice("kind", ("system", "document"), "system"),
        summary=head.text("summary", ""),
        period=head.period("period"),
        record_date=head.texts("record_date"),
        sources=tuple(_source(TomlTable(t, f"{where}, source {_label(t)}")) for t in top.tables("source")),
        fields=tuple(
            _field(TomlTable(t, f"{where}, field {_label(t, 'name')}")) for t in top.tables("field")
        ),
        surfaces=tuple(
            _surface(TomlTable(t, f"{where}, surface {_label(t)}")) for t in top.tables("surface")
        ),
        rules=tuple(_rule(TomlTable(t, f"{where}, rule {_label(t)}"), proven) for t in top.tables("rule")),
        context=tuple(_context(TomlTable(t, f"{where}, context {_label(t)}")) for t in top.tables("context")),
        file=where,
    )
    _check_references(pack, where)
    return pack


def _label(table: Mapping[str, Any], key: str = "id") -> str:
    value = table.get(key, "?")
    return value if isinstance(value, str) and len(value) < 80 and value.isprintable() else "?"


def _source(t: TomlTable) -> Source:
    t.only("id", "title", "publisher", "url", "published", "kind", "grade", "note")
    return Source(
        id=t.text("id"),
        title=t.text("title"),
        publisher=t.text("publisher"),
        url=t.text("url"),
        kind=t.choice("kind", SOURCE_KINDS),
        grade=t.matching("grade", _GRADE, "B2"),
        published=t.date("published"),
        note=t.text("note", ""),
    )


def _field(t: TomlTable) -> FieldSpec:
    t.only("name", "title", "type", "aliases")
    return FieldSpec(
        t.matching("name", _ID, "birth_date"), t.text("title"), t.text("type", "text"), t.texts("aliases")
    )


def _surface(t: TomlTable) -> Surface:
    t.only("id", "title", "default", "valid", "fields", "sources", "marker")
    return Surface(
        id=t.text("id"),
        title=t.text("title"),
        default=t.get("default", bool, False),
        valid=t.period("valid"),
        fields=t.texts("fields"),
        sources=t.texts("sources"),
        marker=t.get("marker", dict),
    )


def _context(t: TomlTable) -> Context:
    t.only("id", "statement", "why", "sources")
    return Context(t.text("id"), t.text("statement"), t.text("why"), t.texts("sources"))


def _rule(t: TomlTable, proven: bool) -> Rule:
    t.only(*_RULE_KEYS)
    tolerance = float(t.get("tolerance", (int, float), 0.01))
    chance = t.get("by_chance", (int, float))
    if not 0 < tolerance < 1 or (chance is not None and not 0 < chance < 1):
        raise t.refuse("tolerance / by_chance", "must lie between 0 and 1")
    return Rule(
        id=t.matching("id", _RULE_ID, "cowin.adult-birth-year-only"),
        title=t.text("title"),
        status=t.choice("status", STATUSES, "draft"),
        axis=t.choice("axis", AXES),
        family=t.matching("family", _ID, "schema"),
        strength=t.choice("strength", STRENGTHS),
        sources=t.texts("sources"),
        when=t.get("when", dict, {}),
        expect=t.get("expect", dict, required=True),
        explain=t.text("explain"),
        innocent=t.texts("innocent"),
        surfaces=t.texts("surfaces"),
        valid=t.period("valid"),
        tolerance=tolerance,
        by_chance=None if chance is None else float(chance),
        evasion=t.choice("evasion", EVASIONS) if "evasion" in t.table else None,
        rate_only=t.get("rate_only", bool, False),
        examples=Later(lambda: _examples(t)) if proven else _examples(t),
    )


def _examples(t: TomlTable) -> tuple[RuleExample, ...]:
    tables = enumerate(t.tables("example"), 1)
    return tuple(_example(TomlTable(e, f"{t.where}, example {i}")) for i, e in tables)


def _example(t: TomlTable) -> RuleExample:
    t.only("outcome", "record", "records", "surface", "date", "why")
    records = t.tables("records") or [t.get("record", dict, required=True)]
    if not all(isinstance(v, str) for r in records for v in r.values()):
        raise t.refuse("record", "must map fields to texts (quote numbers and dates)")
    outcome = t.choice("outcome", tuple(o.value for o in Outcome))
    return RuleExample(
        Outcome(outcome), tuple(records), t.get("surface", str), t.date("date"), t.text("why", "")
    )


def _check_references(pack: Pack, where: str) -> None:
    known = {s.id for s in pack.sources}
    surfaces = {s.id for s in pack.surfaces}
    seen: set[str] = set()
    for rule in pack.rules:
        place = f"{where}, rule {rule.id}"
        if rule.id in seen:
            raise PackError("id is used twice", where=place, hint="rule ids are never reused")
        seen.add(rule.id)
        if not rule.sources:
            raise PackError("key 'sources' is empty", where=place, hint="every rule says who says so")
        _expect_known(place, "sources", rule.sources, known)
        _expect_known(place, "surfaces", rule.surfaces, surfaces)
    for name, cited in [(s.id, s.sources) for s in pack.surfaces] + [(c.id, c.sources) for c in pack.context]:
        _expect_known(f"{where}, {name}", "sources", cited, known)


def _expect_known(where: str, key: str, values: tuple[str, ...], known: set[str]) -> None:
    for value in values:
        if value not in known:
            raise PackError(f"key {key!r} names {value[:60]!r}, which is not in this pack", where=where)
