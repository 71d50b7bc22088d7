"""``leakcheck attribute``: the seed and the program that made a file, where Faker made it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leakcheck.cli import _terminal
from leakcheck.cli._group import Command
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
_WHOLE = ("every cell", "every cell, list from the table")


@click.command(cls=Command, name="attribute")
@click.argument("file", type=PATH)
@click.option("--budget", metavar="SECONDS", type=click.FloatRange(min=1), default=300, show_default=True,
              help=sentence("option.attribute_budget"))  # fmt: skip
@click.option("--seeds", metavar="N", type=click.IntRange(1, 1 << 32), default=_SEEDS, show_default=True,
              help=sentence("option.attribute_seeds"))  # fmt: skip
@click.option("--jobs", metavar="N", type=click.IntRange(1, 256), help=sentence("option.attribute_jobs"))
@click.option("--locale", metavar="NAME", multiple=True, help=sentence("option.attribute_locale"))
@click.option("-f", "--format", type=Word(("text", "json")), default="text", show_default=True,
              help=sentence("option.attribute_format"))  # fmt: skip
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
        raise InputError(sentence("attribute.no_faker"), hint=sentence("attribute.install")) from None
    for name in locales:
        if name not in AVAILABLE_LOCALES:
            from leakcheck.cli._group import nearest, quote
            from leakcheck.errors import UsageError

            hint = nearest(name, sorted(AVAILABLE_LOCALES), sentence("attribute.as_faker"))
            raise UsageError(sentence("attribute.no_locale", name=quote(name)), where="--locale", hint=hint)


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
        few, least = sentence("attribute.too_few"), sentence("attribute.least", n=_FEWEST_ROWS)
        raise InputError(few, where=show(str(file)), hint=least)
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
        "columns_reproduced": sum(c["compared"] in _WHOLE for c in tree["columns"]),
        "program": program(found, sheet, names, values=mode == "values"),
    }


def _account(call: Call) -> dict[str, str]:
    """What made a column, and what of it was compared."""
    from leakcheck.forensics.seeds.amounts import line_through
    from leakcheck.forensics.seeds.calls import Amount, Exact, Level, Sexed, Sought

    if isinstance(call, Sought):
        return _account(call.call)
    if isinstance(call, Exact):
        what = f"every cell, {call.part}" if call.part else "every cell"
        return {"made_by": call.code, "compared": what}
    if isinstance(call, Sexed):
        codes = sorted({options[0].code for options in call.left.values()})
        return {"made_by": " or ".join(codes), "compared": "every cell"}
    if isinstance(call, Amount):
        between = sentence("attribute.between")
        compared = "every cell, up to its two ends" if line_through(call.pairs) else "order only"
        return {"made_by": between, "compared": compared}
    one = (
        sentence("attribute.one_of", n=call.size)
        if isinstance(call, Level)
        else sentence("attribute.by_weight")
    )
    return {"made_by": one, "compared": "every cell, list from the table"}


def lines(tree: dict[str, Any]) -> Iterator[str]:
    """Write the answer for people."""
    made = f"{tree['generator']} {tree['version']}"
    if tree["outcome"] != "proven":
        yield from _nothing(tree, made)
        return
    columns = tree["columns"]
    yield sentence("attribute.proven", made=made, locale=tree["locale"], seed=str(tree["seed"]))
    total, n = len(columns), tree["columns_reproduced"]
    yield sentence("attribute.reproduced", columns=n, total=total, n=tree["records"])
    yield ""
    width = max(len(column["name"]) for column in columns)
    for column in columns:
        made_by = column["made_by"]
        what = f"{made_by}  ({column['compared']})" if made_by else sentence("attribute.not_drawn")
        yield f"  {column['name']:<{width}}  {what}"
    yield ""
    yield sentence("attribute.compared")
    if any("ends" in column["compared"] or "order" in column["compared"] for column in columns):
        yield sentence("attribute.ends")
    yield ""
    yield from tree["program"].rstrip("\n").split("\n")


def _nothing(tree: dict[str, Any], made: str) -> Iterator[str]:
    below = f"{tree['seeds_below']:,}"
    if not tree["tested"]:
        yield sentence("attribute.no_lead", made=made)
    elif tree["out_of_time"]:
        yield sentence("attribute.late", below=below)
    else:
        yield sentence("attribute.none", made=made, below=below)
    yield sentence("attribute.tried", locales=", ".join(tree["locales_tried"]) or "-")
    yield sentence("attribute.no_proof")
