"""Whether e-mail addresses carry the name of their owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.agreement import named_mailboxes
from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.table.measurement import Measurement

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "E-mail address and name"
FAMILY = "agreement"
TOWARDS = -1
MINIMUM = 20
FORMULA = (
    "share of records with name and e-mail address whose part before the @ holds the first or the "
    "last name (three letters or more)"
)
SOURCES = (
    "Measured for this project on 450 genuine tables of 138 sources (2026), unpublished",
    "Faker issue 1185: name, user name and e-mail of its profiles are drawn apart",
)
SENTENCE = (
    "Only {hits} of {records} e-mail addresses hold the first or last name that stands beside them; "
    "most people's do."
)
SENTENCE_FOR = (
    "{hits} of {records} e-mail addresses hold the first or last name that stands beside them, as "
    "most people's do."
)
INNOCENT = ("mailboxes given by number or by office",)


def measure(specimen: Specimen) -> Measurement | None:
    """Share of mailboxes that hold a name."""
    found = named_mailboxes(specimen) if specimen.size >= MINIMUM else None
    if found is None or len(found[1]) < MINIMUM:
        return None
    place, told = found
    usable = [one for one in told if one[1].isascii() and (len(one[1]) > 2 or len(one[2]) > 2)]
    if len(usable) < MINIMUM:
        return None
    hits = sum(_holds(box, first) or _holds(box, last) for box, first, last in usable)
    facts = {"hits": hits, "records": len(usable)}
    return Measurement(hits / len(usable), (place,), facts, len(usable))


def _holds(box: str, name: str) -> bool:
    return len(name) > 2 and name in box.replace(".", "").replace("-", "").replace("_", "")


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
