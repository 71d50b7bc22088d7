"""``leakcheck calibrate``: a user's own genuine tables shift the genuine side of the forensic weights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leakcheck.cli import _terminal
from leakcheck.cli._group import Command
from leakcheck.cli._judging import refuse_overwriting
from leakcheck.cli._options import PATH, text_option
from leakcheck.cli.lint import files_in
from leakcheck.errors import InputError, PackError
from leakcheck.safe import show
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.weighing.addition import OwnTable


@click.command(cls=Command, name="calibrate")
@text_option("--add", key="calibrate_add", metavar="DIR", type=PATH, required=True, multiple=True)
@text_option("--weights", key="calibrate_weights", metavar="FILE", type=PATH)
@text_option(
    "-o", "--output", key="calibrate_output", metavar="FILE", type=click.Path(path_type=Path), required=True
)
def command(add: tuple[Path, ...], weights: Path | None, output: Path) -> int:
    """Count genuine tables in; the text of the help stands in the catalogue."""
    from leakcheck.weighing.addition import add_genuine
    from leakcheck.weighing.signalbook import FILE, parse

    for folder in add:
        refuse_overwriting(folder, output)
    given = _content(weights or FILE)
    tables = list(_own_tables(add))
    if not tables:
        raise InputError(sentence("calibrate.nothing"), hint=sentence("calibrate.nothing_hint"))
    shifted = add_genuine(given, tables)
    parse(shifted, show(str(output)))
    text = json.dumps(shifted, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"
    _terminal.write(text, output)
    click.echo(sentence("calibrate.done", n=len(tables), file=show(str(output))), err=True)
    return 0


def _content(path: Path) -> dict[str, Any]:
    """The content of a weights file, checked."""
    from leakcheck.weighing.signalbook import of_these_signals, parse

    try:
        given: dict[str, Any] = json.loads(path.read_bytes())
    except OSError as error:
        why = sentence("error.weights", why=type(error).__name__)
        raise InputError(why, where=show(str(path))) from None
    except (ValueError, RecursionError) as error:
        raise PackError(f"is not JSON ({type(error).__name__})", where=show(str(path))) from None
    of_these_signals(parse(given, show(str(path))), show(str(path)))
    return given


def _own_tables(folders: tuple[Path, ...]) -> Iterator[OwnTable]:
    """What the signals say of every table that can be read; the others are named and left out."""
    from leakcheck import api
    from leakcheck.weighing.addition import OwnTable

    for file in files_in(folders):
        try:
            told = api.verify(file).result.forensics
        except InputError as error:
            click.echo(sentence("lint.skip", what=str(error)), err=True)
            continue
        if told is None:
            click.echo(sentence("calibrate.short", file=show(str(file))), err=True)
            continue
        values = {reading.signal: reading.value for reading in told.readings}
        yield OwnTable(told.looked, {name: value for name, value in values.items() if value is not None})
