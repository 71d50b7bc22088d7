"""The rules in DuckDB SQL: one query over the file, one filtered count a rule."""

from __future__ import annotations

import duckdb
from _common import (
    AADHAAR,
    FACTS,
    FIRST_DAY,
    ISO_DAY,
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


def words(values: list[str]) -> str:
    """A list as SQL."""
    return "(" + ", ".join(f"'{v}'" for v in values) + ")"


def lookup(key: str, table: dict[str, str]) -> str:
    """A small table as SQL."""
    return "CASE " + key + "".join(f" WHEN '{k}' THEN '{v}'" for k, v in table.items()) + " END"


def check_digit() -> str:
    """Verhoeff as look-ups in two constant lists, twelve places deep."""
    group, turns = verhoeff_tables()
    flat = "[" + ", ".join(str(c) for row in group for c in row) + "]"
    state = "0"
    for place in range(12):
        digit = f"(ascii(aadhaar[{12 - place}]) - 47)"
        state = f"({flat})[10 * {state} + ({turns[place % 8]})[{digit}] + 1]"
    return state + " = 0"


def like(name: str, pattern: str) -> str:
    """The whole value matches."""
    return f"regexp_full_match({name}, '{pattern}')"


RULES = {  # what must hold, and (second) where the rule speaks
    "reference-digits": (like("reference_id", REFERENCE), ""),
    "name-letters": (like("name", NAME), ""),
    "name-no-placeholder": (f"name NOT IN {words(FACTS['placeholder_names'])}", ""),
    "gender-listed": (f"gender IN {words(FACTS['genders'])}", ""),
    "birth-year-range": ("born BETWEEN 1900 AND 2012", ""),
    "age-range": ("years BETWEEN 0 AND 120", ""),
    "age-fits-birth": (
        "abs(year(dose1) - born - years) <= 1", "born BETWEEN 1900 AND 2012 AND years BETWEEN 0 AND 120",
    ),
    "mobile-shape": (like("mobile", MOBILE), ""),
    "mobile-no-placeholder": (f"mobile NOT IN {words(FACTS['placeholder_mobiles'])}", ""),
    "aadhaar-shape": (like("aadhaar", AADHAAR), ""),
    "aadhaar-check-digit": (check_digit(), like("aadhaar", AADHAAR)),
    "pan-shape": (like("pan", PAN), ""),
    "pan-person": (like("pan", PERSON_PAN), like("pan", PAN)),
    "pan-initial": ("pan[5] IN (name[1], split_part(name, ' ', -1)[1])", like("pan", PERSON_PAN)),
    "id-type-listed": (f"id_type IN {words(FACTS['id_types'])}", ""),
    "id-type-aadhaar": ("aadhaar IS NOT NULL", "id_type = 'Aadhaar Card'"),
    "id-type-pan": ("pan IS NOT NULL", "id_type = 'PAN Card'"),
    "vaccine-listed": (f"vaccine IN {words(list(MAKERS))}", ""),
    "manufacturer-fits": (f"{lookup('vaccine', MAKERS)} = manufacturer", ""),
    "dose1-written": (like("dose1_date", ISO_DAY), ""),
    "dose1-in-programme": (f"dose1 BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'", ""),
    "dose2-after-dose1": ("dose2 > dose1", ""),
    "covishield-gap": ("dose2 - dose1 BETWEEN 28 AND 240", "vaccine = 'COVISHIELD' AND dose2 > dose1"),
    "minor-vaccine": (f"vaccine IN {words(FACTS['minor_vaccines'])}", "years <= 17"),
    "minor-not-before-2022": (f"dose1 >= DATE '{MINORS_DAY}'", "years <= 17"),
    "state-listed": (f"state IN {words(list(STATES.values()))}", ""),
    "pin-shape": (like("pin_code", PIN), ""),
    "pin-fits-state": (f"{lookup('pin_code[1:2]', STATES)} = state", like("pin_code", PIN)),
    "center-present": ("center_name IS NOT NULL", f"dose1 >= DATE '{FIRST_DAY}'"),
}  # fmt: skip
TYPED = """SELECT *, TRY_CAST(age AS INTEGER) AS years, TRY_CAST(birth_year AS INTEGER) AS born,
    TRY_CAST(dose1_date AS DATE) AS dose1, TRY_CAST(dose2_date AS DATE) AS dose2
    FROM read_csv(?, all_varchar = true, header = true)"""


def parse(path: str) -> int:
    """Counting every column makes the scan parse every column."""
    sql = "SELECT count(COLUMNS(*)), count(*) FROM read_csv(?, all_varchar = true, header = true)"
    return int(duckdb.connect().execute(sql, [path]).fetchall()[0][-1])


def check(path: str) -> tuple[int, dict[str, int]]:
    """Rows, and broken rows by rule."""
    counts = [
        f"count(*) FILTER (WHERE {f'{where} AND ' if where else ''}NOT ({expected}))"
        for expected, where in RULES.values()
    ]
    sql = f"SELECT {', '.join(counts)}, count(*) FROM ({TYPED})"  # noqa: S608 - constants of this file
    *found, rows = duckdb.connect().execute(sql, [path]).fetchall()[0]
    return rows, dict(zip(RULES, found, strict=True))


if __name__ == "__main__":
    main(parse, check)
