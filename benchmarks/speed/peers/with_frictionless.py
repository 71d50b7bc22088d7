"""The rules in frictionless: constraints of a table schema, and a check of one's own for what spans columns.

Errors carry no id, so each is traced to its rule by field and constraint.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from _common import (
    AADHAAR,
    FACTS,
    FIRST_DAY,
    LAST_DAY,
    MAKERS,
    MINORS_DAY,
    MOBILE,
    NAME,
    PAN,
    PERSON_PAN,
    PIN,
    REFERENCE,
    STATES,
    main,
    verhoeff_tables,
)
from frictionless import Check, Checklist, Resource, Schema, checks, errors, fields

_GROUP, _TURNS = verhoeff_tables()
_AADHAAR, _PAN, _PERSON, _PIN = (re.compile(p) for p in (AADHAAR, PAN, PERSON_PAN, PIN))
_FIRST, _MINORS = date.fromisoformat(FIRST_DAY), date.fromisoformat(MINORS_DAY)


def aadhaar_fits(number: str) -> bool:
    """Verhoeff, digit by digit: a row is all that a check is given."""
    state = 0
    for place, digit in enumerate(reversed(number)):
        state = _GROUP[state][_TURNS[place % 8][int(digit)]]
    return state == 0


FIELDS: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    # field -> type, constraints, constraint -> rule
    "reference_id": ("string", {"pattern": REFERENCE}, {"pattern": "reference-digits"}),
    "name": ("string", {"pattern": NAME}, {"pattern": "name-letters"}),
    "gender": ("string", {"enum": FACTS["genders"]}, {"enum": "gender-listed"}),
    "birth_year": (
        "integer",
        {"minimum": 1900, "maximum": 2012},
        dict.fromkeys(("minimum", "maximum"), "birth-year-range"),
    ),
    "age": ("integer", {"minimum": 0, "maximum": 120}, dict.fromkeys(("minimum", "maximum"), "age-range")),
    "mobile": ("string", {"pattern": MOBILE}, {"pattern": "mobile-shape"}),
    "aadhaar": ("string", {"pattern": AADHAAR}, {"pattern": "aadhaar-shape"}),
    "pan": ("string", {"pattern": PAN}, {"pattern": "pan-shape"}),
    "id_type": ("string", {"enum": FACTS["id_types"]}, {"enum": "id-type-listed"}),
    "vaccine": ("string", {"enum": list(MAKERS)}, {"enum": "vaccine-listed"}),
    "manufacturer": ("string", {}, {}),
    "dose1_date": (
        "date",
        {"minimum": FIRST_DAY, "maximum": LAST_DAY},
        {"type": "dose1-written"} | dict.fromkeys(("minimum", "maximum"), "dose1-in-programme"),
    ),
    "dose2_date": ("date", {}, {}),
    "state": ("string", {"enum": list(STATES.values())}, {"enum": "state-listed"}),
    "pin_code": ("string", {"pattern": PIN}, {"pattern": "pin-shape"}),
    "center_name": ("string", {}, {}),
}


def check_digit(row: Any) -> bool:
    """Only well-formed numbers can have a wrong check digit."""
    number = row["aadhaar"]
    return not (number and _AADHAAR.fullmatch(number)) or aadhaar_fits(number)


def person(row: Any) -> bool:
    """A well-formed PAN is a person's."""
    return not (row["pan"] and _PAN.fullmatch(row["pan"])) or row["pan"][3] == "P"


def initial(row: Any) -> bool:
    """The fifth letter begins the first or the last word of the name."""
    pan, name = row["pan"], row["name"]
    return not (pan and name and _PERSON.fullmatch(pan)) or pan[4] in (name[0], name.split()[-1][0])


def age(row: Any) -> bool:
    """Age, year of birth and first dose agree within a year."""
    years, born, dose1 = row["age"], row["birth_year"], row["dose1_date"]
    if years is None or born is None or dose1 is None or not (1900 <= born <= 2012 and 0 <= years <= 120):
        return True
    return abs(dose1.year - born - years) <= 1


def maker(row: Any) -> bool:
    """The maker is the vaccine's."""
    wanted, found = MAKERS.get(row["vaccine"]), row["manufacturer"]
    return wanted is None or found is None or wanted == found


def gap(row: Any) -> bool:
    """28 to 240 days between two doses of Covishield."""
    dose1, dose2 = row["dose1_date"], row["dose2_date"]
    if dose1 is None or dose2 is None or row["vaccine"] != "COVISHIELD" or dose2 <= dose1:
        return True
    return 28 <= (dose2 - dose1).days <= 240


def order(row: Any) -> bool:
    """The second dose comes after the first."""
    dose1, dose2 = row["dose1_date"], row["dose2_date"]
    return dose1 is None or dose2 is None or dose2 > dose1


def minor_vaccine(row: Any) -> bool:
    """Minors got what was admitted for them."""
    years, vaccine = row["age"], row["vaccine"]
    return years is None or years > 17 or vaccine is None or vaccine in FACTS["minor_vaccines"]


def minor_day(row: Any) -> bool:
    """No minor before they were admitted."""
    years, dose1 = row["age"], row["dose1_date"]
    return years is None or years > 17 or dose1 is None or dose1 >= _MINORS


def pin(row: Any) -> bool:
    """The first two digits lie in the state."""
    code, state = row["pin_code"], row["state"]
    if not code or not state or not _PIN.fullmatch(code):
        return True
    return STATES.get(code[:2], state) == state


def center(row: Any) -> bool:
    """A dose was given somewhere."""
    dose1 = row["dose1_date"]
    return dose1 is None or dose1 < _FIRST or row["center_name"] is not None


ACROSS = {
    "age-fits-birth": age,
    "aadhaar-check-digit": check_digit,
    "pan-person": person,
    "pan-initial": initial,
    "id-type-aadhaar": lambda row: row["id_type"] != "Aadhaar Card" or row["aadhaar"] is not None,
    "id-type-pan": lambda row: row["id_type"] != "PAN Card" or row["pan"] is not None,
    "manufacturer-fits": maker,
    "dose2-after-dose1": order,
    "covishield-gap": gap,
    "minor-vaccine": minor_vaccine,
    "minor-not-before-2022": minor_day,
    "pin-fits-state": pin,
    "center-present": center,
}


class Across(Check):
    """The rules across columns as a check of one's own; formulas cost many times as much."""

    Errors: ClassVar = [errors.RowConstraintError]

    def validate_row(self, row: Any) -> Iterator[Any]:
        """An error for every rule this row breaks; the note is the rule."""
        for rule, holds in ACROSS.items():
            if not holds(row):
                yield errors.RowConstraintError.from_row(row, note=rule)


FORBIDDEN = {
    "name": ("name-no-placeholder", FACTS["placeholder_names"]),
    "mobile": ("mobile-no-placeholder", FACTS["placeholder_mobiles"]),
}


def resource(path: str, kinds: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = FIELDS) -> Resource:
    """The file with its schema; frictionless wants a path below the working directory."""
    file = Path(path).resolve()
    os.chdir(file.parent)
    made = {"string": fields.StringField, "integer": fields.IntegerField, "date": fields.DateField}
    schema = Schema(fields=[made[kind](name=n, constraints=limits) for n, (kind, limits, _) in kinds.items()])
    return Resource(path=file.name, schema=schema)


def parse(path: str) -> int:
    """Reading as text, no constraint and no check."""
    with resource(path, {name: ("string", {}, {}) for name in FIELDS}) as table:
        return sum(1 for _ in table.row_stream)


def rule_of(error: Any, notes: Mapping[str, str]) -> str:
    """The rule an error stands for."""
    if error.type == "row-constraint":
        return notes[error.note]
    if error.type == "forbidden-value":
        return FORBIDDEN[error.field_name][0]
    constraint = "type" if error.type == "type-error" else error.note.split('"')[1]
    return FIELDS[error.field_name][2][constraint]


def judge(path: str, across: list[Any], notes: Mapping[str, str]) -> tuple[int, Counter[str]]:
    """Rows, and broken rows by rule; `notes` tells the rule of an error of `across` by its note."""
    words = [checks.forbidden_value(field_name=name, values=words) for name, (_, words) in FORBIDDEN.items()]
    report = resource(path).validate(Checklist(checks=[*across, *words]), limit_errors=10**9)
    task = report.tasks[0]
    if report.errors or task.stats.get("rows") is None:
        raise RuntimeError("the report is not complete")
    return task.stats["rows"], Counter(rule_of(error, notes) for error in task.errors)


def check(path: str) -> tuple[int, Counter[str]]:
    """Rows, and broken rows by rule."""
    return judge(path, [Across()], {rule: rule for rule in ACROSS})


if __name__ == "__main__":
    main(parse, check)
