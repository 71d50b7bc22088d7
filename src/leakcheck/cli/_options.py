"""Options that judge: the same for `verify` and `paste`, and the kinds of value they take."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from leakcheck import discover
from leakcheck.cli._group import nearest, quote
from leakcheck.errors import UsageError
from leakcheck.frozen import dataclass
from leakcheck.safe import MODES
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.readers import ReadOptions

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path, allow_dash=True)
_COUNT = click.IntRange(min=1)
_PRIOR = click.FloatRange(0, 1, min_open=True, max_open=True)


class Word(click.Choice[str]):
    """One of some words; a wrong one gets a suggestion, never a guess."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word or say which was probably meant."""
        if value in self.choices:
            return str(value)
        where = max(param.opts, key=len) if param and param.opts else ""
        known = [str(choice) for choice in self.choices]
        raise UsageError(
            sentence("error.no_word", word=quote(str(value))),
            where=where,
            hint=nearest(str(value), known, sentence("error.words", words=", ".join(known))),
        )


class Memory(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.4
    """A size in memory such as 300M or 2G; one that nothing could run in is refused."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return bytes."""
        from leakcheck.readers.intake.budget import LEAST_MEMORY, parse_size, size_text

        where, least = "--max-memory", size_text(LEAST_MEMORY)
        try:
            size = parse_size(str(value))
        except ValueError:
            what, hint = sentence("error.no_size", word=quote(str(value))), sentence("error.size")
            raise UsageError(what, where=where, hint=hint) from None
        if size < LEAST_MEMORY:
            hint = sentence("error.least_memory", least=least)
            raise UsageError(sentence("error.little_memory", size=size_text(size)), where=where, hint=hint)
        return size


def parse_day(_ctx: click.Context, param: click.Parameter, value: str | None) -> datetime.date | None:
    """Read a calendar date as ISO 8601 writes it, whole; a time or a week is refused."""
    if value is None:
        return None
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(
            sentence("error.no_date", word=quote(value)),
            where=max(param.opts, key=len),
            hint=sentence("error.date"),
        ) from None


@dataclass(frozen=True, slots=True)
class Judging:
    """What the judging options were set to; names as in `leakcheck.api.verify` where they meet."""

    claims: str | None
    pack: tuple[Path, ...]
    map: tuple[str, ...]
    input_format: str | None
    format: str
    output: Path | None
    show: str
    fail_on: str | None
    distrust: tuple[str, ...]
    seed: int
    date: datetime.date | None
    prior: float
    color: str
    quiet: bool
    verbose: bool
    read_options: ReadOptions | None = None
    rejects: Path | None = None
    jobs: int | None = None
    sample: int | None = None
    engine: Any = None
    weights: Path | None = None

    @classmethod
    def of(cls, options: dict[str, Any]) -> Judging:
        """Sort the options of a command into how to read and how to judge."""
        return cls(read_options=read_options(options), **options)


def complete_pack(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of shipped packs; reads no pack."""
    return [
        CompletionItem(path.stem) for path in discover.data_files("packs") if path.stem.startswith(incomplete)
    ]


def text_option(*names: str, key: str, **settings: Any) -> Callable[[F], F]:
    """Make an option whose help stands in the catalogue under ``option.<key>``."""
    return click.option(*names, help=sentence(f"option.{key}"), **settings)


claims_option = text_option("--claims", key="claims", metavar="PACK[:SURFACE]", shell_complete=complete_pack)
packs_option = text_option("--pack", key="pack", metavar="FILE", multiple=True, type=PATH)
map_option = text_option("--map", key="map", metavar="COL=FIELD", multiple=True)
rejects_option = text_option(
    "--rejects", key="rejects", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False)
)
show_option = text_option("--show", key="show", type=Word(MODES), default="masked", show_default=True)
output_option = text_option("-o", "--output", key="output", metavar="FILE", type=click.Path(path_type=Path))


def _reading_options() -> Sequence[Callable[[F], F]]:
    return (
        text_option("--input-format", key="input_format", metavar="FORMAT"),
        text_option("--delimiter", key="delimiter", metavar="CHAR"),
        text_option("--encoding", key="encoding", metavar="NAME"),
        text_option("--table", key="table", metavar="NAME"),
        text_option("--member", key="member", metavar="NAME"),
        text_option("--max-bytes", key="max_bytes", metavar="N", type=_COUNT),
        text_option("--max-ratio", key="max_ratio", metavar="N", type=_COUNT),
        text_option("--max-depth", key="max_depth", metavar="N", type=_COUNT),
        text_option("--max-entries", key="max_entries", metavar="N", type=_COUNT),
        text_option("--max-memory", key="max_memory", metavar="SIZE", type=Memory()),
        text_option("--max-field", key="max_field", metavar="N", type=_COUNT, hidden=True),
        text_option("--max-columns", key="max_columns", metavar="N", type=_COUNT, hidden=True),
        text_option("--max-cells", key="max_cells", metavar="N", type=_COUNT, hidden=True),
        text_option("--max-window", key="max_window", metavar="N", type=_COUNT, hidden=True),
    )


def reading_options(function: F) -> F:
    """Add every option that says how to read, in the order help shows them."""
    for option in reversed(_reading_options()):
        function = option(function)
    return function


def read_options(options: dict[str, Any]) -> ReadOptions | None:
    """Take out of a command's options what says how to read; None when nothing does."""
    from leakcheck.readers import Budget, ReadOptions
    from leakcheck.readers.intake.budget import FLAGS, held_within

    names = ("delimiter", "encoding", "table", "member")
    told = {name: options.pop(name) for name in names if options.get(name) is not None}
    flags = {limit: flag.removeprefix("--").replace("-", "_") for limit, flag in FLAGS.items()}
    limits = {limit: options.pop(name) for limit, name in flags.items() if options.get(name) is not None}
    for name in (*names, *flags.values()):
        options.pop(name, None)
    if "memory" in limits:
        limits |= {"ceiling": limits["memory"], "memory": held_within(limits["memory"])}
    return ReadOptions(**told, budget=Budget(**limits)) if told or limits else None


def _judging_options() -> Sequence[Callable[[F], F]]:
    shown = {"show_default": True}
    return (
        claims_option,
        packs_option,
        map_option,
        *_reading_options(),
        text_option(
            "-f", "--format", key="format", type=Word(discover.names("reports")), default="text", **shown
        ),
        output_option,
        show_option,
        text_option("--fail-on", key="fail_on", type=Word(("fabricated", "inconclusive"))),
        text_option("--distrust", key="distrust", metavar="SOURCE", multiple=True),
        text_option("--seed", key="seed", metavar="N", type=int, default=0, **shown),
        text_option("--date", key="date", metavar="YYYY-MM-DD", callback=parse_day),
        text_option("--prior", key="prior", metavar="P", type=_PRIOR, default=0.5, **shown),
        text_option("--weights", key="weights", metavar="FILE", type=PATH),
        text_option("--color", key="color", type=Word(("auto", "always", "never")), default="auto", **shown),
        text_option("-q", "--quiet", key="quiet", is_flag=True),
        text_option("-v", "--verbose", key="verbose", is_flag=True),
    )


def judging_options(function: F) -> F:
    """Add every option of `Judging` to a command, in the order help shows them."""
    for option in reversed(_judging_options()):
        function = option(function)
    return function
