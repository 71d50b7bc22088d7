"""Text for a terminal, a pipe or a mail: the answer first, then what it stands on.

Why rich only ever sees `Text`: in a plain string it reads markup, links and emoji codes, and a
cell such as ``[/b]`` makes it raise. Nothing but our own colour codes leaves as a control character.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from leakcheck.model import Result
from leakcheck.reports import RenderOptions, _account, _evidence, _sources, _verdict
from leakcheck.reports._lines import Line, Section
from leakcheck.safe import show

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

MEDIA_TYPE = "text/plain; charset=utf-8"
SUFFIX = ".txt"
WIDTH, NARROWEST = 100, 40
_LEAD, _BODY, _HANG = 30, 2, 2
_LONGEST = 4_000
_STYLES = {
    "fabricated": "bold red",
    "plausible": "bold green",
    "inconclusive": "bold yellow",
    "finding": "bold",
    "title": "bold underline",
    "quiet": "dim",
    "next": "cyan",
}


def render(result: Result, options: RenderOptions) -> str:
    """Write the whole report, wrapped to the width asked for (at least 40 cells)."""
    from rich.console import Console

    width = max(options.width or WIDTH, NARROWEST)
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if options.color else None,
        force_terminal=options.color,
        no_color=not options.color,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for line in _lines(result, options):
            for text in _wrapped(line, width, console):
                console.print(text, no_wrap=True, crop=False, overflow="ignore")
    return capture.get()


def _lines(result: Result, options: RenderOptions) -> Iterator[Line]:
    result = result if options.verbose else _evidence.brief(result)
    for place, section in enumerate(_sections(result, options)):
        if place and section.lines:
            yield Line("")
        if section.title and section.lines:
            yield Line(section.title, "title")
        body = _BODY if section.title else 0
        yield from (replace(line, indent=line.indent + body) for line in section.lines)


def _sections(result: Result, options: RenderOptions) -> Iterator[Section]:
    yield _verdict.answer(result)
    yield _verdict.rests(result)
    yield _evidence.against(result, options.show)
    yield _evidence.speaking_for(result, options.verbose)
    yield _evidence.noted(result)
    yield _evidence.mangled(result)
    yield _evidence.untested(result, options.verbose)
    yield _evidence.context(result)
    yield _account.account(result)
    yield _account.reading(result)
    yield _account.columns(result, options.show)
    if options.verbose:
        yield _sources.listed(result)
    yield _account.repeat(result, options.command)
    yield _account.following(result, options.command)


def _wrapped(line: Line, width: int, console: Console) -> Iterator[Text]:
    """Wrap one paragraph; what stands before it is repeated as blanks on the lines that follow."""
    from rich.cells import cell_len
    from rich.text import Text

    before = " " * line.indent + (f"{show(line.bullet)} " if line.bullet else "")
    room = min(_LEAD, width // 3)
    if cell_len(show(line.lead)) > room - 2:
        yield from _wrapped(replace(line, text=line.lead, style="", lead=""), width, console)
        before = " " * (cell_len(before) + _HANG)
    elif line.lead:
        before += show(line.lead) + " " * (room - cell_len(show(line.lead)))
    body = Text(show(line.text, _LONGEST), style=_STYLES.get(line.style, ""))
    for part in body.wrap(console, width - cell_len(before)) or [Text("")]:
        part.rstrip()
        yield Text.assemble(before if part else "", part)
        before = " " * cell_len(before)
