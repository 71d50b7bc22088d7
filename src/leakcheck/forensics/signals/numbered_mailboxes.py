"""E-mail addresses that are a word and a number, as loops make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import NUMBERED, best, columns, mailbox_of
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Numbered mailboxes"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "largest share, over columns of e-mail addresses, of addresses whose part before the @ is user, "
    "test, employee, customer … and a number"
)
SOURCES = ("Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",)
SENTENCE = (
    "{percent} per cent of {records} e-mail addresses are a word such as user or employee with a "
    "number, as a program counts them."
)
SENTENCE_FOR = "{percent} per cent of {records} e-mail addresses are a mere word with a number."
INNOCENT = ("accounts named by number on purpose (schools, clinics)",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of numbered mailboxes."""
    found = best(columns(specimen, "email"), lambda text: NUMBERED.search(mailbox_of(text)), 15)
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
