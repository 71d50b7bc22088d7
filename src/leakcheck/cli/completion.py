"""``leakcheck completion``: the script that completes commands, options and packs in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from leakcheck.cli._group import Command, main
from leakcheck.cli._options import Word


@click.command(cls=Command, name="completion")
@click.argument("shell", type=Word(("bash", "fish", "zsh")))
def command(shell: str) -> int:
    """Print the script; the text of the help stands in the catalogue."""
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(main, {}, "leakcheck", "_LEAKCHECK_COMPLETE").source())
    return 0
