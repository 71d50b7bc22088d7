"""part = {of = "in_gstin", name = "pan", field = "pan"}: a fact inside a number equals a field."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from leakcheck import discover
from leakcheck.errors import NumberError
from leakcheck.folding import fold_label
from leakcheck.model import Truth

WORDS = "agrees with the other field ({})"


@dataclass(frozen=True, slots=True)
class Part:
    """Number type, name of the part, field it must agree with."""

    number: ModuleType
    name: str
    field: str


def parse(argument: object) -> Part:
    """A table with of, name and field."""
    if not isinstance(argument, dict) or set(argument) != {"of", "name", "field"}:
        raise ValueError("needs a table with of, name and field")
    if not all(isinstance(v, str) for v in argument.values()) or argument["of"] not in discover.names(
        "idnumbers"
    ):
        raise ValueError("'of' must be one of: " + ", ".join(discover.names("idnumbers")))
    return Part(discover.load("idnumbers", argument["of"]), argument["name"], argument["field"])


def others(argument: Part) -> tuple[str, ...]:
    """The field compared with."""
    return (argument.field,)


def value(argument: Part, text: str, other: str) -> int:
    """True when one of the part's alternatives (separated by |) is the other field, folded."""
    try:
        found = argument.number.parts(text).get(argument.name)
    except NumberError:
        found = None
    if not found:
        return Truth.UNKNOWN
    return Truth.TRUE if fold_label(other) in {fold_label(p) for p in found.split("|")} else Truth.FALSE
