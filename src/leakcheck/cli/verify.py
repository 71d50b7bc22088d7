"""``leakcheck verify``: the verdict on a file or a pipe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leakcheck.cli._group import Command
from leakcheck.cli._judging import existing, judge, read_stdin, refuse_overwriting
from leakcheck.cli._options import PATH, Judging, judging_options
from leakcheck.wording import sentence


@click.command(cls=Command, name="verify")
@click.argument("file", type=PATH)
@judging_options
def command(file: Path, **options: Any) -> int:
    """Judge a claim; the text of the help stands in the catalogue."""
    judging = Judging(**options)
    if str(file) == "-":
        return judge(read_stdin(sentence("verify.waiting")), judging)
    refuse_overwriting(file, judging.output)
    return judge(existing(file), judging)
