"""The rules in frictionless, with its built-in row constraints (formulas) for what spans columns.

The ready-made way, which needs no program; `with_frictionless.py` is the faster one. A formula that cannot be
worked out counts as broken, so each first asks whether its cells are there. Errors carry no id, so each is
traced to its rule by its note.
"""

from __future__ import annotations

from collections import Counter

from _common import FACTS, FIRST_DAY, MAKERS, MINORS_DAY, STATES, main
from frictionless import checks
from with_frictionless import judge, parse

LEFT_OUT = {
    "aadhaar-check-digit": "no constraint computes a Verhoeff digit, and formulas have no loops",
}
_BORN = "(birth_year and 1900 <= birth_year <= 2012)"
_AGED = "(age is not None and 0 <= age <= 120)"
_PERSON = "(pan and name and pan[3] == 'P' and pan[9].isalpha())"
# Look-ups are tests within one text: a list or dict in a formula would be built anew for every row.
_VACCINES, _MAKERS = "|".join(["", *MAKERS, ""]), "|".join(["", *(f"{v}/{m}" for v, m in MAKERS.items()), ""])
_AREAS, _STATES = "|".join(["", *STATES, ""]), "|".join(["", *(f"{a}/{s}" for a, s in STATES.items()), ""])
_AREA = "'|' + pin_code[0] + pin_code[1]"
FORMULAS = {
    "age-fits-birth": f"not ({_BORN} and {_AGED} and dose1_date) or "
    "-1 <= dose1_date.year - birth_year - age <= 1",
    "pan-person": "not pan or not pan[9].isalpha() or pan[3] == 'P'",
    "pan-initial": f"not {_PERSON} or pan[4] == name[0] or pan[4] == name.split(' ')[-1][0]",
    "id-type-aadhaar": "id_type != 'Aadhaar Card' or aadhaar",
    "id-type-pan": "id_type != 'PAN Card' or pan",
    "manufacturer-fits": f"not vaccine or '|' + vaccine + '|' not in '{_VACCINES}' or not manufacturer "
    f"or '|' + vaccine + '/' + manufacturer + '|' in '{_MAKERS}'",
    "dose2-after-dose1": "not (dose1_date and dose2_date) or dose2_date > dose1_date",
    "covishield-gap": "not (dose1_date and dose2_date) or vaccine != 'COVISHIELD' or "
    "dose2_date <= dose1_date or 28 <= (dose2_date - dose1_date).days <= 240",
    "minor-vaccine": "age is None or age > 17 or not vaccine or "
    f"vaccine == '{FACTS['minor_vaccines'][0]}' or vaccine == '{FACTS['minor_vaccines'][1]}'",
    "minor-not-before-2022": "age is None or age > 17 or not dose1_date "
    f"or str(dose1_date) >= '{MINORS_DAY}'",
    "pin-fits-state": f"not (pin_code and state) or pin_code[0] == '0' or "
    f"{_AREA} + '|' not in '{_AREAS}' or {_AREA} + '/' + state + '|' in '{_STATES}'",
    "center-present": f"not dose1_date or str(dose1_date) < '{FIRST_DAY}' or center_name",
}
_RULE_OF = {f'the row constraint to conform is "{formula}"': rule for rule, formula in FORMULAS.items()}


def check(path: str) -> tuple[int, Counter[str]]:
    """Rows, and broken rows by rule."""
    constraints = [checks.row_constraint(formula=formula) for formula in FORMULAS.values()]
    return judge(path, constraints, _RULE_OF)


if __name__ == "__main__":
    main(parse, check, LEFT_OUT)
