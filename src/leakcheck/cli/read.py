"""``leakcheck read``: what reading understood, without judging; and the records for other tools."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leakcheck import __version__, discover
from leakcheck.cli import _terminal
from leakcheck.cli._failure import report
from leakcheck.cli._group import Command
from leakcheck.cli._judging import existing, opened, refuse_overwriting
from leakcheck.cli._meter import Meter, shown
from leakcheck.cli._options import (
    PATH,
    Word,
    map_option,
    packs_option,
    read_options,
    reading_options,
    rejects_option,
    text_option,
)
from leakcheck.errors import InputError, UsageError
from leakcheck.frozen import dataclass, replace
from leakcheck.safe import MODES, show
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.model import Ledger
    from leakcheck.readers import Evidence, ReadOptions
    from leakcheck.understanding import Understood

NOTHING_READ = 3
_FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the options of the command were set to."""

    read_options: ReadOptions
    pack: tuple[Path, ...]
    map: tuple[str, ...]
    input_format: str | None
    format: str
    output: Path | None
    to: str | None
    rows: int
    show: str
    no_lines: bool
    rejects: Path | None
    quiet: bool


@click.command(cls=Command, name="read")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@packs_option
@map_option
@reading_options
@text_option("-f", "--format", key="read_format", type=Word(_FORMATS), default="text", show_default=True)
@text_option(
    "--rows", key="read_rows", metavar="N", type=click.IntRange(0, 1000), default=5, show_default=True
)
@text_option("--show", key="read_show", type=Word(MODES), default="masked", show_default=True)
@text_option("--to", key="read_to", type=Word(discover.names("writers")))
@text_option("-o", "--output", key="read_output", metavar="FILE", type=click.Path(path_type=Path))
@text_option("--no-lines", key="read_lines", is_flag=True)
@rejects_option
@text_option("-q", "--quiet", key="read_quiet", is_flag=True)
def command(files: tuple[Path, ...], **options: Any) -> int:
    """Read without judging; the text of the help stands in the catalogue."""
    from leakcheck.readers import ReadOptions

    told = read_options(options) or ReadOptions()
    asked = _Asked(read_options=replace(told, allow_empty=True), **options)
    if asked.to or asked.rejects:
        _refuse_unwritable(files, asked)
    for file in files:
        refuse_overwriting(file, asked.output, asked.rejects)
    return _write_rows(files[0], asked) if asked.to else _say(files, asked)


def _refuse_unwritable(files: tuple[Path, ...], asked: _Asked) -> None:
    """Refuse rows of several files in one output, and bytes on a terminal."""
    if len(files) > 1:
        flag = "--to" if asked.to else "--rejects"
        raise UsageError(sentence("read.several"), where=flag, hint=sentence("read.several_hint"))
    if asked.to and asked.output is None and not discover.load("writers", asked.to).IS_TEXT:
        raise UsageError(sentence("read.binary"), where=f"--to {asked.to}", hint=sentence("read.binary_hint"))


def _open(file: Path, asked: _Asked) -> Evidence:
    if str(file) != "-":
        existing(file)
    elif _terminal.is_terminal(sys.stdin):
        click.echo(sentence("verify.waiting"), err=True)
    return opened(file, asked.read_options)


def _counted(asked: _Asked, meter: Meter | None) -> _Asked:
    """The same, with somebody who counts bytes for the line on the terminal."""
    from leakcheck.readers.intake.odometer import Odometer

    return replace(asked, read_options=replace(asked.read_options, odometer=Odometer(meter)))


def _understand(evidence: Evidence, asked: _Asked) -> Understood:
    from leakcheck import api

    understood = api.understand(
        evidence,
        packs=asked.pack,
        map=asked.map,
        input_format=asked.input_format,
        read_options=asked.read_options,
    )
    odometer = asked.read_options.odometer
    if odometer is None:
        return understood
    from leakcheck.engines.stopping import Watch

    return replace(understood, blocks=Watch(odometer).over(understood.blocks))


def _say(files: tuple[Path, ...], asked: _Asked) -> int:
    """Print the account of each file; one that cannot be read is said, and the rest goes on."""
    from leakcheck.cli import _reading

    accounts, failed = [], False
    for number, file in enumerate(files, 1):
        try:
            with shown(not asked.quiet, file=number, doing="reading") as meter:
                counted = _counted(asked, meter)
                evidence = _open(file, counted)
                understood = _understand(evidence, counted)
                told = asked.read_options.encoding is not None
                accounts.append(_reading.take(understood, asked.rows, asked.show, told))
        except InputError as error:
            if len(files) == 1:
                raise
            failed = True
            click.echo("\n".join(report(error)), err=True)
            continue
        _write_rejects(evidence, accounts[-1].ledger, asked)
    if asked.format == "json":
        made = _reading.tree(accounts, __version__)
        text = json.dumps(made, ensure_ascii=True, allow_nan=False, sort_keys=True, indent=2) + "\n"
    else:
        width = (None if asked.output else _terminal.width_of(sys.stdout)) or _terminal.WIDEST
        pages = (_reading.text_lines(account, width, _next(account.reading.source)) for account in accounts)
        text = "\n".join("".join(f"{line}\n" for line in page) for page in pages)
    _terminal.write(text, asked.output)
    return NOTHING_READ if failed else 0


def _next(source: str) -> str:
    return f"leakcheck verify {shlex.quote(show(source)) if source != 'standard input' else '-'}"


def _write_rejects(evidence: Evidence, ledger: Ledger, asked: _Asked) -> None:
    from leakcheck.cli import _rejects

    account = _rejects.Account(evidence, asked.input_format, asked.read_options, ledger)
    _rejects.write(account, asked.rejects, asked.show, asked.quiet)


def _write_rows(file: Path, asked: _Asked) -> int:
    """Write the records, and what was rejected; on a terminal that shows the records, no progress."""
    is_shown = asked.output is None and _terminal.is_terminal(sys.stdout)
    with shown(not asked.quiet and not is_shown, doing="reading") as meter:
        counted = _counted(asked, meter)
        understood = _understand(_open(file, counted), counted)
        ledger = _written(understood, asked)
    if ledger is None:
        return 0
    if asked.output is not None and not asked.quiet:
        click.echo(sentence("read.written", n=ledger.rows, file=str(asked.output)), err=True)
    _write_rejects(understood.evidence, ledger, asked)
    return 0


def _written(understood: Understood, asked: _Asked) -> Ledger | None:
    """Write the records, whole or not at all, and check that none is missing; None when nobody reads them."""
    from leakcheck.cli._rows import Source, StandardOutput, shown_headings
    from leakcheck.writers import Sheet
    from leakcheck.writers._whole import whole

    source = Source(understood, asked.input_format, asked.show)
    table = understood.table
    columns, labels = (shown_headings(names, asked.show) for names in (table.columns, table.labels))
    sheet = Sheet(columns, source.blocks, lines=not asked.no_lines, labels=labels)
    write = discover.load("writers", str(asked.to)).write
    if asked.output is None:
        try:
            write(sheet, StandardOutput())
        except BrokenPipeError:  # the reader of the pipe has seen enough
            return None
    else:
        with whole(asked.output) as out:
            write(sheet, out)
            source.check()
    return source.check()
