"""Options of `verify` that say where a large table is judged, and how a killed run goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from leakcheck.cli._options import Word, text_option
from leakcheck.errors import UsageError
from leakcheck.frozen import dataclass
from leakcheck.safe import show
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.readers import Evidence

F = TypeVar("F", bound=Callable[..., Any])
SUFFIX = ".leakcheck-resume"
_NAMES = ("resume", "checkpoint", "checkpoint_step", "engine", "scheduler", "span")
_BYTES = click.IntRange(min=1 << 20)


def _engine_options() -> Sequence[Callable[[F], F]]:
    return (
        text_option("--resume", key="resume", is_flag=True),
        text_option("--checkpoint", key="checkpoint", metavar="FILE", type=click.Path(path_type=Path)),
        text_option("--checkpoint-step", key="checkpoint_step", metavar="N", type=_BYTES, hidden=True),
        text_option(
            "--engine", key="engine", type=Word(("local", "dask")), default="local", show_default=True
        ),
        text_option("--scheduler", key="scheduler", metavar="ADDRESS"),
        text_option("--span", key="span", metavar="N", type=_BYTES, hidden=True),
    )


def engine_options(function: F) -> F:
    """Add them to a command, in the order help shows them."""
    for option in reversed(_engine_options()):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Chosen:
    """An engine, if any but the usual one is wanted, and the file it writes."""

    engine: Any = None
    checkpoint: Path | None = None


def chosen(file: Path, options: dict[str, Any]) -> Chosen:
    """Take these options out of those of a command.

    Raises
    ------
    UsageError
        When two of them contradict each other.
    """
    from leakcheck.engines.memory import spare_threads

    spare_threads()  # workers are ours, wherever they are
    told = {name: options.pop(name) for name in _NAMES}
    if told["checkpoint"] and not told["resume"]:
        raise UsageError(sentence("engine.needs", option="--resume"), where="--checkpoint")
    if told["scheduler"] and told["engine"] != "dask":
        raise UsageError(sentence("engine.needs", option="--engine dask"), where="--scheduler")
    if told["resume"] and told["engine"] == "dask":
        raise UsageError(sentence("engine.not_both", other="--engine dask"), where="--resume")
    if (told["resume"] or told["engine"] == "dask") and options["sample"]:
        raise UsageError(sentence("engine.not_both", other="--resume, --engine dask"), where="--sample")
    if told["engine"] == "dask":
        return Chosen(_dask(file, told["scheduler"], told["span"], options))
    return _resume(file, told, quiet=options["quiet"]) if told["resume"] else Chosen()


def addressed(file: Path, engine: Any) -> Evidence | None:
    """What stands at an address such as ``s3://bucket/dump.csv``; None when a path was given, or no cluster.

    A path has lost one of the two slashes.
    """
    scheme, sign, rest = str(file).partition(":/")
    if not sign or not scheme.isalnum() or len(scheme) < 2 or type(engine).__name__ != "Dask":
        return None
    from leakcheck.engines.dask import open_address

    return open_address(f"{scheme}://{'/' if scheme == 'file' else ''}{rest}")


def _resume(file: Path, told: dict[str, Any], *, quiet: bool) -> Chosen:
    from leakcheck.engines.resume import Resume

    path = told["checkpoint"] or Path(file.resolve().name + SUFFIX)
    step = told["checkpoint_step"]
    sizes = {} if step is None else {"least": step, "step": step - step % (1 << 20), "every": step // 2}
    return Chosen(Resume(path, tell=_teller(file, "engine.no_checkpoint", quiet=quiet), **sizes), path)


def _dask(file: Path, scheduler: str | None, span: int | None, options: dict[str, Any]) -> Any:
    from leakcheck.engines.dask import Dask

    tell = _teller(file, "engine.one_part", quiet=options["quiet"])
    sizes = {} if span is None else {"span": span - span % (1 << 20)}
    return Dask(scheduler, workers=options["jobs"], tell=tell, **sizes)


def _teller(file: Path, key: str, *, quiet: bool) -> Callable[[str], None]:
    def tell(reason: str) -> None:
        if not quiet:
            click.echo(sentence(key, file=show(str(file)), why=reason), err=True)

    return tell
