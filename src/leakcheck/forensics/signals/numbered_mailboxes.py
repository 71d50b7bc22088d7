"""E-mail addresses that are a word and a number, as loops make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.contact import NUMBERED, columns, largest_share, mailbox_of
from leakcheck.forensics.statistics.invented import boxed, collected

if TYPE_CHECKING:
    from leakcheck.forensics.table.measurement import Measurement
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

genuine = collected
fabricated = boxed


def measure(specimen: Specimen) -> Measurement | None:
    """Share of numbered mailboxes."""
    if specimen.size < MINIMUM:
        return None
    addresses = columns(specimen, "email")
    return largest_share(addresses, lambda text: NUMBERED.search(mailbox_of(text)))
