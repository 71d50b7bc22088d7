"""Judge one piece of evidence and answer: report on standard output, everything else beside it."""

from __future__ import annotations

import difflib
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leakcheck.cli import _terminal
from leakcheck.cli._group import State
from leakcheck.cli._options import Judging
from leakcheck.errors import InputError, UsageError
from leakcheck.safe import show
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.api import Report

_WORSE = {"fabricated": ("fabricated",), "inconclusive": ("fabricated", "inconclusive")}


def judge(evidence: Path | str | bytes, judging: Judging) -> int:
    """Judge, print, and return the exit code: 0 whatever the verdict, 1 when `fail_on` is met."""
    from leakcheck import api

    drawn = _terminal.is_terminal(sys.stderr) and not judging.quiet
    progress = _terminal.Progress(sys.stderr) if drawn else None
    try:
        report = api.verify(
            evidence,
            claims=judging.claims,
            packs=judging.pack,
            map=judging.map,
            input_format=judging.input_format,
            distrust=judging.distrust,
            seed=judging.seed,
            date=judging.date,
            prior=judging.prior,
            progress=progress,
        )
    finally:
        if progress:
            progress.clear()
    _answer(report, judging)
    return int(report.verdict.word in _WORSE.get(judging.fail_on or "", ()))


def _answer(report: Report, judging: Judging) -> None:
    from leakcheck.reports import RenderOptions
    from leakcheck.reports._verdict import headline

    said = headline(report.result)
    if judging.quiet and judging.output is None and judging.format == "text":
        _terminal.write(said + "\n")
        return
    to_file = judging.output is not None
    options = RenderOptions(
        show=judging.show,
        width=None if to_file else _terminal.width_of(sys.stdout),
        color=not to_file and _terminal.wants_color(judging.color, sys.stdout),
        command=command_line(),
        verbose=judging.verbose,
    )
    _terminal.write(report.render(judging.format, options), judging.output)
    if to_file and not judging.quiet:
        click.echo(sentence("progress.written", headline=said, file=str(judging.output)), err=True)


def command_line() -> str:
    """Spell out the command that is running, so that somebody else can run it too."""
    state = click.get_current_context().find_object(State)
    return shlex.join(["leakcheck", *(state.args if state else ())])


def existing(path: Path) -> Path:
    """Return the path of a file that is there.

    Raises
    ------
    InputError
        When it is not, with the nearest name beside it.
    """
    if path.exists():
        return path
    near = difflib.get_close_matches(path.name, _neighbours(path.parent), 1)
    hint = show(str(path.parent / near[0])) if near else sentence("error.no_file_hint")
    raise InputError(sentence("error.no_file"), where=show(str(path)), hint=hint)


def _neighbours(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())[:10_000]
    except OSError:
        return []


def refuse_overwriting(evidence: Path, output: Path | None) -> None:
    """Refuse a report that would replace the evidence.

    Raises
    ------
    UsageError
        When both are one file.
    """
    if output is not None and output.exists() and evidence.exists() and output.samefile(evidence):
        hint = sentence("error.not_written_hint")
        raise UsageError(sentence("error.overwrites"), where=show(str(output)), hint=hint)


def read_stdin(prompt: str) -> bytes:
    """Read standard input to its end; on a terminal say what is awaited."""
    if _terminal.is_terminal(sys.stdin):
        click.echo(prompt, err=True)
    return sys.stdin.buffer.read()
