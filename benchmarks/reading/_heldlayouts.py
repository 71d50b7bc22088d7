"""Further layouts, kept apart from those the reader was written on; see `_chatlayouts`."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.reading._chatlayouts import Layout, Lines
from benchmarks.reading._textpeople import Cell, Person


def _each(records: list[Person], write: Callable[[Cell], str], before: Callable[[int], list[str]]) -> Lines:
    for number, person in enumerate(records):
        yield from ((number, text) for text in before(number))
        yield from ((number, write(cell)) for cell in person)


def arrows(rng: random.Random, records: list[Person]) -> Lines:
    """``Label → value``."""
    sign = rng.choice(("→", "=>", "->", "➜"))
    yield from _each(records, lambda c: f"{c.label} {sign} {c.value}", lambda n: [""] if n else [])


def chat_bold(_rng: random.Random, records: list[Person]) -> Lines:
    """Bold as chat programs write it, and talk around the records."""
    yield -1, "Hello, here are the details you asked for:"
    yield -1, ""
    yield from _each(records, lambda c: f"*{c.label}:* {c.value}", lambda n: [""] if n else [])
    yield len(records) - 1, ""
    yield len(records) - 1, "Please let me know if you need anything else."


def tabs(_rng: random.Random, records: list[Person]) -> Lines:
    """Label, tab, value."""
    yield from _each(records, lambda c: f"{c.label}\t{c.value}", lambda n: [""] if n else [])


def padded(_rng: random.Random, records: list[Person]) -> Lines:
    """Colons in one column."""
    width = max(len(c.label) for c in records[0]) + 2
    yield from _each(records, lambda c: f"{c.label:<{width}}: {c.value}", lambda n: [""] if n else [])


def semicolons(_rng: random.Random, records: list[Person]) -> Lines:
    """One record a line, ``Label=value; Label=value``, numbered."""
    for number, person in enumerate(records):
        yield number, f"{number + 1}) " + "; ".join(f"{c.label}={c.value}" for c in person)


def bullets(_rng: random.Random, records: list[Person]) -> Lines:
    """Round bullets and long dashes, a drawn rule between records."""
    yield from _each(records, lambda c: f"• {c.label} – {c.value}", lambda n: ["————————"] if n else [])


def message_each(rng: random.Random, records: list[Person]) -> Lines:
    """A message for every field."""
    for number, person in enumerate(records):
        for cell in person:
            yield number, f"[12/06/23, 9:{rng.randint(10, 59)}:07 PM] Desk: {cell.label}: {cell.value}"


def markdown_list(_rng: random.Random, records: list[Person]) -> Lines:
    """A Markdown list under a heading for each record."""
    yield from _each(
        records,
        lambda c: f"- **{c.label}:** {c.value}",
        lambda n: ([""] if n else []) + [f"### Record {n + 1}"],
    )


def ticks(_rng: random.Random, records: list[Person]) -> Lines:
    """Ticks and ``:-``."""
    yield from _each(records, lambda c: f"✅ {c.label} :- {c.value}", lambda n: [""] if n else [])


def below(_rng: random.Random, records: list[Person]) -> Lines:
    """``Label:`` and the value on the next line, indented."""
    yield from _each(records, lambda c: f"{c.label}:\n    {c.value}", lambda n: [""] if n else [])


def quoted_bold(_rng: random.Random, records: list[Person]) -> Lines:
    """A quoted reply with bold labels under a line that introduces it."""
    yield -1, "On Monday the desk wrote:"
    yield from _each(records, lambda c: f">> *{c.label}*: {c.value}", lambda n: [">>"] if n else [])


def pair_tables(_rng: random.Random, records: list[Person]) -> Lines:
    """A Markdown table of labels and values for each record."""
    head = ["| Field | Value |", "|---|---|"]
    yield from _each(records, lambda c: f"| {c.label} | {c.value} |", lambda n: ([""] if n else []) + head)


def members(_rng: random.Random, records: list[Person]) -> Lines:
    """``Member 1`` above each record, labels indented."""
    yield from _each(records, lambda c: f"   {c.label}: {c.value}", lambda n: [f"Member {n + 1}:"])


def fenced(_rng: random.Random, records: list[Person]) -> Lines:
    """A block of code, colons without a blank."""
    yield -1, "```"
    yield from _each(records, lambda c: f"{c.label}:{c.value}", lambda n: [""] if n else [])
    yield len(records) - 1, "```"


HELD_OUT: dict[str, Layout] = {
    f.__name__: f
    for f in (arrows, chat_bold, tabs, padded, semicolons, bullets, message_each, markdown_list, ticks, below,
              quoted_bold, pair_tables, members, fenced)
}  # fmt: skip
