"""The group of commands and what they share: lazy loading, examples first, ``-h``, ``--debug``."""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Sequence
from gettext import gettext
from typing import Any, NoReturn

import click

from leakcheck import __version__, discover
from leakcheck.cli._failure import fail
from leakcheck.errors import UsageError
from leakcheck.safe import show
from leakcheck.wording import has, sentence

_NAME = "leakcheck"
_COLLECT_AFTER = 50_000  # new objects; Python's own is 700
SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class State:
    """What the last door must know when something goes wrong, and what a report repeats."""

    def __init__(self, args: tuple[str, ...] = ()) -> None:
        self.args = args
        self.debug = False


def _set_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    state = ctx.find_object(State)
    if state is not None and value:
        state.debug = True


def debug_option() -> click.Option:
    """Make the option every command has."""
    help_text = sentence("help.debug")
    return click.Option(
        ["--debug"], is_flag=True, expose_value=False, is_eager=True, callback=_set_debug, help=help_text
    )


class Command(click.Command):
    """A command whose help and examples stand in the catalogue under ``help.<key>``."""

    def __init__(self, name: str, key: str = "", **settings: Any) -> None:
        self.key = key or name
        settings["help"] = sentence(f"help.{self.key}.text")
        settings["short_help"] = sentence(f"help.{self.key}.brief")
        settings["context_settings"] = SETTINGS
        super().__init__(name, **settings)
        self.params.append(debug_option())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lead with the examples (Command Line Interface Guidelines, clig.dev)."""
        write_examples(f"help.{self.key}.examples", formatter)
        super().format_help(ctx, formatter)


class Group(click.Group):
    """Commands by name, with a suggestion where a name is almost right."""

    def __init__(self, name: str, **settings: Any) -> None:
        settings["help"] = sentence(f"help.{name}.text")
        settings["short_help"] = sentence(f"help.{name}.brief")
        settings["context_settings"] = SETTINGS
        super().__init__(name, **settings)
        self.params.append(debug_option())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lead with the examples."""
        write_examples(f"help.{self.name}.examples", formatter)
        super().format_help(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            help_command = f"{ctx.command_path} --help"
            raise UsageError(
                f"no command called {quote(name)}", hint=nearest(name, self.list_commands(ctx), help_command)
            )
        return super().resolve_command(ctx, args)


class Door(Group):
    """Commands are the files of this folder; one is imported when it is called or listed."""

    def main(  # type: ignore[override]  # click overloads it by a flag not offered here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run one command line and leave with its exit code; nothing leaves as a raw traceback."""
        if args is None:
            _settle()
        state = State(tuple(sys.argv[1:] if args is None else args))
        extra |= {"standalone_mode": False, "obj": state}
        try:
            code = super().main(list(state.args), prog_name or _NAME, **extra)
        except (Exception, KeyboardInterrupt) as error:
            sys.exit(fail(error, state.debug))
        if args is None:
            gc.freeze()  # the process ends: its last collection would only walk through all modules
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """File names of this folder."""
        return list(discover.names("cli"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's file."""
        if cmd_name not in discover.names("cli"):
            return None
        command: click.Command = discover.load("cli", cmd_name).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by the catalogue: importing each would cost more than all the rest."""
        rows = [(name, self._brief(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(gettext("Commands")):  # click's own heading, in the user's language
            formatter.write_dl(rows)

    def _brief(self, ctx: click.Context, name: str) -> str:
        """What a command does; one that the catalogue does not know is asked itself."""
        if has(f"help.{name}.brief"):
            return sentence(f"help.{name}.brief")
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command is not None else ""


def _settle() -> None:
    """Settings of the whole process, made only where the process is ours."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # a library's warning may quote the data
    gc.enable()
    gc.set_threshold(_COLLECT_AFTER, 10, 10)  # loading modules makes much that stays and nothing to collect


def write_examples(key: str, formatter: click.HelpFormatter) -> None:
    """Write the examples of a command above everything else."""
    with formatter.section(sentence("help.usage_examples")):
        for line in sentence(key).strip().splitlines():
            formatter.write(f"{' ' * formatter.current_indent}{line}\n")
    formatter.write_paragraph()


def quote(word: str) -> str:
    """Repeat a word of the command line in an error, made safe and cut."""
    return f"'{show(word, 60)}'"


def nearest(word: str, known: list[str] | tuple[str, ...], otherwise: str) -> str:
    """Suggest the nearest known word, or something else to do."""
    import difflib

    near = difflib.get_close_matches(word, known, 1)
    return sentence("error.meant", word=near[0], command=otherwise) if near else otherwise


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(sentence("help.version", version=__version__))
        ctx.exit()


def version_option() -> click.Option:
    """Make the option that only the group has."""
    settings: dict[str, Any] = {"is_flag": True, "expose_value": False, "is_eager": True}
    help_text = sentence("help.version_option")
    return click.Option(["--version"], callback=_print_version, help=help_text, **settings)


main = Door(_NAME, params=[version_option()], no_args_is_help=True)
