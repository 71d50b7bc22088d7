"""``leakcheck explain``: what a rule tests, why, and who says so; as text or as Markdown."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from leakcheck.cli import _terminal
from leakcheck.cli._group import Command
from leakcheck.cli._options import Word, packs_option, text_option
from leakcheck.cli._rule_page import Part, parts_of, title_of
from leakcheck.cli._signal_page import signal_ids, signal_page
from leakcheck.pattern import pattern
from leakcheck.safe import show

_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>|~#&"})
_LONGEST = 10_000
_ADDRESS = pattern(r"https?://[A-Za-z0-9.-]{1,250}(/[A-Za-z0-9./_~%?=&:,;+@-]{0,500})?")


def complete_rule(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of the shipped rules."""
    from leakcheck import packshelf

    ids = [rule.id for pack in packshelf.shipped() for rule in pack.rules] + signal_ids()
    return [CompletionItem(id_) for id_ in ids if id_.startswith(incomplete)]


@click.command(cls=Command, name="explain")
@click.argument("rule", shell_complete=complete_rule)
@packs_option
@text_option(
    "-f", "--format", key="explain_format", type=Word(("text", "markdown")), default="text", show_default=True
)
def command(rule: str, pack: tuple[Path, ...], format: str) -> int:  # noqa: A002 - the name of the option
    """Explain a rule; the text of the help stands in the catalogue."""
    if rule in signal_ids():
        title, parts = signal_page(rule)
    else:
        from leakcheck import api

        of, found = api.explain(rule, pack)
        title, parts = title_of(found), parts_of(of, found)
    width = _terminal.width_of(sys.stdout)
    lines = markdown(title, parts) if format == "markdown" else text(title, parts, width)
    _terminal.write("".join(f"{line}\n" for line in lines))
    return 0


def text(title: str, parts: Sequence[Part], width: int | None) -> Iterator[str]:
    """Write the page for a terminal or a pipe."""
    width = width or _terminal.WIDEST
    yield from textwrap.wrap(show(title, _LONGEST), width)
    for part in parts:
        yield ""
        yield show(part.heading)
        for paragraph, address in _with_addresses(part):
            yield from textwrap.wrap(
                show(paragraph, _LONGEST), width, initial_indent="  - ", subsequent_indent="    "
            )
            yield from [f"    {show(address, _LONGEST)}"] if address else []


def markdown(title: str, parts: Sequence[Part]) -> Iterator[str]:
    """Write the page as Markdown; nothing from a pack is taken for markup."""
    yield f"## {_plain(title)}"
    for part in parts:
        yield ""
        yield f"**{_plain(part.heading)}**"
        yield ""
        for paragraph, address in _with_addresses(part):
            yield f"- {_plain(paragraph)}" + (f" {_link(address)}" if address else "")


def _with_addresses(part: Part) -> list[tuple[str, str]]:
    addresses = part.addresses or ("",) * len(part.paragraphs)
    return list(zip(part.paragraphs, addresses, strict=True))


def _plain(said: str) -> str:
    return show(said, _LONGEST).translate(_MARKS)


def _link(address: str) -> str:
    return f"<{address}>" if _ADDRESS.fullmatch(address) else _plain(address)
