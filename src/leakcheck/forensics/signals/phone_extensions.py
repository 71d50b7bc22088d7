"""Telephone numbers with x and an extension, a habit of Faker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import EXTENSION, columns, largest_share
from leakcheck.forensics.statistics.invented import boxed, collected

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Telephone extensions with x"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 20
FORMULA = "largest share, over columns of telephone numbers, of numbers ending in x and two to six digits"
SOURCES = (
    "Source text of Faker (MIT), providers of the English locales, phone_number",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{percent} per cent of {records} telephone numbers end in x and an extension, as Faker writes them."
)
SENTENCE_FOR = "{percent} per cent of {records} telephone numbers end in an extension."
INNOCENT = ("office numbers of one large switchboard",)

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of numbers with an extension."""
    if specimen.size < MINIMUM:
        return None
    return largest_share(columns(specimen, "phone"), EXTENSION.search)
