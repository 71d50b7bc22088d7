"""Cities put together as Faker does: North Kevin, Jenniferville."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.grammar import are_cities, largest_fit
from leakcheck.forensics.statistics.invented import boxed, collected

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
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

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of distinct cities that fit the grammar."""
    if specimen.size < MINIMUM:
        return None
    return largest_fit(specimen, specimen.of("city"), are_cities)
