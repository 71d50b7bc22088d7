"""Tables as web generators with a schema editor export them (Mockaroo and its kin).

Every field independent but the e-mail, whose local part is initial, surname and the row number in base 36;
names from long lists, domains of 500 well-visited sites, dates of the last twelve months, blanks by per cent.
Needs the package names (MIT) or Faker for its name lists.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from calibration.ingredients.bigpool import pools
from calibration.ingredients.cast import plain
from calibration.ingredients.drawer import Drawer, drawer
from calibration.ingredients.finishing import blank
from calibration.ingredients.lists import mockaroo, options
from calibration.ingredients.mockfields import FIELDS
from calibration.table import Table, from_columns

KIND = "mockaroo_like"
NEEDS_REAL = False
_DEFAULT = "id first_name last_name email gender ip_address"
_SCHEMES = (
    _DEFAULT,
    _DEFAULT,
    "id first_name last_name email phone address city country",
    "id name email company job_title department salary hire_date",
    "employee_id first_name last_name email gender department job_title salary start_date manager_id",
    "id first_name last_name birth_date gender ssn phone email street city state postal_code",
    "id user_name email password created_at last_login is_active role",
    "id customer product price quantity purchase_date credit_card card_type currency",
    "patient_id first_name last_name gender age blood_type drug diagnosis admission_date bill",
    "guid title first_name last_name university course gpa enrolled graduated",
    "id make model year vin colour price",
    "id timestamp mac_address ip_address user_agent app version latitude longitude",
    "id title first_name last_name shirt_size language country race avatar",
    "name phone email notes",
    "id name category price stock rating released sku description",
)


@dataclass(frozen=True, slots=True)
class _Row:
    first: str
    last: str
    number: int


def make(seed: int, rows: int, real: Table | None = None) -> Table:
    """One export; half of the schemas change a few fields of a usual one."""
    rng = random.Random(seed)
    fields = rng.choice(_SCHEMES).split()
    if rng.random() < 0.6:
        fields = _changed(fields, rng)
    dice = drawer(rng)
    people = _people(rng, rows)
    ways = {field: _way(field, dice) for field in fields}
    columns = [[ways[field](person) for person in people] for field in fields]
    if rng.random() < 0.3:
        blank(fields, columns, rng)
    return from_columns(tuple(fields), columns, rng.choice(["export", "export", "edited"]))


def _changed(fields: list[str], rng: random.Random) -> list[str]:
    kept = [field for field in fields if rng.random() < 0.85] or fields[:2]
    added = rng.sample(sorted(FIELDS), rng.randint(0, 5))
    return kept + [field for field in added if field not in kept]


def _people(rng: random.Random, rows: int) -> list[_Row]:
    male, female, last = pools()
    return [
        _Row(rng.choice(male if rng.random() < 0.5 else female), rng.choice(last), number)
        for number in range(rows)
    ]


def _way(field: str, dice: Drawer) -> Callable[[_Row], str]:
    """How a field is made: from the row's person, or drawn for itself."""
    rng = dice.rng
    ways: dict[str, Callable[[_Row], str]] = {
        "id": lambda row: str(row.number + 1),
        "first_name": lambda row: row.first,
        "last_name": lambda row: row.last,
        "name": lambda row: f"{row.first} {row.last}",
        "customer": lambda row: f"{row.first} {row.last}",
        "user_name": _local,
        "email": lambda row: f"{_local(row)}@{rng.choice(mockaroo('domains'))}",
    }
    if field in ways:
        return ways[field]
    if field in {"employee_id", "patient_id", "sku"}:
        return dice.coded() if rng.random() < 0.5 else ways["id"]
    if field in FIELDS:
        draw = FIELDS[field](dice)
        return lambda row: draw()
    try:
        chosen = options(field, rng)
    except KeyError:
        chosen = ["true", "false"]
    return lambda row: rng.choice(chosen)


def _local(row: _Row) -> str:
    return f"{plain(row.first)[:1]}{plain(row.last)}{base36(row.number)}"


def base36(number: int) -> str:
    """A number in base 36, lower case; 0 for nothing."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[number] if number < 36 else base36(number // 36) + digits[number % 36]
