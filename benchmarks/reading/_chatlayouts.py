"""Layouts in which people and chat programs write records down; each line knows its record.

A layout is a function from (dice, records) to lines, as (index of the record, text); -1 is before all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import zip_longest

from benchmarks.reading._textpeople import Cell, Person

Lines = Iterator[tuple[int, str]]
Layout = Callable[[random.Random, list[Person]], Lines]
_EMOJI = ("🔹", "👤", "📅", "📞", "🆔", "📍", "✅", "➡️", "🏥", "💉")


def _each(records: list[Person], write: Callable[[Cell], str], before: Callable[[int], list[str]]) -> Lines:
    for number, person in enumerate(records):
        yield from ((number, text) for text in before(number))
        yield from ((number, write(cell)) for cell in person)


def _blank(number: int) -> list[str]:
    return [""] if number else []


def emoji(rng: random.Random, records: list[Person]) -> Lines:
    """A bot's reply: emoji in front of every label, a heading, blank lines."""
    yield -1, "🔍 Search results"
    yield -1, ""
    yield from _each(records, lambda c: f"{rng.choice(_EMOJI)} {c.label}: {c.value}", _blank)


def colon(_rng: random.Random, records: list[Person]) -> Lines:
    """``Key: Value`` and blank lines."""
    yield from _each(records, lambda c: f"{c.label}: {c.value}", _blank)


def dash(_rng: random.Random, records: list[Person]) -> Lines:
    """``Key - Value``."""
    yield from _each(records, lambda c: f"{c.label} - {c.value}", _blank)


def equals(_rng: random.Random, records: list[Person]) -> Lines:
    """``Key = Value``, no blank lines: a repeated first label begins a record."""
    yield from _each(records, lambda c: f"{c.label} = {c.value}", lambda _: [])


def newline(_rng: random.Random, records: list[Person]) -> Lines:
    """``Key`` on one line, ``Value`` on the next."""
    yield from _each(records, lambda c: f"{c.label}\n{c.value}", _blank)


def side_by_side(_rng: random.Random, records: list[Person]) -> Lines:
    """Two columns of labels and values beside each other."""
    for number, person in enumerate(records):
        yield from ((number, text) for text in _blank(number))
        texts = [f"{c.label}: {c.value}" for c in person]
        width = max(map(len, texts)) + 4
        for left, right in zip_longest(texts[::2], texts[1::2], fillvalue=""):
            yield number, f"{left:<{width}}{right}".rstrip()


def numbered(_rng: random.Random, records: list[Person]) -> Lines:
    """A numbered list of fields in every record."""
    for number, person in enumerate(records):
        yield from ((number, text) for text in _blank(number))
        for place, cell in enumerate(person, 1):
            yield number, f"{place}. {cell.label}: {cell.value}"


def bars(_rng: random.Random, records: list[Person]) -> Lines:
    """One record a line, cut by bars."""
    for number, person in enumerate(records):
        yield number, " | ".join(f"{c.label}: {c.value}" for c in person)


def commas(_rng: random.Random, records: list[Person]) -> Lines:
    """One record a line, cut by commas, addresses and all."""
    for number, person in enumerate(records):
        yield number, ", ".join(f"{c.label}: {c.value}" for c in person)


def wrapped(rng: random.Random, records: list[Person]) -> Lines:
    """Long values go on in the next line."""
    indent = rng.choice(("", "    "))

    def write(cell: Cell) -> str:
        words = cell.value.split(" ")
        if len(words) < 3 or cell.field not in ("address", "center_name"):
            return f"{cell.label}: {cell.value}"
        cut = len(words) // 2
        return f"{cell.label}: {' '.join(words[:cut])}\n{indent}{' '.join(words[cut:])}"

    yield from _each(records, write, _blank)


def rules(rng: random.Random, records: list[Person]) -> Lines:
    """Rule lines between records."""
    rule = rng.choice(("----------", "==========", "━━━━━━━━━━", "* * *", "_______"))
    yield from _each(records, lambda c: f"{c.label}: {c.value}", lambda n: [rule] if n else [])


def results(_rng: random.Random, records: list[Person]) -> Lines:
    """``Result 2 of 3`` above every record."""
    total = len(records)
    yield from _each(records, lambda c: f"{c.label}: {c.value}", lambda n: [f"Result {n + 1} of {total}"])


def bold(_rng: random.Random, records: list[Person]) -> Lines:
    """Markdown, labels in bold."""
    yield from _each(records, lambda c: f"**{c.label}**: {c.value}", _blank)


def whatsapp(rng: random.Random, records: list[Person]) -> Lines:
    """An export: a message of several lines for each record."""
    sender = rng.choice(("Bot", "Info Desk", "+91 90000 00000"))
    for number, person in enumerate(records):
        stamp = f"12/06/2023, 10:{rng.randint(10, 59)} am - {sender}: "
        for place, cell in enumerate(person):
            yield number, f"{'' if place else stamp}{cell.label}: {cell.value}"


def telegram(rng: random.Random, records: list[Person]) -> Lines:
    """A copied chat: the stamp and sender stand above the message."""
    for number, person in enumerate(records):
        yield number, f"Data Bot, [12.06.2023 10:{rng.randint(10, 59)}]"
        for cell in person:
            yield number, f"{cell.label}: {cell.value}"


def aligned(_rng: random.Random, records: list[Person]) -> Lines:
    """A table of columns padded with blanks."""
    rows = [[c.label for c in records[0]], *[[c.value for c in person] for person in records]]
    widths = [max(len(row[i]) for row in rows) + 3 for i in range(len(rows[0]))]
    for number, row in enumerate(rows):
        yield number - 1, "".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()


def quoted(_rng: random.Random, records: list[Person]) -> Lines:
    """A quoted reply."""
    yield from _each(records, lambda c: f"> {c.label}: {c.value}", lambda n: [">"] if n else [])


TUNING: dict[str, Layout] = {
    f.__name__: f
    for f in (emoji, colon, dash, equals, newline, side_by_side, numbered, bars, commas, wrapped, rules,
              results, bold, whatsapp, telegram, aligned, quoted)
}  # fmt: skip
