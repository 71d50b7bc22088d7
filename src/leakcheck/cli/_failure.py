"""Failures in words: what and where, then what to try. Nothing from the input, no library's message.

Why messages of foreign exceptions are never printed: they quote the row that broke them (Python's
ValueError, Arrow, DuckDB). A type and a line number are enough to find a defect.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from leakcheck.errors import LeakcheckError
from leakcheck.safe import show
from leakcheck.wording import sentence

WRONG_USAGE, DEFECT, INTERRUPTED = 2, 70, 130
_PACKAGE = "leakcheck"


def fail(error: BaseException, debug: bool) -> int:
    """Print a failure on the error stream and return the exit code it stands for."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    if isinstance(error, click.exceptions.Abort) and isinstance(error.__cause__, EOFError):
        error = error.__cause__  # click takes any EOFError for Ctrl-D; a cut archive raises it too
    if isinstance(error, MemoryError):
        from leakcheck.engines.memory import OutOfMemoryError

        error = OutOfMemoryError()
    code, lines = _explain(error)
    for line in (*lines, *(_trace(error) if debug else ())):
        click.echo(line, err=True)
    return code


def _explain(error: BaseException) -> tuple[int, list[str]]:
    if isinstance(error, LeakcheckError):
        return error.exit_code, report(error)
    if isinstance(error, click.exceptions.Abort | KeyboardInterrupt):
        return INTERRUPTED, [sentence("error.line", what=sentence("error.interrupted"))]
    if isinstance(error, click.ClickException):
        return WRONG_USAGE, _usage(error)
    what = sentence("error.stopped", place=_place(error), kind=type(error).__name__)
    return DEFECT, [
        sentence("error.line", what=what),
        sentence("error.hint", hint=sentence("error.stopped_hint")),
    ]


def report(error: LeakcheckError) -> list[str]:
    """Put a foreseen failure in one or two lines."""
    lines = [sentence("error.line", what=str(error))]
    return [*lines, sentence("error.hint", hint=error.hint)] if error.hint else lines


def _usage(error: click.ClickException) -> list[str]:
    context = getattr(error, "ctx", None)
    command = sentence("error.help", command=context.command_path if context else _PACKAGE)
    meant = getattr(error, "possibilities", None)
    hint = sentence("error.meant", word=sorted(meant)[0], command=command) if meant else command
    what = getattr(error, "message", "") if meant else error.format_message()
    what = show(what, 300).rstrip(".")
    return [sentence("error.line", what=what[:1].lower() + what[1:]), sentence("error.hint", hint=hint)]


def _place(error: BaseException) -> str:
    """Name the innermost module of leakcheck that was at work."""
    import traceback

    modules = [
        str(frame.f_globals.get("__name__", "?")) for frame, _ in traceback.walk_tb(error.__traceback__)
    ]
    ours = [name for name in modules if name.split(".")[0] == _PACKAGE]
    return ours[-1].removeprefix(f"{_PACKAGE}.") if ours else _PACKAGE


def _trace(error: BaseException) -> Iterator[str]:
    """List modules, lines and types of the whole chain, innermost last; no messages, no source."""
    import traceback

    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        yield from _trace(cause)
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", "?"))
        yield sentence("error.frame", file=module, line=str(line), function=frame.f_code.co_name)
    yield sentence("error.kind", kind=type(error).__name__)
