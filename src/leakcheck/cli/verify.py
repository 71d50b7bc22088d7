"""``leakcheck verify``: the verdict on a file or a pipe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leakcheck.cli._group import Command
from leakcheck.cli._judging import existing, judge, read_stdin, refuse_overwriting
from leakcheck.cli._options import PATH, Judging, judging_options, rejects_option
from leakcheck.wording import sentence


@click.command(cls=Command, name="verify")
@click.argument("file", type=PATH)
@judging_options
@rejects_option
def command(file: Path, **options: Any) -> int:
    """Judge a claim; the text of the help stands in the catalogue."""
    judging = Judging.of(options)
    if str(file) == "-":
        refuse_overwriting(None, judging.output, judging.rejects)
        return judge(read_stdin(sentence("verify.waiting")), judging)
    refuse_overwriting(existing(file), judging.output, judging.rejects)
    return judge(file, judging)
