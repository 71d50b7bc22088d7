"""A second blind set of layouts, written after the reader had been mended on the first and looked at once."""

from __future__ import annotations

import random

from benchmarks.reading._blindlayouts import Layout, Lines
from benchmarks.reading._textpeople import Person


def slack_thread(rng: random.Random, records: list[Person]) -> Lines:
    """Messages of a team chat: name and time on one line, the fields under it with bold in single stars."""
    for n, person in enumerate(records):
        yield -1, f"lookup-bot  APP  10:{11 + n} AM"
        for c in person:
            yield n, f"*{c.label}*: {c.value}"
        yield -1, "1 reply"


def boxed(rng: random.Random, records: list[Person]) -> Lines:
    """A box of drawing signs around each record."""
    width = max(len(f"{c.label}: {c.value}") for person in records for c in person) + 1
    for n, person in enumerate(records):
        yield -1, "┌" + "─" * (width + 1) + "┐"
        for c in person:
            yield n, f"│ {f'{c.label}: {c.value}':<{width}}│"
        yield -1, "└" + "─" * (width + 1) + "┘"


def ticket(rng: random.Random, records: list[Person]) -> Lines:
    """A help desk's ticket: a subject, headings with hashes, dashes and stars for lists."""
    yield -1, "Subject: Data subject request"
    yield -1, ""
    for n, person in enumerate(records):
        yield n, f"### Individual {n + 1}"
        for c in person:
            yield n, f"* {c.label}: `{c.value}`"
        yield -1, ""


def ini(rng: random.Random, records: list[Person]) -> Lines:
    """Sections in brackets and settings, as a program's file."""
    for n, person in enumerate(records):
        yield n, f"[person{n + 1}]"
        for c in person:
            yield n, f"{c.label} = {c.value}"
        yield -1, ""


def slashes(rng: random.Random, records: list[Person]) -> Lines:
    """A record a line, double slashes between the pairs."""
    for n, person in enumerate(records):
        yield n, " // ".join(f"{c.label}: {c.value}" for c in person)


def lettered(rng: random.Random, records: list[Person]) -> Lines:
    """`(a) Label: value`, a dashed rule under each record."""
    for n, person in enumerate(records):
        for i, c in enumerate(person):
            yield n, f"({'abcdefghijklmnop'[i]}) {c.label}: {c.value}"
        yield -1, "- - - - - - - -"


def tabs_colon(rng: random.Random, records: list[Person]) -> Lines:
    """Label, colon, several tabs."""
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label}:\t\t{c.value}"
        yield -1, ""


def hash_titles(rng: random.Random, records: list[Person]) -> Lines:
    """Counted with a number sign in bold, checkmarks in front of the fields."""
    for n, person in enumerate(records):
        yield n, f"**#{n + 1}**"
        for c in person:
            yield n, f"✔️ {c.label} : {c.value}"


def heading_value(rng: random.Random, records: list[Person]) -> Lines:
    """Every label a bold line of its own, the value under it, a rule between the records."""
    for n, person in enumerate(records):
        for c in person:
            yield n, f"**{c.label}**"
            yield n, c.value
        yield -1, "---"


def translated(rng: random.Random, records: list[Person]) -> Lines:
    """A post with an opening, fields with a long dash and no blank before it, and a closing."""
    yield -1, "Sharing some samples for proof:"
    yield -1, ""
    for n, person in enumerate(records):
        for c in person:
            yield n, f"{c.label}– {c.value}"
        yield -1, "_" * 12
    yield -1, ""
    yield -1, "DM for more"


def semicolon_lines(rng: random.Random, records: list[Person]) -> Lines:
    """`Label: value;` one under the other, a full stop at the end of the record."""
    for n, person in enumerate(records):
        for i, c in enumerate(person):
            yield n, f"{c.label}: {c.value}{';' if i + 1 < len(person) else ''}"
        yield -1, ""


def three_columns(rng: random.Random, records: list[Person]) -> Lines:
    """Three pairs a line, tabs between."""
    for n, person in enumerate(records):
        for i in range(0, len(person), 3):
            yield n, "\t".join(f"{c.label}: {c.value}" for c in person[i : i + 3])
        yield -1, ""


SECOND: dict[str, Layout] = {
    function.__name__: function
    for function in (
        slack_thread, boxed, ticket, ini, slashes, lettered, tabs_colon, hash_titles, heading_value,
        translated, semicolon_lines, three_columns,
    )
}  # fmt: skip
