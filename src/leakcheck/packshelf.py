"""The shelf of packs: those shipped and those a user brings, found by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from leakcheck import discover, parsed
from leakcheck.errors import PackError, UsageError
from leakcheck.packfile import FieldSpec, Pack, Rule, read_pack


@cache
def shipped() -> tuple[Pack, ...]:
    """Packs that come with leakcheck, sorted by file name."""
    return tuple(map(read_pack, _files()))


def _files() -> tuple[Path, ...]:
    return discover.data_files("packs")


def stock(files: Sequence[Path] = ()) -> tuple[Pack, ...]:
    """Shipped packs and the given files; a file may not take a shipped pack's id.

    Raises
    ------
    PackError
        When a file is refused or its id is taken.
    """
    packs = list(shipped())
    for path in files:
        pack = read_pack(path)
        if any(p.id == pack.id for p in packs):
            raise PackError(
                f"pack id {pack.id!r} is taken", where=path.name, hint="give the pack an id of its own"
            )
        packs.append(pack)
    return tuple(packs)


def claimed(packs: Sequence[Pack], claim: str) -> tuple[Pack, str | None]:
    """The pack and surface a claim such as ``cowin`` or ``cowin:api-v2`` names.

    Raises
    ------
    UsageError
        When there is no such system or surface, with the nearest name as hint.
    """
    name, _, surface = claim.partition(":")
    systems = {p.id: p for p in packs if p.kind == "system"}
    if name not in systems:
        raise UsageError(
            f"no pack called {_quote(name)}", hint=_nearest(name, systems, "leakcheck packs list")
        )
    pack = systems[name]
    ids = [s.id for s in pack.surfaces]
    if surface and surface not in ids:
        message = f"pack {name!r} has no surface called {_quote(surface)}"
        raise UsageError(message, hint=_nearest(surface, ids, f"leakcheck packs show {name}"))
    return pack, surface or None


def find_rule(packs: Sequence[Pack], rule_id: str) -> tuple[Pack, Rule]:
    """A rule by its id; UsageError with the nearest id otherwise."""
    rules = {rule.id: (pack, rule) for pack in packs for rule in pack.rules}
    if rule_id not in rules:
        raise UsageError(
            f"no rule called {_quote(rule_id)}", hint=_nearest(rule_id, rules, "leakcheck packs show cowin")
        )
    return rules[rule_id]


def fields_of(packs: Sequence[Pack]) -> tuple[FieldSpec, ...]:
    """Fields of several packs, those of one name joined: first title and type, all aliases."""
    merged: dict[str, FieldSpec] = {}
    for field in (f for pack in packs for f in pack.fields):
        known = merged.get(field.name)
        aliases = tuple(dict.fromkeys((*(known.aliases if known else ()), *field.aliases)))
        base = known or field
        merged[field.name] = FieldSpec(base.name, base.title, base.type, aliases)
    return tuple(merged.values())


def propose(packs: Sequence[Pack], fields: Sequence[str]) -> str:
    """The system whose own fields the evidence shows best, or an empty text.

    Only fields that no document pack knows speak for a system; two of them are needed, because a
    name and a telephone number are everywhere.
    """
    common = {f.name for p in packs if p.kind == "document" for f in p.fields}
    own = {p.id: {f.name for f in p.fields} - common for p in packs if p.kind == "system"}
    scores = {name: len(names & set(fields)) for name, names in own.items()}
    best = max(sorted(scores), key=lambda name: scores[name], default="")
    return best if best and scores[best] >= 2 else ""


def version_of(pack: Pack) -> str:
    """Version of a pack and a fingerprint of what it says, so that a report can be repeated."""
    known = (parsed.fingerprint(p) for p, own in zip(_files(), shipped(), strict=True) if own is pack)
    return f"{pack.version} ({next(known, '') or fingerprint(pack)})"


def fingerprint(pack: Pack) -> str:
    """First twelve digits of a hash over all that a pack says."""
    import hashlib

    return hashlib.sha256(repr(pack).encode("utf-8", "backslashreplace")).hexdigest()[:12]


def _quote(text: str) -> str:
    """A name the user typed, cut and made printable for an error."""
    return "'" + "".join(c if c.isprintable() else "?" for c in text[:60]) + "'"


def _nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    import difflib

    near = difflib.get_close_matches(name, list(known), 1)
    return f"did you mean {near[0]}?" if near else otherwise
