"""``leakcheck packs``: see, check and begin packs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import click

from leakcheck.cli import _terminal
from leakcheck.cli._group import Command, Group, nearest, quote
from leakcheck.cli._judging import existing, is_there
from leakcheck.cli._options import complete_pack, output_option, packs_option
from leakcheck.cli._rule_page import period_text, source_text
from leakcheck.errors import UsageError
from leakcheck.packfile import Pack
from leakcheck.pattern import pattern
from leakcheck.safe import show
from leakcheck.wording import sentence

_ID = pattern(r"[a-z][a-z0-9_]{0,40}")
_PLACEHOLDER = "my_system"

command = Group("packs", no_args_is_help=True)


@command.command(cls=Command, name="list", key="packs_list")
@packs_option
def list_all(pack: tuple[Path, ...]) -> int:
    """List packs; the text of the help stands in the catalogue."""
    from leakcheck import api

    for found in api.list_packs(pack):
        facts: dict[str, Any] = {
            "id": found.id,
            "kind": found.kind,
            "rules": sentence("count.rules", n=len(found.rules)),
            "version": found.version,
        }
        _say([sentence("packs.row", **facts), sentence("packs.title", title=found.title)])
    return 0


@command.command(cls=Command, name="show", key="packs_show")
@click.argument("id", shell_complete=complete_pack)
@packs_option
def show_one(id: str, pack: tuple[Path, ...]) -> int:  # noqa: A002 - the name of the argument
    """Show a pack; the text of the help stands in the catalogue."""
    from leakcheck import api

    packs = {found.id: found for found in api.list_packs(pack)}
    if id not in packs:
        raise _unknown(id, list(packs))
    _say(_page(packs[id]))
    return 0


@command.command(cls=Command, name="check", key="packs_check")
@click.argument("packs", metavar="[PACK]...", nargs=-1, shell_complete=complete_pack)
def check(packs: tuple[str, ...]) -> int:
    """Run examples; the text of the help stands in the catalogue."""
    from leakcheck import api

    shipped = [found.id for found in api.list_packs()]
    worst = 0
    for name in packs or shipped:
        report = api.check_pack(name if name in shipped else _file(name, shipped))
        facts: dict[str, Any] = {
            "id": report.pack.id,
            "rules": sentence("count.rules", n=len(report.pack.rules)),
            "ran": sentence("count.examples", n=report.ran),
        }
        key = "packs.problems" if report.problems else "packs.checked"
        _say([sentence(key, n=len(report.problems), **facts)])
        _say(sentence("packs.problem", text=problem) for problem in report.problems)
        worst = max(worst, int(bool(report.problems)))
    return worst


@command.command(cls=Command, name="new", key="packs_new")
@click.argument("id")
@output_option
def new(id: str, output: Path | None) -> int:  # noqa: A002 - the name of the argument
    """Write a pack to start from; the text of the help stands in the catalogue."""
    if not _ID.fullmatch(id):
        raise UsageError(sentence("packs.bad_id", id=quote(id)), hint=sentence("packs.bad_id_hint"))
    if output is not None and output.exists():
        raise UsageError(
            sentence("packs.exists"), where=show(str(output)), hint=sentence("error.not_written_hint")
        )
    skeleton = resources.files("leakcheck.cli").joinpath("skeleton.toml").read_text(encoding="utf-8")
    _terminal.write(skeleton.replace(_PLACEHOLDER, id), output)
    if output is not None:
        click.echo(sentence("packs.written", file=str(output)), err=True)
    return 0


def _file(name: str, shipped: list[str]) -> Path:
    if Path(name).suffix or is_there(Path(name)):
        return existing(Path(name))
    raise _unknown(name, shipped)


def _unknown(name: str, known: list[str]) -> UsageError:
    return UsageError(
        sentence("packs.none", id=quote(name)), hint=nearest(name, known, "leakcheck packs list")
    )


def _page(pack: Pack) -> Iterator[str]:
    yield sentence("packs.heading", title=pack.title, id=pack.id, kind=pack.kind, version=pack.version)
    if pack.summary:
        yield f"  {pack.summary}"
    yield f"  {sentence('packs.period')}: {period_text(pack.period)}"
    default = sentence("packs.default")
    surfaces = (f"{s.id}: {s.title}{f' ({default})' if s.default else ''}" for s in pack.surfaces)
    yield from _part("surfaces", surfaces)
    yield from _part("fields", (f"{f.name}: {f.title} ({f.type})" for f in pack.fields))
    yield from _part("sources", (f"{s.id}: {source_text(s)} {s.url}" for s in pack.sources))
    rules = ({"rule": r.id, "title": r.title, "strength": r.strength, "status": r.status} for r in pack.rules)
    yield from _part("rules", (sentence("packs.rule", **rule) for rule in rules))
    yield from _part("context", (f"{c.statement} ({c.why})" for c in pack.context))
    if pack.rules:
        yield sentence("packs.next", rule=pack.rules[0].id)


def _part(key: str, items: Iterator[str]) -> Iterator[str]:
    found = list(items)
    if found:
        yield sentence(f"packs.{key}")
        yield from (f"  {item}" for item in found)


def _say(lines: Iterator[str] | list[str]) -> None:
    _terminal.write("".join(f"{show(line, 2_000)}\n" for line in lines))
