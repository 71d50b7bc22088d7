"""Text for a terminal, a pipe or a mail: the answer first, then what it stands on.

Why rich is asked for colour alone, and only ever sees `Text`: it is slow to load, and in a plain string it
reads markup, links and emoji codes, so that a cell such as ``[/b]`` makes it raise. Nothing but our own
colour codes leaves as a control character.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from leakcheck.frozen import replace
from leakcheck.model import Result
from leakcheck.reports import RenderOptions, _account, _evidence, _extent, _forensics, _sources, _verdict
from leakcheck.reports._lines import Line, Section
from leakcheck.reports._wrapping import cells, wrapped
from leakcheck.safe import show

MEDIA_TYPE = "text/plain; charset=utf-8"
SUFFIX = ".txt"
WIDTH, NARROWEST = 100, 40
_LEAD, _BODY, _HANG = 30, 2, 2
_LONGEST = 4_000
_Part = tuple[str, str, str]
"""What stands before a line, the line, and its style."""
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
    width = max(options.width or WIDTH, NARROWEST)
    lines = (part for line in _lines(result, options) for part in _wrapped(line, width))
    return _coloured(lines, width) if options.color else "".join(f"{a}{b}\n" for a, b, _ in lines)


def _coloured(lines: Iterator[_Part], width: int) -> str:
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard",
        force_terminal=True,
        no_color=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for before, said, style in lines:
            text = Text.assemble(before, Text(said, style=style))
            console.print(text, no_wrap=True, crop=False, overflow="ignore")
    return capture.get()


def _lines(result: Result, options: RenderOptions) -> Iterator[Line]:
    result = result if options.verbose else _evidence.brief(result)
    is_begun = False
    for section in _sections(result, options):
        if is_begun and section.lines:
            yield Line("")
        is_begun = is_begun or bool(section.lines)
        if section.title and section.lines:
            yield Line(section.title, "title")
        body = _BODY if section.title else 0
        yield from (replace(line, indent=line.indent + body) for line in section.lines)


def _sections(result: Result, options: RenderOptions) -> Iterator[Section]:
    yield _extent.banner(result)
    yield _verdict.answer(result)
    yield _verdict.rests(result)
    yield _forensics.signals(result, options.show, options.verbose)
    yield _forensics.origins(result)
    yield _forensics.row_map(result)
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


def _wrapped(line: Line, width: int) -> Iterator[_Part]:
    """Wrap one paragraph; what stands before it is repeated as blanks on the lines that follow."""
    before = " " * line.indent + (f"{show(line.bullet)} " if line.bullet else "")
    room = min(_LEAD, width // 3)
    if cells(show(line.lead)) > room - 2:
        yield from _wrapped(replace(line, text=line.lead, style="", lead=""), width)
        before = " " * (cells(before) + _HANG)
    elif line.lead:
        before += show(line.lead) + " " * (room - cells(show(line.lead)))
    style = _STYLES.get(line.style, "")
    for part in wrapped(show(line.text, _LONGEST), width - cells(before)):
        yield (before if part else ""), part, style
        before = " " * cells(before)
