"""``leakcheck verify``: the verdict on a file or a pipe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leakcheck.cli._engine import addressed, chosen, engine_options
from leakcheck.cli._group import Command
from leakcheck.cli._judging import announce_waiting, existing, judge, refuse_overwriting
from leakcheck.cli._options import PATH, Judging, judging_options, rejects_option, text_option
from leakcheck.errors import InputError
from leakcheck.safe import show
from leakcheck.wording import sentence


@click.command(cls=Command, name="verify")
@click.argument("file", type=PATH)
@judging_options
@rejects_option
@text_option("--jobs", key="jobs", metavar="N", type=click.IntRange(1, 256))
@text_option("--sample", key="sample", metavar="N", type=click.IntRange(min=1))
@engine_options
@text_option("--folder", key="folder", is_flag=True)
def command(file: Path, folder: bool, **options: Any) -> int:
    """Judge a claim; the text of the help stands in the catalogue.

    A folder is one claim only when that is said: a slip of the keyboard must not read a whole disk.
    """
    found = chosen(file, options)
    judging = Judging.of({**options, "engine": found.engine})
    if (remote := addressed(file, found.engine)) is not None:
        refuse_overwriting(None, judging.output, judging.rejects)
        return judge(remote, judging)
    if str(file) != "-" and existing(file).is_dir() and not folder:
        raise InputError(
            sentence("verify.folder"), where=show(str(file)), hint=sentence("verify.folder_hint")
        )
    if str(file) == "-":
        refuse_overwriting(None, judging.output, judging.rejects)
        announce_waiting(sentence("verify.waiting"))
        return judge(file, judging)
    refuse_overwriting(existing(file), judging.output, judging.rejects, found.checkpoint)
    return judge(file, judging)
