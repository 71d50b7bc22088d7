"""``leakcheck attribute``: the seed and the program that made a file, where Faker made it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leakcheck.cli import _terminal
from leakcheck.cli._group import SETTINGS, Command, debug_option
from leakcheck.cli._judging import existing, refuse_overwriting
from leakcheck.cli._options import PATH, Word, output_option, read_options, reading_options, show_option
from leakcheck.errors import InputError
from leakcheck.safe import heading, show
from leakcheck.wording import sentence

if TYPE_CHECKING:
    from leakcheck.forensics.seeds.calls import Call
    from leakcheck.forensics.seeds.search import Found
    from leakcheck.forensics.seeds.sheet import Sheet

_MOST_ROWS = 2000
_FEWEST_ROWS = 2
_MOST_COLUMNS = 40
_SEEDS = 10_000_000


_BRIEF = "Find the seed that made a file, where Faker did."
_TEXT = (
    "Look for the seed with which Faker made FILE (or - for a pipe). A proof: the rows come out again, "
    "cell for cell, "
    "and the program that makes them is printed. Needs the extra [attribution]. "
    "Not finding one proves nothing."
)
_EXAMPLES = ("leakcheck attribute dump.csv", "leakcheck attribute dump.csv --locale en_IN --format json")


class _Attribute(Command):
    """The command with its own help."""

    def __init__(self, name: str, **settings: Any) -> None:
        self.key = name
        settings |= {"help": _TEXT, "short_help": _BRIEF, "context_settings": SETTINGS}
        click.Command.__init__(self, name, **settings)
        self.params.append(debug_option())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lead with the examples."""
        with formatter.section(sentence("help.usage_examples")):
            for line in _EXAMPLES:
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")
        formatter.write_paragraph()
        click.Command.format_help(self, ctx, formatter)


@click.command(cls=_Attribute, name="attribute")
@click.argument("file", type=PATH)
@click.option("--budget", metavar="SECONDS", type=click.FloatRange(min=1), default=300, show_default=True,
              help="Stop looking after so many seconds.")  # fmt: skip
@click.option("--seeds", metavar="N", type=click.IntRange(1, 1 << 32), default=_SEEDS, show_default=True,
              help="Look at seeds below N; usual seeds (dates, 42, 1234) always.")  # fmt: skip
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1, 256), help="Processes; one for each core if not said."
)
@click.option(
    "--locale", metavar="NAME", multiple=True, help="Only this locale of Faker, such as en_IN; repeatable."
)
@click.option("-f", "--format", type=Word(("text", "json")), default="text", show_default=True,
              help="How to write the answer.")  # fmt: skip
@output_option
@show_option
@reading_options
def command(file: Path, **options: Any) -> int:
    """Look for the seed; the text of the help stands in the catalogue."""
    _need_faker(options["locale"])
    from leakcheck.engines.pool import usable_cores
    from leakcheck.forensics.seeds.search import Limits, search

    if str(file) != "-":
        refuse_overwriting(existing(file), options["output"], None)
    output, form, mode = options.pop("output"), options.pop("format"), options.pop("show")
    jobs = options.pop("jobs") or usable_cores()
    limits = Limits(options.pop("seeds"), time.monotonic() + options.pop("budget"), jobs)
    only = options.pop("locale")
    sheet = _sheet(file, options)
    found = search(sheet, limits, only)
    tree = answer(found, sheet, mode, limits.seeds)
    if form == "json":
        text = json.dumps(tree, ensure_ascii=True, allow_nan=False, sort_keys=True, indent=2) + "\n"
    else:
        text = "".join(f"{line}\n" for line in lines(tree))
    _terminal.write(text, output)
    return 0


def _need_faker(locales: tuple[str, ...]) -> None:
    """Refuse where the extra is missing, or a locale is unknown."""
    try:
        from faker.config import AVAILABLE_LOCALES
    except ImportError:
        what = 'seed recovery needs Faker, which the extra "attribution" brings'
        raise InputError(what, hint="pip install 'leakcheck-verify[attribution]'") from None
    for name in locales:
        if name not in AVAILABLE_LOCALES:
            from leakcheck.cli._group import nearest, quote
            from leakcheck.errors import UsageError

            hint = nearest(name, sorted(AVAILABLE_LOCALES), "name it as Faker does: en_IN")
            raise UsageError(f"no locale called {quote(name)}", where="--locale", hint=hint)


def _sheet(file: Path, options: dict[str, Any]) -> Sheet:
    """Read the first records of a file."""
    from leakcheck import api
    from leakcheck.forensics.seeds.sheet import sheet_of
    from leakcheck.writers import cells_of

    understood = api.understand(file if str(file) != "-" else "-", read_options=read_options(options))
    rows: list[tuple[str | None, ...]] = []
    for block in understood.blocks:
        rows += zip(*(cells_of(column)[: _MOST_ROWS - len(rows)] for column in block.columns), strict=True)
        if len(rows) >= _MOST_ROWS:
            break
    if len(rows) < _FEWEST_ROWS:
        raise InputError(
            "too few records to look for a seed", where=show(str(file)), hint="two are the least"
        )
    return sheet_of(understood.table.columns[:_MOST_COLUMNS], [row[:_MOST_COLUMNS] for row in rows])


def answer(found: Found, sheet: Sheet, mode: str, seeds: int) -> dict[str, Any]:
    """Put what was found into a tree of plain values; nothing of the input but headings is in it."""
    from leakcheck.forensics.seeds.program import program

    names = [heading(column.name, mode) for column in sheet.columns]
    tree: dict[str, Any] = {
        "schema": "attribution-1",
        "generator": "Faker",
        "version": found.version,
        "records": sheet.rows,
        "columns": [{"name": name, "made_by": None, "compared": "not drawn"} for name in names],
        "locales_tried": list(found.locales),
        "seeds_below": seeds,
    }
    if found.proof is None:
        return tree | {"outcome": "not found", "out_of_time": found.out_of_time, "tested": found.leads > 0}
    for call in found.proof.calls:
        for place in call.columns:
            tree["columns"][place] |= _account(call)
    return tree | {
        "outcome": "proven",
        "seed": found.proof.seed,
        "locale": found.locale,
        "words_before": found.proof.skipped,
        "bits": round(found.proof.bits),
        "records_reproduced": sheet.rows,
        "program": program(found, sheet, names, values=mode == "values"),
    }


def _account(call: Call) -> dict[str, str]:
    from leakcheck.forensics.seeds.calls import Amount, Exact, Level

    if isinstance(call, Exact):
        return {"made_by": call.code, "compared": "every cell"}
    if isinstance(call, Amount):
        return {"made_by": "a date or time between two ends", "compared": "order"}
    if isinstance(call, Level):
        return {
            "made_by": f"one of {call.size}, equally likely",
            "compared": "every cell, list from the table",
        }
    return {"made_by": "one of several, by weight", "compared": "every cell, list from the table"}


def lines(tree: dict[str, Any]) -> Iterator[str]:
    """Write the answer for people."""
    made = f"{tree['generator']} {tree['version']}"
    if tree["outcome"] != "proven":
        yield from _nothing(tree, made)
        return
    n = tree["records"]
    yield f"PROVEN: {made}, locale {tree['locale']}, seed {tree['seed']}, makes all {n:,} records again."
    yield ""
    width = max(len(column["name"]) for column in tree["columns"])
    for column in tree["columns"]:
        what = (
            f"{column['made_by']}  ({column['compared']})"
            if column["made_by"]
            else "not drawn, or not reproduced"
        )
        yield f"  {column['name']:<{width}}  {what}"
    yield ""
    yield "Case, and commas, blanks and line ends in a row, are not compared."
    yield f"Chance of such an agreement: less than 1 in 2^{min(tree['bits'], 9999):,} for each seed tried."
    yield ""
    yield from tree["program"].rstrip("\n").split("\n")


def _nothing(tree: dict[str, Any], made: str) -> Iterator[str]:
    if not tree["tested"]:
        yield f"NOT FOUND: no column looks like one that {made} fills and that tells seeds apart."
    elif tree["out_of_time"]:
        yield f"NOT FOUND: the budget ran out before all seeds below {tree['seeds_below']:,} were tried."
    else:
        below = f"{tree['seeds_below']:,}"
        yield f"NOT FOUND: no seed below {below} and no usual one makes these rows with {made}."
    tried = ", ".join(tree["locales_tried"]) or "none"
    yield f"Locales tried: {tried}."
    yield "That says nothing for the file: another version, order or seed may have made it."
