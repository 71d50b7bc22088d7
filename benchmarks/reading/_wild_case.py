"""One imitated file with what it means, and the small stock of words and numbers the imitations share."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.reading._score import Row, Variant
from benchmarks.reading._tables import CITIES, FIRST, LAST, WORDS, Rows, Writer

AREAS = ("North Ward", "Harbour", "Old Town", "St. Anne's", "Mill Lane", "Upper Marsh", "Castle", "East Park")
REGIONS = ("Bavaria", "Tyrol", "Liguria", "Galicia", "Skåne", "Bohemia", "Silesia", "Brittany", "Wallonia")
SUBJECTS = ("Births", "Deaths", "Marriages", "Dwellings", "Vehicles", "Farms", "Employees", "Visitors")


@dataclass(frozen=True)
class Wild:
    """One file; `headers` are further right readings of the header, `whole` further right readings of it all.

    A careful person may read a header of two rows as its last row, as both joined, or as the first with
    the second among the records: such readings are all listed, and the best of them counts.
    """

    data: bytes
    header: Row
    rows: Sequence[Row]
    headers: Sequence[Row] = ()
    also: Mapping[int, Sequence[Row]] = field(default_factory=dict)
    optional: Sequence[Row] = ()
    whole: Sequence[tuple[Row, Sequence[Row]]] = ()

    def readings(self, kind: str, name: str) -> list[Variant]:
        """Every right reading of the file as a variant to score against."""
        first = [
            Variant(kind, name, self.data, h, self.rows, dict(self.also), self.optional)
            for h in (self.header, *self.headers)
        ]
        return first + [Variant(kind, name, self.data, h, r, {}, self.optional) for h, r in self.whole]


def lines(*parts: str, eol: str = "\n") -> str:
    """Join physical lines, each with its end."""
    return "".join(part + eol for part in parts)


def pad(cells: Iterable[str], width: int) -> list[str]:
    """Fill up with empty cells, as a spreadsheet does when it saves."""
    row = list(cells)
    return row + [""] * (width - len(row))


def person(rng: random.Random) -> str:
    """An invented name."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def day(rng: random.Random, form: str = "{y}-{m:02}-{d:02}") -> str:
    """A date in the form given."""
    return form.format(y=rng.randint(1998, 2023), m=rng.randint(1, 12), d=rng.randint(1, 28))


def sentence(rng: random.Random, words: int) -> str:
    """Words in a row with a comma now and then, ended by a full stop."""
    text = " ".join(rng.choice(WORDS) + ("," if rng.random() < 0.12 else "") for _ in range(words))
    return text.rstrip(",").capitalize() + "."


def thousands(rng: random.Random, mark: str = ",", most: int = 900_000) -> str:
    """An amount with thousands separators."""
    return f"{rng.randint(1, most):,}".replace(",", mark)


__all__ = [
    "AREAS",
    "CITIES",
    "REGIONS",
    "SUBJECTS",
    "WORDS",
    "Rows",
    "Wild",
    "Writer",
    "day",
    "lines",
    "pad",
    "person",
    "sentence",
    "thousands",
]
