"""Indian tax numbers of people whose fourth letter does not say person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import thinned
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.pattern import pattern

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Fourth letter of the PAN"
FAMILY = "contact"
TOWARDS = -1
MINIMUM = 20
FORMULA = (
    "share of distinct numbers of the shape AAAAA9999A whose fourth letter is P (a person), in "
    "columns where nearly all have that shape"
)
SOURCES = (
    "Income Tax Department of India: the fourth character is the kind of holder, P an individual",
    "Measured on Faker en_IN: 9.8 per cent",
)
SENTENCE = (
    "Only {persons} of {distinct} PAN numbers have the P of a person in the fourth place; letters "
    "drawn by chance give such a share."
)
SENTENCE_FOR = (
    "{persons} of {distinct} PAN numbers have the P of a person in the fourth place, as they should."
)
INNOCENT = ("a table of companies, trusts or families",)


_SHAPE = pattern(r"[A-Z]{5}[0-9]{4}[A-Z]")


def measure(specimen: Specimen) -> Measurement | None:
    """Share of PAN numbers of persons."""
    for column in specimen.of("id", "text") if specimen.size >= MINIMUM else ():
        texts = [text.upper() for text in thinned(column.values, 1000)]
        numbers = [text for text in texts if _SHAPE.fullmatch(text)]
        if len(numbers) >= max(MINIMUM, 0.9 * len(texts)):
            persons = sum(text[3] == "P" for text in numbers)
            facts = {"persons": persons, "distinct": len(numbers)}
            return Measurement(persons / len(numbers), (column.place,), facts, len(numbers))
    return None


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
