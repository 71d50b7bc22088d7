"""``leakcheck lint``: many files, one line a failing record and finding, an exit code for CI."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leakcheck.cli import _terminal
from leakcheck.cli._failure import report
from leakcheck.cli._group import Command
from leakcheck.cli._judging import existing
from leakcheck.cli._meter import shown
from leakcheck.cli._options import (
    PATH,
    Word,
    claims_option,
    packs_option,
    read_options,
    reading_options,
    text_option,
)
from leakcheck.errors import InputError
from leakcheck.packfile import STRENGTHS
from leakcheck.safe import show
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.model import Finding, Result

NOTHING_READ = 3
MOST = 10


@click.command(cls=Command, name="lint")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PATH)
@claims_option
@packs_option
@reading_options
@text_option("--fail-on", key="lint_fail_on", type=Word(STRENGTHS), default="weak", show_default=True)
@text_option("-q", "--quiet", key="lint_quiet", is_flag=True)
def command(
    paths: tuple[Path, ...],
    claims: str | None,
    pack: tuple[Path, ...],
    fail_on: str,
    quiet: bool,
    **options: Any,
) -> int:
    """Check files; the text of the help stands in the catalogue."""
    from leakcheck import api

    told = read_options(options)
    options |= {"read_options": told} if told else {}
    read, found, skipped, reached = 0, 0, 0, False
    for file in files_in(paths):
        try:
            with shown(not quiet, file=read + skipped + 1) as progress:
                result = api.verify(file, claims=claims, packs=pack, progress=progress, **options).result
        except InputError as error:
            skipped += 1
            if file in paths:
                click.echo("\n".join(report(error)), err=True)
            else:  # a folder holds other things besides data: one line, and the count at the end
                click.echo(sentence("lint.skip", what=str(error)), err=True)
            continue
        failing = counted(result)
        _terminal.write("".join(f"{line}\n" for line in lines(str(file), failing)))
        read, found = read + 1, found + len(failing)
        reached |= any(STRENGTHS.index(f.strength) >= STRENGTHS.index(fail_on) for f in failing)
    if not read:
        raise InputError(sentence("lint.nothing_read"), hint=sentence("lint.nothing_read_hint"))
    if not quiet:
        counts = {"files": sentence("count.files", n=read), "findings": sentence("count.findings", n=found)}
        counts["skipped"] = sentence("lint.skipped", n=skipped) if skipped else ""
        click.echo(sentence("lint.summary", **counts), err=True)
    return int(reached)


def files_in(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Go through files and folders in a fixed order; hidden files and links to folders are left out."""
    for path in paths:
        yield from _inside(path) if existing(path).is_dir() else [path]


def _inside(folder: Path) -> list[Path]:
    """Files of a folder.

    Raises
    ------
    InputError
        When it vanishes or changes while it is searched.
    """
    try:
        return [p for p in sorted(folder.rglob("*")) if p.is_file() and not _is_hidden(p.relative_to(folder))]
    except OSError as error:
        reason = sentence("lint.folder", reason=error.strerror or type(error).__name__)
        raise InputError(reason, where=show(str(folder)), hint=sentence("lint.folder_hint")) from None


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def counted(result: Result) -> list[Finding]:
    """Pick findings that count: drafts never break a build, rates only where they speak against the data."""
    failed = [f for f in result.findings if f.tally.failed and f.weighed]
    return [f for f in failed if f.log10_lr > 0 or not f.rate_only]


def lines(file: str, findings: list[Finding]) -> Iterator[str]:
    """Write ``file:row: rule: sentence`` by row, then how many records were left out."""
    rows = sorted((row, f.rule, f) for f in findings for row in f.tally.rows[:MOST])
    for row, rule, finding in rows:
        yield sentence("lint.row", file=show(file), row=str(row), rule=rule, text=_text(finding, row))
    for finding in sorted(findings, key=lambda f: f.rule):
        shown = len(finding.tally.rows[:MOST])
        more = finding.tally.failed - shown
        if not shown:
            yield sentence("lint.file", file=show(file), rule=finding.rule, text=_text(finding, 0))
        elif more > 0:
            yield sentence("lint.more", file=show(file), rule=finding.rule, n=more)


def _text(finding: Finding, row: int) -> str:
    from leakcheck.reports._cells import explanation
    from leakcheck.reports._evidence import cell_texts

    example = next((e for e in finding.tally.examples if e.row == row), None)
    cells = ", ".join(cell_texts(example, "masked")) if example else ""
    text = sentence("lint.text", text=explanation(finding, "masked", example), strength=finding.strength)
    return sentence("lint.cells", text=text, cells=cells) if cells else text
