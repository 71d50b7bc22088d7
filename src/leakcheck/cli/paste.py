"""``leakcheck paste``: the verdict on a record somebody pastes or pipes in."""

from __future__ import annotations

from typing import Any

import click

from leakcheck.cli._group import Command
from leakcheck.cli._judging import judge, read_stdin
from leakcheck.cli._options import Judging, judging_options
from leakcheck.errors import InputError
from leakcheck.wording import sentence


@click.command(cls=Command, name="paste")
@judging_options
def command(**options: Any) -> int:
    """Judge a pasted record; the text of the help stands in the catalogue."""
    pasted = read_stdin(sentence("paste.prompt"))
    if not pasted.strip():
        raise InputError(sentence("paste.empty"), hint=sentence("paste.empty_hint"))
    return judge(pasted, Judging.of(options))
