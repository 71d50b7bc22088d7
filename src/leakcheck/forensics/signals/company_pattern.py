"""Companies put together as Faker does: Smith, Lee and Clark; Brown Group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.grammar import are_companies, largest_fit
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import headed

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Companies put together by a grammar"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 30
FORMULA = (
    "largest share, over columns called company or employer, of distinct values that are Name "
    "Inc/Ltd/LLC/Group/PLC/and Sons, Name-Name or Name, Name and Name with last names of a "
    "generator's English lists"
)
SOURCES = (
    "Source text of Faker (MIT), providers of the English locales",
    "Word lists of the packages named in docs/vocabularies.md, read by tools/build_vocabularies.py",
)
SENTENCE = (
    "{fit} of {distinct} different companies are nothing but common surnames joined (X Group; X-Y; X, "
    "Y and Z), as Faker invents them."
)
SENTENCE_FOR = "{fit} of {distinct} different companies are mere surnames joined."
INNOCENT = ("law firms and partnerships",)

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of distinct companies that fit the grammar."""
    if specimen.size < MINIMUM:
        return None
    return largest_fit(specimen, headed(specimen, "company"), are_companies)
