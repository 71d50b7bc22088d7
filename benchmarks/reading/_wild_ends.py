"""Tables whose ends, quotes or cells are odd: joined exports, ragged rows, folders, lists inside cells."""

from __future__ import annotations

import random

from benchmarks.reading._wild_case import (
    AREAS,
    WORDS,
    Wild,
    Writer,
    day,
    person,
    sentence,
)

PLAIN = Writer(",")
EXCEL = Writer(",", eol="\r\n")


def json_cells(rng: random.Random) -> Wild:
    """Nested records as text in doubled quotes."""
    names = ["id", "payload", "tags", "at"]
    rows = [
        [
            str(i),
            f'{{"name": "{person(rng)}", "n": [{i}, 2], "q": "a; b"}}',
            f"['{rng.choice(WORDS)}', '{rng.choice(WORDS)}']",
            day(rng) + "T10:00:00+05:30",
        ]
        for i in range(rng.randint(5, 30))
    ]
    return Wild(PLAIN.text([names, *rows]).encode(), names, rows)


def scraped(rng: random.Random) -> Wild:
    """Cells copied from a page: no-break blanks, entities, curly quotes, padding and line breaks inside."""
    names = ["Rank", "Player ", " Club", "Fee\n(in £m)"]
    rows = [
        [
            f"{i + 1}.",
            f" {person(rng)}\u00a0",
            rng.choice(("\n  “Rovers”\n", "A&amp;B United", "FC – East")),
            f"£{rng.randint(1, 90)}.{i % 10}m[{i}]",
        ]
        for i in range(rng.randint(5, 30))
    ]
    return Wild(PLAIN.text([names, *rows]).encode(), names, rows)


def backslash_ends(rng: random.Random) -> Wild:
    """Windows folders in quotes, each ending in a backslash: no escape is meant."""
    names = ["host", "folder", "size"]
    rows = [
        [rng.choice(WORDS), f"C:\\{rng.choice(WORDS)}, old\\", str(rng.randint(1, 999))]
        for _ in range(rng.randint(10, 40))
    ]
    return Wild(EXCEL.text([names, *rows]).encode(), names, rows)


def ragged(rng: random.Random) -> Wild:
    """Spreadsheet rows cut after their last filled cell."""
    names = ["Route", "Stop 1", "Stop 2", "Stop 3", "Stop 4", "Stop 5"]
    rows = [
        [f"R{i}", *[rng.choice(AREAS) for _ in range(rng.randint(1, 5))]] for i in range(rng.randint(10, 40))
    ]
    rows[0] = ["R0", *rng.sample(AREAS, 5)]
    full = {i: ([*r, *[""] * (6 - len(r))],) for i, r in enumerate(rows)}
    return Wild(PLAIN.text([names, *rows]).encode(), names, rows, also=full)


def mostly_empty(rng: random.Random) -> Wild:
    """A column filled once in ten rows, a column never, rows of one cell."""
    names = ["date", "event", "injured", "killed", "remarks", "reviewed by"]
    rows = [
        [
            day(rng),
            rng.choice((*WORDS, "")),
            rng.choice(("", "", "2")),
            "",
            rng.choice(("", "", "", sentence(rng, 8))),
            "",
        ]
        for _ in range(rng.randint(12, 50))
    ]
    return Wild(EXCEL.text([names, *rows]).encode(), names, rows)


def semicolons_in_commas(rng: random.Random) -> Wild:
    """Commas outside, lists with semicolons inside every row; and the other way round."""
    outer, inner = rng.choice(((",", ";"), (";", ",")))
    names = ["taxon", "ranks", "authors", "year"]
    rows = [
        [
            rng.choice(WORDS),
            f"{inner} ".join(rng.sample(WORDS, 4)),
            f"{inner} ".join(person(rng) for _ in range(3)),
            str(rng.randint(1850, 2010)),
        ]
        for _ in range(rng.randint(8, 40))
    ]
    return Wild(Writer(outer).text([names, *rows]).encode(), names, rows)


def header_only(rng: random.Random) -> Wild:
    """Names and no records: an empty month."""
    names = ["id", "name", "date of birth", "ward", "remarks"]
    return Wild(Writer(rng.choice(",;\t|"), always=rng.random() < 0.3).text([names]).encode(), names, [])


def sensor_unnamed(rng: random.Random) -> Wild:
    """Times and readings without names, blanks padding the figures."""
    rows = [
        [
            f"2021-03-01 {i // 60:02}:{i % 60:02}:00",
            f"{rng.uniform(-5, 30):7.2f}",
            f"{rng.uniform(900, 1100):8.1f}",
            rng.choice(("OK", "ERR")),
        ]
        for i in range(rng.randint(10, 80))
    ]
    bare = {i: ([c.strip() for c in r],) for i, r in enumerate(rows)}
    return Wild(Writer(rng.choice(",;")).text(rows).encode(), (), rows, also=bare)


KINDS = (
    json_cells,
    scraped,
    backslash_ends,
    ragged,
    mostly_empty,
    semicolons_in_commas,
    header_only,
    sensor_unnamed,
)
