"""part = {of = "in_gstin", name = "pan", field = "pan"}: a fact inside a number equals a field or a word."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck import discover
from leakcheck.errors import NumberError
from leakcheck.folding import fold_label, fold_value
from leakcheck.frozen import dataclass
from leakcheck.model import Truth

if TYPE_CHECKING:
    from leakcheck.rules.columns import Columns
    from leakcheck.rules.lanes import Lane

WORDS = "agrees with the other field ({})"


@dataclass(frozen=True, slots=True)
class Part:
    """Number type, name of the part, and the field or the fixed text it must agree with."""

    number: str
    name: str
    field: str | None
    text: str


def parse(argument: object) -> Part:
    """A table with of, name, and either field or is."""
    if not isinstance(argument, dict) or set(argument) not in ({"of", "name", "field"}, {"of", "name", "is"}):
        raise ValueError("needs a table with of, name, and either field or is")
    if not all(isinstance(v, str) for v in argument.values()) or argument["of"] not in discover.names(
        "idnumbers"
    ):
        raise ValueError("'of' must be one of: " + ", ".join(discover.names("idnumbers")))
    return Part(argument["of"], argument["name"], argument.get("field"), argument.get("is", ""))


def others(argument: Part) -> tuple[str, ...]:
    """The field compared with, when there is one."""
    return (argument.field,) if argument.field else ()


def value(argument: Part, text: str, other: str | None = None) -> int:
    """True when one of the part's alternatives (separated by |) is the other text, folded."""
    try:
        found = discover.load("idnumbers", argument.number).parts(text).get(argument.name)
    except NumberError:
        found = None
    other = argument.text if other is None else other
    # Parts are spelt in Latin letters; a name in another script cannot be compared.
    if not found or not fold_value(other).isascii():
        return Truth.UNKNOWN
    return Truth.TRUE if fold_label(other) in _alternatives(found) else Truth.FALSE


@lru_cache(maxsize=256)
def _alternatives(part: str) -> frozenset[str]:
    """Alternatives of a part, folded."""
    return frozenset(fold_label(alternative) for alternative in part.split("|"))


def vector(argument: Part, columns: Columns, field: str) -> Lane:
    """Numbers of which the first digits say it all are joined by these, other parts value by value."""
    from leakcheck.rules.joining import join

    number = discover.load("idnumbers", argument.number)
    digits = getattr(number, "PARTS_FROM", 0)
    question = (__name__, argument)
    found = None
    if argument.field and digits:
        found = join(columns.block, field, argument.field, (number, digits), question, _decide(argument))
    if found is None:
        return columns.by_text((field, *others(argument)), question, _decide(argument))
    return found


def _decide(argument: Part) -> Callable[..., int]:
    return lambda *texts: int(value(argument, *texts))
