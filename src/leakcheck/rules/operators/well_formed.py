"""well_formed = "in_pan": the number has its shape, whatever the check digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck import discover
from leakcheck.errors import ShapeError
from leakcheck.model import NumberStatus, Truth

if TYPE_CHECKING:
    from leakcheck.rules.columns import Columns
    from leakcheck.rules.lanes import Lane

WORDS = "is formed like a {} number"
CONFUSABLE = True
_TRUTH = {
    NumberStatus.MISSING: Truth.UNKNOWN,
    NumberStatus.VALID: Truth.TRUE,
    NumberStatus.MASKED: Truth.TRUE,
    NumberStatus.MALFORMED: Truth.FALSE,
    NumberStatus.BAD_CHECKSUM: Truth.TRUE,
}


def parse(argument: object) -> str:
    """Name of an id number: a file in `idnumbers/`, opened when it is asked for."""
    if not isinstance(argument, str) or argument not in discover.names("idnumbers"):
        raise ValueError("needs the name of an id number: " + ", ".join(discover.names("idnumbers")))
    return argument


def value(argument: str, text: str) -> int:
    """False only for a wrong shape; a masked number or a wrong check digit is well formed."""
    try:
        discover.load("idnumbers", argument).validate(text)
    except ShapeError:
        return Truth.FALSE
    except Exception:  # noqa: S110 - MaskedError and ChecksumError mean the shape was right
        pass
    return Truth.TRUE


def vector(argument: str, columns: Columns, field: str) -> Lane:
    """By the number's own kernel."""
    return columns.block.number_truth(
        field, discover.load("idnumbers", argument), ("well_formed", argument), _TRUTH
    )
