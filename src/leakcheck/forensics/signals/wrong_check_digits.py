"""Numbers that carry the check digit of another kind of number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.forensics.statistics.invented import boxed, collected
from leakcheck.forensics.statistics.vocabulary import thinned
from leakcheck.forensics.table.measurement import Measurement
from leakcheck.idnumbers.checksums import luhn, verhoeff

if TYPE_CHECKING:
    from leakcheck.forensics.statistics.invented import Table
    from leakcheck.forensics.table.specimen import Specimen

TITLE = "Check digit of the wrong kind"
FAMILY = "contact"
TOWARDS = +1
MINIMUM = 20
FORMULA = (
    "over columns of twelve-digit numbers beginning with 2 to 9: share of distinct numbers valid by "
    "Luhn minus share valid by Verhoeff, where either is above one half"
)
SOURCES = (
    "UIDAI: the last digit of an Aadhaar number is a Verhoeff check digit",
    (
        "Source text of Faker (MIT), ssn en_IN: a Luhn digit; measured 100 per cent valid by Luhn, 9.2 "
        "per cent by Verhoeff"
    ),
)
SENTENCE = (
    "{luhn} of {distinct} numbers of the Aadhaar shape carry the check digit of bank cards (Luhn) and "
    "only {verhoeff} the right one (Verhoeff), as Faker makes them."
)
SENTENCE_FOR = "{verhoeff} of {distinct} numbers of the Aadhaar shape carry the right check digit."
INNOCENT = ("another twelve-digit number that does end in a Luhn digit",)


def measure(specimen: Specimen) -> Measurement | None:
    """Luhn share minus Verhoeff share of twelve-digit numbers."""
    for column in specimen.of("id", "number", "text", "phone") if specimen.size >= MINIMUM else ():
        texts = [text.replace(" ", "").replace("-", "") for text in thinned(column.values, 1000)]
        numbers = [text for text in texts if len(text) == 12 and text.isascii() and text.isdecimal()]
        numbers = [text for text in numbers if text[0] not in "01"]
        if len(numbers) < max(MINIMUM, 0.9 * len(texts)):
            continue
        by_luhn, by_verhoeff = sum(map(luhn.is_valid, numbers)), sum(map(verhoeff.is_valid, numbers))
        if 2 * max(by_luhn, by_verhoeff) > len(numbers):
            facts = {"luhn": by_luhn, "verhoeff": by_verhoeff, "distinct": len(numbers)}
            return Measurement((by_luhn - by_verhoeff) / len(numbers), (column.place,), facts, len(numbers))
    return None


def genuine(seed: int, rows: int) -> Table:
    """Invented people whose columns fit each other."""
    return collected(seed, rows)


def fabricated(seed: int, rows: int) -> Table:
    """Every cell out of a short list or a grammar."""
    return boxed(seed, rows)
