"""Judge one piece of evidence and answer: report on standard output, everything else beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leakcheck.cli import _terminal
from leakcheck.cli._failure import INTERRUPTED
from leakcheck.cli._group import State
from leakcheck.cli._interrupt import Interrupts
from leakcheck.cli._meter import Meter, shown
from leakcheck.cli._options import Judging
from leakcheck.errors import InputError, UsageError
from leakcheck.frozen import replace
from leakcheck.safe import show
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.api import Given, Report
    from leakcheck.readers import Evidence, ReadOptions

_WORSE = {"fabricated": ("fabricated",), "inconclusive": ("fabricated", "inconclusive")}


def judge(evidence: Path | str | bytes | Evidence, judging: Judging) -> int:
    """Judge, print, and return the exit code.

    0 whatever the verdict, 1 when `fail_on` is met, 130 when somebody stopped it and the report is partial.
    """
    from leakcheck import api
    from leakcheck.engines.memory import Guard, spare_descriptions, spare_pandas

    spare_pandas()
    spare_descriptions()
    ceiling = judging.read_options.budget.ceiling if judging.read_options else None
    with Interrupts() as stop, shown(not judging.quiet, stop) as progress, Guard(ceiling):
        told = _read_options(judging, progress)
        source: Given = opened(evidence, told) if judging.rejects is not None else evidence
        if isinstance(source, Path) and source.is_dir():
            source = [source]
        report = api.verify(
            source,
            claims=judging.claims,
            packs=judging.pack,
            map=judging.map,
            input_format=judging.input_format,
            distrust=judging.distrust,
            seed=judging.seed,
            date=judging.date,
            prior=judging.prior,
            weights=judging.weights,
            jobs=judging.jobs,
            sample=judging.sample,
            engine=judging.engine,
            progress=progress,
            stop=stop,
            **({"read_options": told} if told else {}),
        )
    if report.result.partial:  # who waits for nothing any more gets the answer first
        _answer(report, judging)
    if judging.rejects is not None:
        _write_rejects(report, opened(source, judging.read_options), judging)
    if report.result.partial:
        return _say_partial(judging)
    _answer(report, judging)
    return int(report.verdict.word in _WORSE.get(judging.fail_on or "", ()))


def _read_options(judging: Judging, progress: Meter | None) -> ReadOptions | None:
    """How to read; evidence opened here, and not in `api.verify`, must be told who counts its bytes."""
    if progress is None or judging.rejects is None:
        return judging.read_options
    from leakcheck.readers import ReadOptions
    from leakcheck.readers.intake.odometer import Odometer

    return replace(judging.read_options or ReadOptions(), odometer=Odometer(progress))


def _say_partial(judging: Judging) -> int:
    if not judging.quiet:
        click.echo(sentence("error.line", what=sentence("error.partial")), err=True)
    return INTERRUPTED


def _write_rejects(report: Report, source: Evidence, judging: Judging) -> None:
    from leakcheck.cli import _rejects

    account = _rejects.Account(source, judging.input_format, judging.read_options, report.result.ledger)
    _rejects.write(account, judging.rejects, judging.show, judging.quiet)


def _answer(report: Report, judging: Judging) -> None:
    from leakcheck.reports import RenderOptions
    from leakcheck.reports._extent import warnings
    from leakcheck.reports._verdict import headline

    said = " ".join((*warnings(report.result), headline(report.result)))
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
    import shlex

    state = click.get_current_context().find_object(State)
    return shlex.join(["leakcheck", *(state.args if state else ())])


def existing(path: Path) -> Path:
    """Return the path of a file that is there.

    Raises
    ------
    InputError
        When it is not, with the nearest name beside it.
    """
    if is_there(path):
        return path
    import difflib

    near = difflib.get_close_matches(path.name, _neighbours(path.parent), 1)
    hint = show(str(path.parent / near[0])) if near else sentence("error.no_file_hint")
    raise InputError(sentence("error.no_file"), where=show(str(path)), hint=hint)


def is_there(path: Path) -> bool:
    """Whether a path leads to something; one no file system could hold does not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _neighbours(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())[:10_000]
    except OSError:
        return []


def refuse_overwriting(evidence: Path | None, *outputs: Path | None) -> None:
    """Refuse outputs that would replace the evidence or one another.

    Raises
    ------
    UsageError
        When two of them are one file.
    """
    hint = sentence("error.not_written_hint")
    named: set[Path] = set()
    for output in (path for path in outputs if path is not None):
        if evidence is not None and _is_one(output, evidence):
            raise UsageError(sentence("error.overwrites"), where=show(str(output)), hint=hint)
        if output.resolve() in named:
            raise UsageError(sentence("rejects.same"), where=show(str(output)), hint=hint)
        named.add(output.resolve())


def _is_one(output: Path, evidence: Path) -> bool:
    """Whether an output is the evidence, or a file of the folder that is."""
    if not (is_there(output) and is_there(evidence)):
        return False
    try:
        return output.samefile(evidence) or output.resolve().is_relative_to(evidence.resolve())
    except OSError:  # one of them vanished meanwhile: reading says so
        return False


def opened(evidence: Given, options: ReadOptions | None = None) -> Evidence:
    """Open evidence once, so that what is judged and what is written are the same bytes."""
    from leakcheck import readers

    given = [evidence] if isinstance(evidence, Path) else evidence
    told = (options.budget, options.odometer) if options else (None, None)
    return readers.evidence_of(given, *told)


def announce_waiting(prompt: str) -> None:
    """On a terminal, say what is awaited on standard input."""
    if _terminal.is_terminal(sys.stdin):
        click.echo(prompt, err=True)


def read_stdin(prompt: str) -> bytes:
    """Read a pasted text to its end; on a terminal say what is awaited."""
    announce_waiting(prompt)
    return sys.stdin.buffer.read()
