"""E-mail addresses at domains that exist only in manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import PLACEHOLDER, columns, domain_of, largest_share
from leakcheck.forensics.statistics.invented import boxed, collected

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Placeholder e-mail domains"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "largest share, over columns of e-mail addresses, of addresses whose domain is a placeholder "
    "(example.com, test.com, company.com, .invalid and the like)"
)
SOURCES = (
    "RFC 2606 and RFC 6761: names reserved for examples and tests",
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
)
SENTENCE = (
    "{percent} per cent of {records} e-mail addresses lie at placeholder domains such as example.com, "
    "which nobody can own."
)
SENTENCE_FOR = "{percent} per cent of {records} e-mail addresses lie at placeholder domains."
INNOCENT = (
    "addresses replaced before the table was handed on",
    "a few accounts made to test the system",
)

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of addresses at placeholder domains."""
    if specimen.size < MINIMUM:
        return None
    addresses = columns(specimen, "email")
    return largest_share(addresses, lambda text: PLACEHOLDER.search(domain_of(text)))
