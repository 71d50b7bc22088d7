"""Cities put together as Faker does: North Kevin, Jenniferville."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.grammar import are_cities
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import thinned
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Cities put together by a grammar"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "largest share, over columns of cities, of distinct cities that are "
    "[North|East|West|South|New|Lake|Port] Name[town|ville|berg|…] with a name of a generator's "
    "English lists"
)
SOURCES = (
    "Source text of Faker (MIT), providers of the English locales",
    "Measured on 17,341 real places of the United States: 4.7 per cent fit Faker's grammar of cities",
)
SENTENCE = (
    "{fit} of {distinct} different cities are a first or last name with North, Port, -ville or the "
    "like, as Faker invents them."
)
SENTENCE_FOR = (
    "{fit} of {distinct} different cities fit the grammar by which Faker invents them; of real "
    "American places about one in twenty does."
)
INNOCENT = ("a list of small American places",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of distinct cities that fit the grammar."""
    shares = []
    for column in specimen.of("city") if specimen.size >= MINIMUM else ():
        texts = thinned(column.values, 1000)
        if len(texts) >= 12:
            shares.append((int(are_cities(texts).sum()), len(texts), column.place))
    if not shares:
        return None
    fit, distinct, place = max(shares, key=lambda one: one[0] / one[1])
    return Measurement(fit / distinct, (place,), {"fit": fit, "distinct": distinct}, specimen.size)


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
