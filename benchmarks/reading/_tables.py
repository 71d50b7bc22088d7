"""Clean invented tables to pollute, and a writer that obeys (or bends) the rules of CSV."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence

FIRST = ("Asha", "Ravi", "Meena", "Sunil", "Kiran", "Latha", "Gopal", "Farah", "Zoë", "José")
LAST = ("Sharma", "Rao", "Patil", "Das", "Khan", "Nair", "Singh", "Gupta", "Müller", "Iyer")
CITIES = ("Pune", "Mysuru", "Agra", "Goa", "Kochi", "Surat", "Patna", "New Delhi")
REMARKS = (
    "", "paid", "paid, in full", 'said "yes" twice', "first line\nsecond line", "see note 4",
    'sent "form A", then left', "moved; address unknown", "none", "asked for a receipt",
)  # fmt: skip
GOODS = ("steel bolt", "copper wire", "oak board", "glass, tempered", "paint (white)", "rope 10 m")
WORDS = [
    "river",
    "stone",
    "quiet",
    "garden",
    "market",
    "letter",
    "window",
    "evening",
    "bridge",
    "paper",
    "silver",
    "monsoon",
]

Rows = list[list[str]]


def people(rng: random.Random, count: int = 80) -> tuple[list[str], Rows]:
    """Persons: numbers, dates and a remark that needs quoting."""
    header = ["id", "name", "birth_date", "city", "amount", "remark", "mobile", "active"]
    return header, [_person(rng, i) for i in range(count)]


def _person(rng: random.Random, number: int) -> list[str]:
    return [
        str(1001 + number),
        f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        f"{rng.randint(1950, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        rng.choice(CITIES),
        f"{rng.randint(1, 9999)}.{rng.randint(0, 99):02}",
        rng.choice(REMARKS),
        f"9{rng.randint(10**8, 10**9 - 1)}",
        rng.choice(("yes", "no")),
    ]


def sales(rng: random.Random, count: int = 80) -> tuple[list[str], Rows]:
    """Deliveries: times, codes, prices and free text in several columns."""
    header = ["day", "hour", "item", "code", "price", "grade", "shelf", "page", "note"]
    rows = [
        [
            f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/2021",
            f"{rng.randint(6, 20):02}:{rng.randint(0, 59):02}",
            rng.choice(GOODS),
            f"{rng.choice('ABCD')}{rng.randint(100, 999)}-{rng.randint(10, 99)}",
            f"{rng.randint(1, 900)}.50",
            rng.choice(("fine", "coarse", "raw")),
            f"{rng.choice(WORDS)} {rng.choice(WORDS)}",
            f"https://example.org/{rng.choice(WORDS)}/{rng.randint(1, 99)}",
            rng.choice(REMARKS),
        ]
        for _ in range(count)
    ]
    return header, rows


def texts(rng: random.Random, count: int = 80) -> tuple[list[str], Rows]:
    """Nothing but words: no column has a type that could help."""
    header = ["term", "near term", "far term", "comment", "origin"]
    rows = [
        [
            rng.choice(WORDS),
            f"{rng.choice(WORDS)} {rng.choice(WORDS)}",
            rng.choice(WORDS),
            rng.choice(REMARKS),
            rng.choice(CITIES),
        ]
        for _ in range(count)
    ]
    return header, rows


BASES: dict[str, Callable[..., tuple[list[str], Rows]]] = {"people": people, "sales": sales, "texts": texts}


class Writer:
    """Writes records under one dialect.

    Parameters
    ----------
    escape : str
        What stands in front of a quote inside quotes: the quote itself, a backslash, or nothing.
    always : bool
        Quote every cell, not only those that need it.
    """

    def __init__(
        self,
        delimiter: str = ",",
        quote: str = '"',
        escape: str = '"',
        eol: str = "\n",
        *,
        always: bool = False,
    ) -> None:
        self.delimiter, self.quote, self.escape, self.eol = delimiter, quote, escape, eol
        self.always = always

    def cell(self, text: str) -> str:
        """One cell, quoted where it must be."""
        needs = any(c in text for c in (self.delimiter, self.quote, "\n", "\r") if c)
        if not self.quote or not (needs or self.always):
            return text
        escape = self.quote if self.escape == '"' else self.escape
        return self.quote + text.replace(self.quote, escape + self.quote) + self.quote

    def row(self, cells: Sequence[str]) -> str:
        """One record without its end."""
        return self.delimiter.join(map(self.cell, cells))

    def text(self, records: Iterable[Sequence[str]]) -> str:
        """Write records one by one, each with its end."""
        return "".join(self.row(cells) + self.eol for cells in records)
