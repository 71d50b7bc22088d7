"""E-mail addresses at domains that exist only in manuals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import PLACEHOLDER, best, columns, domain_of
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
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


def measure(specimen: Specimen) -> Measurement | None:
    """Share of addresses at placeholder domains."""
    found = best(columns(specimen, "email"), lambda text: PLACEHOLDER.search(domain_of(text)), 15)
    if specimen.size < MINIMUM or found is None:
        return None
    value, column = found
    records = round(column.records)
    facts = {"percent": round(100 * value, 1), "records": records}
    return Measurement(value, (column.place,), facts, records)


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
