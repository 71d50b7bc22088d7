"""checksum = "in_aadhaar": the number is valid, check digit included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck import discover
from leakcheck.errors import MaskedError, NumberError
from leakcheck.model import NumberStatus, Truth

if TYPE_CHECKING:
    from leakcheck.rules.columns import Columns
    from leakcheck.rules.lanes import Lane

WORDS = "is a valid {} number"
CONFUSABLE = True
_TRUTH = {
    NumberStatus.MISSING: Truth.UNKNOWN,
    NumberStatus.VALID: Truth.TRUE,
    NumberStatus.MASKED: Truth.UNKNOWN,
    NumberStatus.MALFORMED: Truth.FALSE,
    NumberStatus.BAD_CHECKSUM: Truth.FALSE,
}


def parse(argument: object) -> str:
    """Name of an id number: a file in `idnumbers/`, opened when it is asked for."""
    if not isinstance(argument, str) or argument not in discover.names("idnumbers"):
        raise ValueError("needs the name of an id number: " + ", ".join(discover.names("idnumbers")))
    return argument


def value(argument: str, text: str) -> int:
    """True when valid, unknown when masked, else false."""
    try:
        discover.load("idnumbers", argument).validate(text)
    except MaskedError:
        return Truth.UNKNOWN
    except NumberError:
        return Truth.FALSE
    return Truth.TRUE


def vector(argument: str, columns: Columns, field: str) -> Lane:
    """By the number's own kernel."""
    return columns.block.number_truth(
        field, discover.load("idnumbers", argument), ("checksum", argument), _TRUTH
    )
