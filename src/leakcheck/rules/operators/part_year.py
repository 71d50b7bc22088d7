"""part_year = {of = ..., name = "year", field = "year_born", at_least = 16}: years in between."""

from __future__ import annotations

from leakcheck import discover
from leakcheck.dates import parse_date
from leakcheck.errors import NumberError
from leakcheck.frozen import dataclass
from leakcheck.model import Truth

WORDS = "holds a year that lies far enough after the other ({})"


@dataclass(frozen=True, slots=True)
class PartYear:
    """Number type, name of the part that is a year, date field, least difference in years."""

    number: str
    name: str
    field: str
    at_least: int


def parse(argument: object) -> PartYear:
    """A table with of, name, field and at_least."""
    if not isinstance(argument, dict) or set(argument) != {"of", "name", "field", "at_least"}:
        raise ValueError("needs a table with of, name, field and at_least")
    of, name, field, least = (argument[k] for k in ("of", "name", "field", "at_least"))
    if not all(isinstance(v, str) for v in (of, name, field)) or of not in discover.names("idnumbers"):
        raise ValueError("'of' must be one of: " + ", ".join(discover.names("idnumbers")))
    if isinstance(least, bool) or not isinstance(least, int):
        raise ValueError("at_least must be whole years")
    return PartYear(of, name, field, least)


def others(argument: PartYear) -> tuple[str, ...]:
    """The date compared with."""
    return (argument.field,)


def value(argument: PartYear, text: str, other: str) -> int:
    """True when the year inside the number is at least so many years after the other's."""
    try:
        inside = discover.load("idnumbers", argument.number).parts(text).get(argument.name, "")
    except NumberError:
        inside = ""
    since = parse_date(other)
    if not inside.isdecimal() or since is None:
        return Truth.UNKNOWN
    return Truth.TRUE if int(inside) - since.year >= argument.at_least else Truth.FALSE
